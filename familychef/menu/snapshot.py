"""A family's food at one moment: recipes, stock and swaps in a constant number of queries, judged at will."""

from collections import OrderedDict
from weakref import WeakKeyDictionary

from familychef.core.db import database, open_family
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient, IngredientSwap

from .availability import Line, Recipe, Stock, Swap, judge, judge_menu
from .larder import NOBODY
from .models import Dish, RecipeIngredient
from .verdict import OFF, Verdict

KEPT = 24
_kept = WeakKeyDictionary()


def snapshot(family, day=None, fresh=False):
    """The Snapshot of this family on a day; kept per family version, read anew inside a transaction."""
    day = day or family.today()
    if fresh or open_family() is not None:
        return Snapshot(family, day)
    kept, key = _cache()[0], (family.id, family.version, day)
    if key not in kept:
        kept[key] = Snapshot(family, day)
        while len(kept) > KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]


class Snapshot:
    """Plain data; `recipes` by dish id, `stock` and `swaps` by ingredient id."""

    def __init__(self, family, day):
        self.day = day
        self.recipes = _load_recipes(family)
        self.stock = _load_stock(family, day)
        self.swaps = _load_swaps(family)
        self._menus = {}

    def judge(self, dish_id, portions=1, avoid=NOBODY, left_out=NOBODY, own=None):
        """The Verdict on one dish; a dish that is unknown is off the menu."""
        recipe = self.recipes.get(dish_id)
        return judge(recipe, self.stock, self.swaps, portions, avoid, left_out, own or {}) if recipe else Verdict(OFF)

    def judge_copy(self, copy, portions, avoid=NOBODY, left_out=NOBODY, own=None):
        """The Verdict on a recipe as it was copied into an order."""
        return judge(thaw(copy), self.stock, self.swaps, portions, avoid, left_out, own or {})

    def judge_menu(self, avoid=NOBODY):
        """{dish id: Verdict} for one portion of everything, for one set of allergens."""
        if avoid not in self._menus:
            self._menus[avoid] = judge_menu(self.recipes.values(), self.stock, self.swaps, avoid)
        return self._menus[avoid]

    def positions(self, dish_id, names):
        """Where in the recipe the named lines stand."""
        recipe = self.recipes.get(dish_id)
        lines = recipe.lines if recipe and names else ()
        return frozenset(at for at, line in enumerate(lines) if self.name(line) in names)

    def name(self, line):
        """What a line is called on a cart or a ticket."""
        return self.stock[line.ingredient].name if line.ingredient in self.stock else line.text


def thaw(copy):
    """A Recipe from an order's copy of it."""
    lines = tuple(
        Line(row["ingredient"], row["text"], row["role"], row["scale"], row["base_qty"], row["base_state"])
        for row in copy["lines"]
    )
    return Recipe(copy["dish"], copy["yield"], True, False, lines)


def _cache():
    """(snapshots, recipes) of the database in use."""
    return _kept.setdefault(database.obj, (OrderedDict(), {}))


def _load_recipes(family):
    """{dish id: Recipe}; a recipe is built once per version of its dish."""
    dishes = list(
        Dish.select(Dish.id, Dish.version, Dish.published, Dish.archived, Dish.yield_portions)
        .where(Dish.family == family.id)
        .tuples()
    )
    recipes = _cache()[1]
    known = recipes.get(family.id, {})
    wanted = [row for row in dishes if known.get(row[0], (None,))[0] != row]
    built = _build(family, wanted) if wanted else {}
    found = {row[0]: built.get(row[0]) or known[row[0]] for row in dishes}
    if open_family() is None:
        recipes[family.id] = found
    return {dish_id: recipe for dish_id, (_stamp, recipe) in found.items()}


def _build(family, dishes):
    lines = {}
    for dish_id, *line in _line_rows(family, [row[0] for row in dishes]):
        lines.setdefault(dish_id, []).append(Line(*line))
    return {
        row[0]: (row, Recipe(row[0], row[4], bool(row[2]), bool(row[3]), tuple(lines.get(row[0], ()))))
        for row in dishes
    }


def _line_rows(family, dish_ids):
    line = RecipeIngredient
    query = (
        line.select(line.dish, line.ingredient, line.typed, line.role, line.scale, line.base_qty, line.base_state)
        .where(line.family == family.id)
        .order_by(line.dish, line.position)
        .tuples()
    )
    return query.where(line.dish.in_(dish_ids)) if len(dish_ids) < 100 else query


def _load_stock(family, day):
    usable, held = pantry.usable_stock(family, day), pantry.held_by_ingredient(family)
    rows = (
        Ingredient.select(
            Ingredient.id, Ingredient.name, Ingredient.track, Ingredient.level, Ingredient.archived,
            Ingredient.allergens,
        )
        .where(Ingredient.family == family.id)
        .tuples()
    )
    stock = {}
    for each, name, track, level, archived, allergens in rows:
        total, fresh = usable.get(each, (0, 0))
        known = None if allergens is None else frozenset(allergens)
        stock[each] = Stock(name, total, fresh, held.get(each, 0), track, level, bool(archived), known)
    return stock


def _load_swaps(family):
    swaps = {}
    rows = (
        IngredientSwap.select(
            IngredientSwap.ingredient, IngredientSwap.other, IngredientSwap.num, IngredientSwap.den,
        )
        .where(IngredientSwap.family == family.id)
        .order_by(IngredientSwap.rank, IngredientSwap.id)
        .tuples()
    )
    for ingredient, other, num, den in rows:
        swaps.setdefault(ingredient, []).append(Swap(other, num, den))
    return swaps
