"""What can be eaten: dishes, their recipes, pictures, and who likes what."""

from .dishes import Dish, Favourite, Picture
from .recipe import RecipeIngredient, RecipeStep
from .stations import DishStation, Station

__all__ = ["Dish", "DishStation", "Favourite", "Picture", "RecipeIngredient", "RecipeStep", "Station"]
