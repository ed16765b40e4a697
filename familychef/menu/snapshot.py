"""The kitchen at one moment: every recipe and what there is, read once per change and judged for anyone."""

import weakref
from collections import OrderedDict

from familychef.core.db import database, open_family
from familychef.core.events import latest

from . import availability, rows
from .availability import Line, Recipe, Verdict
from .carrying_over import Moment, still_right
from .verdict import OFF

NOBODY = frozenset()
KEPT = 8
_kept = OrderedDict()
_recipes = OrderedDict()
_source = None


def kitchen_snapshot(family, day=None, fresh=False):
    """The Snapshot of a family on a day; with `fresh`, or inside its open transaction, never an earlier one."""
    day = day or family.today()
    if fresh or open_family() is not None:
        return FreshSnapshot(family, day)
    _forget_other_databases()
    key = (family.id, latest([family.id])[family.id], day)
    if key not in _kept:
        before = _before(family, day)
        _kept[key] = Snapshot(family, day, _all_recipes(family, day), *rows.shelf(family, day), before)
    return _used(_kept, key)


def _before(family, day):
    """What was read of this family last, for the same day, or None."""
    return next((_kept[key] for key in reversed(_kept) if key[0] == family.id and key[2] == day), None)


def read_copy(copy, dish_id=0):
    """The Recipe of a frozen copy, as if it were on the menu."""
    lines = (
        Line(line["ingredient"], line["name"], line["role"], line["scale"], line["quantity"], line["state"])
        for line in copy.get("lines", ())
    )
    return Recipe(copy.get("dish", dish_id), copy.get("yield", 1), True, False, tuple(lines))


class Snapshot:
    """Answers availability from what was read; `stock` is {ingredient: Stock}."""

    def __init__(self, family, day, recipes, stock, swaps, before=None):
        self.family_id, self.day = family.id, day
        self.recipes, self.stock, self.swaps = recipes, stock, swaps
        self._menus, self._more = {}, {}
        self._still = before._carried(self) if before else {}

    def judge(self, dish_id, portions=1, avoid=NOBODY, left_out=NOBODY, own=availability.NONE, claimed=0):
        """The Verdict on a dish; see availability.judge."""
        recipe = self.recipe(dish_id)
        return self._judge(recipe, portions, avoid, left_out, own, claimed) if recipe else Verdict(OFF)

    def judge_copy(self, copy, portions, avoid=NOBODY, left_out=NOBODY, own=availability.NONE):
        """The Verdict on a dish as it was when it was ordered."""
        return self._judge(read_copy(copy), portions, avoid, left_out, own)

    def judge_menu(self, avoid=NOBODY):
        """{dish id: Verdict} of one portion of every dish, worked out once for each set of allergens."""
        avoid = frozenset(avoid)
        if avoid not in self._menus:
            still = self._still.get(avoid, {})
            recipes = [recipe for recipe in self.all_recipes() if recipe.dish_id not in still]
            found = availability.judge_menu(recipes, self.stock, self.swaps, avoid)
            self._menus[avoid] = still | {id: self._named(verdict) for id, verdict in found.items()}
        return self._menus[avoid]

    def _carried(self, later):
        """{allergens: {dish id: Verdict}} of what is still right."""
        same = still_right(self.moment, later.moment)
        return {avoid: {id: menu[id] for id in menu.keys() & same} for avoid, menu in self._menus.items()}

    @property
    def moment(self):
        return Moment(self.recipes, self.stock, self.swaps)

    def takes(self, wanted, avoid=NOBODY):
        """{dish id: [Take]} of {dish id: portions} that the menu promises; see availability.takes."""
        recipes = [(self.recipe(dish_id), portions) for dish_id, portions in wanted.items()]
        return availability.takes(recipes, self.stock, self.swaps, frozenset(avoid))

    def judge_many(self, items, avoid=NOBODY, own=availability.NONE, hold_all=False):
        """[Verdict] of (dish id, portions, left_out), each from what the ones before it leave."""
        wanted = [(self.recipe(dish_id), portions, left_out) for dish_id, portions, left_out in items]
        self.reach({i for recipe, *_ in wanted for i in recipe.needs.ids})
        found = availability.judge_many(wanted, self.stock, self.swaps, frozenset(avoid), own, hold_all)
        return [self._named(verdict) for verdict in found]

    def copy(self, dish_id):
        """The recipe's lines as plain data that outlives every change."""
        recipe = self.recipe(dish_id)
        return frozen(recipe) if recipe else {"dish": dish_id, "yield": 1, "lines": []}

    def once(self, name, read):
        """What else was read at this moment, kept as long as this snapshot."""
        if name not in self._more:
            self._more[name] = read()
        return self._more[name]

    def recipe(self, dish_id):
        return self.recipes.get(dish_id)

    def all_recipes(self):
        return self.recipes.values()

    def open(self, dish_ids):
        """What is read at once needs nothing more; see FreshSnapshot."""

    def reach(self, ingredients):
        """What is read at once needs nothing more."""

    def _judge(self, recipe, portions, avoid, left_out, own, claimed=0):
        self.reach(recipe.needs.ids)
        asked = (portions, frozenset(avoid), frozenset(left_out), own, claimed)
        return self._named(availability.judge(recipe, self.stock, self.swaps, *asked))

    def _named(self, verdict):
        """A name given to an ingredient after the recipe was read shows at once."""
        if not verdict.unsure:
            return verdict
        unsure = [
            row._replace(text=self.stock[row.ingredient].name) if row.ingredient in self.stock else row
            for row in verdict.unsure
        ]
        return verdict._replace(unsure=tuple(unsure))


class FreshSnapshot(Snapshot):
    """Reads only what it is asked about, at the moment it is asked; for decisions inside a transaction."""

    def __init__(self, family, day):
        super().__init__(family, day, {}, {}, {})
        self.family, self._asked = family, set()

    def recipe(self, dish_id):
        if dish_id not in self.recipes:
            self._read([dish_id])
        return self.recipes[dish_id]

    def open(self, dish_ids):
        """Reads these recipes, and what they need, together."""
        self._read(sorted(dish_ids))
        self.reach({food for id in dish_ids if self.recipes[id] for food in self.recipes[id].needs.ids})

    def _read(self, dish_ids):
        found = rows.recipes(self.family, rows.dish_marks(self.family, self.day, dish_ids))
        self.recipes |= {id: found[id].recipe if id in found else None for id in dish_ids}

    def all_recipes(self):
        found = rows.recipes(self.family, rows.dish_marks(self.family, self.day))
        self.recipes = {id: known.recipe for id, known in found.items()}
        self.stock, self.swaps = rows.shelf(self.family, self.day)
        self._asked = set(self.stock)
        return self.recipes.values()

    def reach(self, ingredients):
        unread = set(ingredients) - self._asked
        if unread:
            self._asked |= unread
            stock, swaps = rows.shelf(self.family, self.day, unread)
            self.stock.update(stock)
            self.swaps.update(swaps)


def frozen(recipe):
    """See Snapshot.copy."""
    lines = [
        {"ingredient": line.ingredient, "name": line.text, "role": line.role, "scale": line.scale,
         "quantity": line.base_qty, "state": line.base_state}
        for line in recipe.lines
    ]
    return {"dish": recipe.dish_id, "yield": recipe.yield_portions, "lines": lines}


def _all_recipes(family, day):
    """{dish id: Recipe}; only what changed since the last time is read again."""
    known, marks = _recipes.get(family.id, {}), rows.dish_marks(family, day)
    changed = {id: mark for id, mark in marks.items() if id not in known or known[id].mark != mark}
    read = rows.recipes(family, changed) if changed else {}
    _recipes[family.id] = {id: read.get(id) or known[id] for id in marks}
    return {id: each.recipe for id, each in _used(_recipes, family.id).items()}


def _used(cache, key):
    """The cached value, which goes last now; the ones nobody used for long go."""
    cache.move_to_end(key)
    while len(cache) > KEPT:
        cache.popitem(last=False)
    return cache[key]


def _forget_other_databases():
    global _source
    if _source is None or _source() is not database.obj:
        _kept.clear()
        _recipes.clear()
        _source = weakref.ref(database.obj)
