"""What the family has: ingredients, their lots, every movement, and what is held for orders."""

from .ingredients import Ingredient, IngredientMeasure, IngredientSwap, name_key
from .lots import Hold, PantryStock, StockMove

__all__ = ["Hold", "Ingredient", "IngredientMeasure", "IngredientSwap", "PantryStock", "StockMove", "name_key"]
