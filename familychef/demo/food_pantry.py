"""The demo's larder: fresh, opened, frozen and forgotten food, dated from today."""

import datetime as dt
from typing import NamedTuple

from familychef.core.db import transaction
from familychef.pantry.actions import add_from_starter
from familychef.pantry.amounts import read_amount


class Lot(NamedTuple):
    """One batch: `days` until its date (None: no date), and how many days ago it was bought, opened or frozen."""

    amount: str
    days: int | None = None
    bought: int = 1
    opened: int | None = None
    frozen: int | None = None
    place: str | None = None


ROSSI = {
    "milk": ({"usual": "250 ml", "threshold": "1 l"}, [Lot("700 ml", 4, 3, opened=1), Lot("2 l", 8)]),
    "cream": ({"usual": "200 ml"}, [Lot("400 ml", 1, 6)]),
    "yogurt": ({"pack": "150 g", "usual": "150 g"}, [Lot("300 g", 1, 9), Lot("600 g", 12)]),
    "butter": ({"usual": "50 g", "threshold": "250 g"}, [Lot("180 g", 20, 5, opened=3), Lot("250 g", 45)]),
    "parmesan": ({"usual": "50 g"}, [Lot("320 g", 30, 6, opened=6)]),
    "mozzarella": ({"pack": "125 g", "usual": "125 g"}, [Lot("375 g", 2, 5)]),
    "egg": ({"usual": "1", "threshold": "6"}, [Lot("4", 5, 9), Lot("10", 18)]),
    "minced_beef": ({"usual": "250 g"}, [Lot("1 kg", 2), Lot("500 g", 2, 20, frozen=18, place="freezer")]),
    "chicken_breast": ({"usual": "200 g"}, [Lot("600 g", 1)]),
    "ham": ({"usual": "50 g"}, [Lot("150 g", 3, 4, opened=1)]),
    "salmon": ({"usual": "150 g"}, [Lot("400 g", 1, 30, frozen=29, place="freezer")]),
    "onion": ({"usual": "1"}, [Lot("9", 25)]),
    "garlic": ({"usual": "1"}, [Lot("3", 40)]),
    "carrot": ({"usual": "1"}, [Lot("8", 12, place="fridge")]),
    "celery": ({"usual": "100 g"}, [Lot("350 g", 6)]),
    "potato": ({"usual": "500 g", "threshold": "1 kg"}, [Lot("3 kg", 20, place="cellar")]),
    "tomato": ({"usual": "1"}, [Lot("6", 4)]),
    "spinach": ({"usual": "100 g"}, [Lot("250 g", 1, 3)]),
    "lettuce": ({"usual": "1"}, [Lot("1", 2, 3)]),
    "mushroom": ({"usual": "100 g"}, [Lot("250 g", 3)]),
    "basil": ({"usual": "10 g"}, [Lot("25 g", 3)]),
    "parsley": ({"usual": "10 g"}, [Lot("30 g", 4)]),
    "lemon": ({"usual": "1"}, [Lot("4", 15)]),
    "apple": ({"usual": "1"}, [Lot("10", 20, place="cellar")]),
    "banana": ({"usual": "1"}, [Lot("5", 2)]),
    "bread": ({"usual": "100 g"}, [Lot("450 g", 2), Lot("500 g", 5, 12, frozen=11, place="freezer")]),
    "peas": ({"usual": "150 g"}, [Lot("750 g", 200, 20, place="freezer")]),
    "frozen_berries": ({"usual": "150 g"}, [Lot("400 g", 150, 30, place="freezer")]),
    "ice_cream": ({"usual": "100 g"}, [Lot("900 g", 120, 15, place="freezer")]),
    "spaghetti": ({"pack": "500 g", "usual": "500 g", "threshold": "500 g"}, [Lot("1500 g", 400, 10)]),
    "lasagne_sheets": ({"pack": "250 g", "usual": "250 g"}, [Lot("500 g", 300, 10)]),
    "rice": ({"usual": "250 g"}, [Lot("1.2 kg", 300, 40, opened=20)]),
    "red_lentils": ({"usual": "250 g"}, [Lot("500 g", 250, 40)]),
    "flour": (
        {"pack": "1 kg", "usual": "250 g", "threshold": "500 g"},
        [Lot("650 g", 120, 30, opened=12), Lot("1 kg", 200)],
    ),
    "sugar": ({"usual": "100 g"}, [Lot("800 g", None, 60)]),
    "passata": ({"pack": "700 g", "usual": "700 g"}, [Lot("2100 g", 300, 10)]),
    "tinned_tomatoes": ({"pack": "400 g", "usual": "400 g"}, [Lot("1600 g", 500, 10)]),
    "tinned_chickpeas": ({"pack": "400 g", "usual": "400 g"}, [Lot("800 g", -4, 500)]),
    "coconut_milk": ({"pack": "400 ml", "usual": "400 ml"}, [Lot("800 ml", 200, 20)]),
    "tuna": ({"pack": "150 g", "usual": "150 g"}, [Lot("450 g", 700, 20)]),
    "walnuts": ({"usual": "50 g"}, [Lot("150 g", 60, 20, opened=5)]),
    "dark_chocolate": ({"pack": "100 g", "usual": "100 g"}, [Lot("200 g", 200)]),
    "honey": ({"usual": "50 g"}, [Lot("350 g", None, 60)]),
    "oats": ({"usual": "100 g", "threshold": "500 g"}, [Lot("300 g", 150, 30, opened=15)]),
    "olive_oil": ({}, [Lot("600 ml", 300, 30, opened=10)]),
    "jam": ({"usual": "50 g"}, [Lot("250 g", -6, 400)]),
    "tomato_paste": ({"usual": "50 g"}, [Lot("150 g", 90, 20)]),
}
ROSSI_HAVE = (
    "salt", "black_pepper", "oregano", "cinnamon", "curry_powder", "nutmeg", "bay_leaf", "baking_powder", "water",
)
NERI = {
    "milk": ({"usual": "250 ml"}, [Lot("1 l", 5)]),
    "egg": ({"usual": "1"}, [Lot("6", 14)]),
    "spaghetti": ({"pack": "500 g", "usual": "500 g"}, [Lot("1 kg", 300)]),
    "bacon": ({"usual": "100 g"}, [Lot("200 g", 4)]),
    "parmesan": ({"usual": "50 g"}, [Lot("200 g", 25)]),
    "flour": ({"usual": "250 g"}, [Lot("1 kg", 200)]),
    "apple": ({"usual": "1"}, [Lot("6", 15)]),
}
NERI_HAVE = ("salt", "black_pepper")
PRICES = {
    "milk": 149, "cream": 119, "yogurt": 89, "butter": 229, "parmesan": 699, "mozzarella": 297, "egg": 99,
    "minced_beef": 899, "chicken_breast": 779, "ham": 269, "spinach": 199, "lettuce": 129, "bread": 259,
}
WASTE = (("bread", "80 g", "mouldy"), ("cream", "50 ml", "sour"), ("mushroom", "40 g", ""), ("ham", "30 g", "dry"))


def seed(family, by):
    """Fill a demo family's pantry through the verbs the pages call; returns {starter key: Ingredient}."""
    stock, have = (NERI, NERI_HAVE) if family.name == "Neri" else (ROSSI, ROSSI_HAVE)
    with transaction(family):
        found = {key: add_from_starter(family, key, by, "en") for key in [*stock, *have]}
        for key, (traits, lots) in stock.items():
            _describe(found[key], by, traits)
            for number, lot in enumerate(lots):
                _put_in(found[key], by, lot, None if number else PRICES.get(key))
        for key, amount, why in WASTE if stock is ROSSI else ():
            found[key].usable_lots()[0].waste(read_amount(amount, found[key]), by, why)
    return found


def _describe(ingredient, by, traits):
    amounts = {name: read_amount(text, ingredient) for name, text in traits.items()}
    ingredient.describe(by, ingredient.version, **amounts)


def _put_in(ingredient, by, lot, price):
    today = ingredient.family.today()
    past = {"bought_on": lot.bought, "opened_on": lot.opened, "frozen_on": lot.frozen}
    ingredient.add_lot(
        read_amount(lot.amount, ingredient), by,
        date=None if lot.days is None else today + dt.timedelta(days=lot.days),
        place=lot.place or ingredient.place, cost=price,
        **{name: days if days is None else today - dt.timedelta(days=days) for name, days in past.items()},
    )
