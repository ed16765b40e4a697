"""What can be eaten: dishes, their recipes, pictures, and who likes what."""

from .dishes import Dish, Favourite, Picture
from .recipe import RecipeIngredient, RecipeStep

__all__ = ["Dish", "Favourite", "Picture", "RecipeIngredient", "RecipeStep"]
