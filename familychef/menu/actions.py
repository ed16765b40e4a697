"""What other rooms ask of the menu: what can be cooked, and a copy of a recipe as it is now."""

from familychef.pantry.models import Ingredient

from .models import RecipeIngredient
from .snapshot import snapshot

__all__ = ["positions", "recipe_copy", "snapshot"]


def recipe_copy(dish):
    """A dish's recipe as plain data, to be kept with an order: {dish, yield, lines: [{name, text, ingredient, …}]}."""
    rows = (
        dish.lines.select(RecipeIngredient, Ingredient.name.alias("ingredient_name"))
        .left_outer_join(Ingredient)
        .order_by(RecipeIngredient.position)
        .dicts()
    )
    return {"dish": dish.id, "yield": dish.yield_portions, "lines": [_plain(row) for row in rows]}


def positions(copy, names):
    """Where in a copied recipe the named lines stand."""
    return frozenset(at for at, line in enumerate(copy["lines"]) if line["name"] in names)


def _plain(row):
    kept = ("ingredient", "role", "scale", "base_qty", "base_state")
    return {"name": row["ingredient_name"] or row["typed"], "text": row["typed"]} | {name: row[name] for name in kept}
