"""Food for tests: ingredients, lots and dishes with as few words as a test needs.

Quantities are integers in thousandths of the base unit, as everywhere.
"""

import unicodedata


def ingredient(family, name, base="mass", **more):
    from familychef.core.db import transaction
    from familychef.pantry.models import Ingredient

    with transaction(family):
        key = unicodedata.normalize("NFKC", name).casefold()
        return Ingredient.create(**{"family": family, "name": name, "name_key": key, "base": base} | more)


def lot(of, quantity, **more):
    """A batch of an ingredient with so much on hand, and the move that says where it came from."""
    from familychef.core.db import transaction
    from familychef.pantry.models import PantryStock, StockMove

    given = {"family": of.family, "ingredient": of, "on_hand": quantity, "first": quantity}
    given["bought_on"] = of.family.today()
    with transaction(of.family):
        batch = PantryStock.create(**given | more)
        StockMove.create(family=of.family, pantry_stock=batch, delta=quantity, reason="buy")
        return batch


def dish(family, name, needs=(), portions=4, **more):
    """A published dish; `needs` are (ingredient, base quantity for all portions) pairs, all required."""
    from familychef.core.db import transaction
    from familychef.menu.models import Dish

    slug = name.casefold().replace(" ", "-")
    given = {"family": family, "name": name, "slug": slug, "published": True, "yield_portions": portions}
    with transaction(family):
        made = Dish.create(**given | more)
        for position, (needed, quantity) in enumerate(dict(needs).items(), 1):
            _line(made, position, needed, quantity)
        return made


def _line(made, position, needed, quantity):
    from familychef.menu.models import RecipeIngredient

    RecipeIngredient.create(
        family=made.family, dish=made, position=position, ingredient=needed, base_qty=quantity, base_state="exact",
        num=quantity, den=1000, typed=f"{quantity / 1000:g} {needed.name}",
    )
