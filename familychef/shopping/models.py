"""The rows of shopping: lists, their lines, what was tapped on them, and what orders lack."""

from .entries import ShoppingListItem
from .gaps import ShoppingGap
from .lists import ShoppingList
from .taps import ShoppingTap

__all__ = ["ShoppingGap", "ShoppingList", "ShoppingListItem", "ShoppingTap"]
