"""What the family has: ingredients, their lots, every movement, and what is held for orders."""

from .alerts import Alert
from .barcodes import Barcode
from .ingredients import Ingredient, IngredientMeasure, IngredientSwap, name_key
from .lots import Hold, PantryStock, StockMove

__all__ = [
    "Alert", "Barcode", "Hold", "Ingredient", "IngredientMeasure", "IngredientSwap", "PantryStock", "StockMove",
    "name_key",
]
