"""Reads what availability needs from the database, in as many queries for one dish as for a thousand."""

from functools import lru_cache
from typing import NamedTuple

import peewee

from familychef.core.prepared import Prepared
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, IngredientSwap

from .availability import Line, Recipe, Stock, Swap
from .models import Dish, RecipeIngredient
from .outage import out_on

MARK = (Dish.version, Dish.yield_portions, Dish.published, Dish.archived, Dish.out_until, Dish.portions_left)


class Known(NamedTuple):
    """A recipe and the state of the dish's row it was read at."""

    mark: tuple
    recipe: Recipe


def dish_marks(family, day, dish_ids=None):
    """{dish id: (version, yield, published, archived, out, left)}: one read at the same mark is still the same."""
    if dish_ids is None:
        rows = _all_dishes.rows(family=family.id)
    else:
        rows = _marks(family.id, Dish.id.in_(list(dish_ids))).tuples()
    return {id: (*mark, _out(day, until, family), left) for id, *mark, until, left in rows}


def mark_of(dish, day):
    """The same of one dish that was just read."""
    out = out_on(day, dish.out_until, dish.family.timezone)
    return dish.version, dish.yield_portions, dish.published, dish.archived, out, dish.portions_left


def recipes(family, marks):
    """{dish id: Known} of these dishes."""
    lines = {}
    for dish_id, ingredient, text, name, role, scale, quantity, state in _lines(family, marks):
        line = Line(ingredient, name or text, role, scale, quantity, state)
        lines.setdefault(dish_id, []).append(line)
    return {id: Known(mark, _recipe(id, mark, lines.get(id, ()))) for id, mark in marks.items()}


@Prepared
def _all_dishes(blank):
    return _marks(blank("family"))


def _marks(family_id, *which):
    return Dish.select(Dish.id, *MARK).where(Dish.family == family_id, *which).order_by(Dish.id)


def _out(day, until, family):
    return until and out_on(day, Dish.out_until.python_value(until), family.timezone) or ""


def shelf(family, day, ingredients=None):
    """({ingredient: Stock}, {ingredient: [Swap] by rank}) of all, or of these and what may replace them."""
    swaps, reached = {}, None
    rows = _catalogue(family, ingredients)
    for id, other, num, den in {(row[0], *row[6:]): None for row in rows}:
        if other is not None:
            swaps.setdefault(id, []).append(Swap(other, num, den))
    if ingredients is not None:
        reached = {*ingredients, *(swap.ingredient for ranked in swaps.values() for swap in ranked)}
        rows += _catalogue(family, reached.difference(ingredients))
    totals, held = pantry.usable_stock(family, day, reached), pantry.held_by_ingredient(family, reached)
    return {row[0]: _stock(row, totals.get(row[0], (0, 0)), held.get(row[0], 0)) for row in rows}, swaps


def _recipe(dish_id, mark, lines):
    _version, portions, published, archived, out, left = mark
    return Recipe(dish_id, portions, bool(published), bool(archived), tuple(lines), out, left)


def _stock(row, totals, held):
    id, name, track, level, archived, allergens, *_swap = row
    checked = None if allergens is None else _codes(allergens) if isinstance(allergens, str) else frozenset(allergens)
    return Stock(name, *totals, held, track, level, bool(archived), checked)


@lru_cache(maxsize=1000)
def _codes(written):
    return frozenset(Ingredient.allergens.python_value(written))


def _lines(family, dish_ids):
    line = RecipeIngredient
    few = [line.dish.in_(list(dish_ids))] if len(dish_ids) <= 200 else []
    return (
        line.select(
            line.dish, line.ingredient, line.typed, Ingredient.name, line.role, line.scale,
            line.base_qty, line.base_state,
        )
        .join(Ingredient, peewee.JOIN.LEFT_OUTER)
        .where(line.family == family.id, *few)
        .order_by(line.dish, line.position)
        .tuples()
    )


def _catalogue(family, ingredients):
    """Ingredients, each with one swap or none; an ingredient with three swaps comes three times."""
    if ingredients is None:
        return _all_ingredients.rows(family=family.id)
    elif ingredients:
        return list(_with_swaps(family.id, Ingredient.id.in_(list(ingredients))))
    else:
        return []


@Prepared
def _all_ingredients(blank):
    return _with_swaps(blank("family"))


def _with_swaps(family_id, *which):
    return (
        Ingredient.select(
            Ingredient.id, Ingredient.name, Ingredient.track, Ingredient.level, Ingredient.archived,
            Ingredient.allergens, IngredientSwap.other, IngredientSwap.num, IngredientSwap.den,
        )
        .join(IngredientSwap, peewee.JOIN.LEFT_OUTER, on=(IngredientSwap.ingredient == Ingredient.id))
        .where(Ingredient.family == family_id, *which)
        .order_by(Ingredient.id, IngredientSwap.rank, IngredientSwap.id)
        .tuples()
    )
