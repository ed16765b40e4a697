"""A small cupboard and short recipes for the tests of availability, in grams and pieces."""

from datetime import date, timedelta

from familychef.menu.availability import Line, Recipe, Stock, judge
from familychef.pantry.shelf import tally

TODAY = date(2026, 5, 10)
FLOUR, EGGS, MILK, BUTTER, OIL, PEPPER, PARSLEY, WATER, NUTS, OATMILK = range(1, 11)
NAMES = {FLOUR: "flour", EGGS: "eggs", MILK: "milk", BUTTER: "butter", OIL: "oil", PEPPER: "pepper",
         PARSLEY: "parsley", WATER: "water", NUTS: "nuts", OATMILK: "oat milk"}
G = 1000


def grams(number):
    return round(number * G)


def stock(ingredient, total=0, fresh=None, **more):
    return Stock(NAMES[ingredient], grams(total), grams(total if fresh is None else fresh),
                 **{"allergens": frozenset(), **more})


def lots(ingredient, *lots, grace=0):
    """The stock of lots given as (grams, days until its date or None, kind of date)."""
    rows = [
        (ingredient, grams(amount), None if days is None else TODAY + timedelta(days=days), kind, grace)
        for amount, days, kind in lots
    ]
    total, fresh = tally(rows, TODAY).get(ingredient, (0, 0))
    return Stock(NAMES[ingredient], total, fresh, allergens=frozenset())


def line(ingredient, amount=None, **more):
    return Line(ingredient, NAMES.get(ingredient, "a bit of love"), base_qty=amount and grams(amount), **more)


def recipe(*lines, yields=1, **more):
    return Recipe(1, yields, **{"published": True, "archived": False, **more}, lines=lines)


def ask(dish, shelf, portions=1, swaps=None, **more):
    return judge(dish, shelf, swaps or {}, portions, **more)
