"""What the house holds of what people did: each fact with the person it stands under, and how many times."""

import json
from collections import Counter
from fractions import Fraction
from math import ceil

from familychef.pantry.shelves import STEP

TICKS = ("entry.ticked", "entry.unticked")
PORTIONS = """
SELECT dish_id, member_id, for_member_id, SUM(portions) FROM cart_item GROUP BY dish_id, member_id, for_member_id
UNION ALL
SELECT dish_id, placed_by_id, i.for_member_id, SUM(portions)
FROM order_item i JOIN "order" o ON o.id = order_id GROUP BY dish_id, placed_by_id, i.for_member_id
"""
ORDERS = "SELECT 'order', placed_by_id, COUNT(*) FROM \"order\" GROUP BY placed_by_id"
BASKET = "SELECT 'basket', id, ticked_by_id, 1 FROM shopping_list_item WHERE ticked_at IS NOT NULL AND state = 'open'"
WISHES = """
SELECT 'wish', name, added_by_id, COUNT(*) FROM shopping_list_item WHERE origin = 'manual' GROUP BY name, added_by_id
"""
EVENTS = "SELECT kind, subject, actor_id, COUNT(*) FROM event WHERE id > ? GROUP BY kind, subject, actor_id"
TAKEN = "SELECT subject, changes FROM event WHERE kind = 'stock.taken' AND id > ?"
HELD = "SELECT ingredient_id, SUM(quantity) FROM hold WHERE state IN ('held', 'bound') GROUP BY ingredient_id"
MOVES = """
SELECT ingredient_id, actor_id, COALESCE(m.key, CAST(m.id AS TEXT)), delta
FROM stock_move m JOIN pantry_stock s ON s.id = pantry_stock_id WHERE order_item_id IS NULL AND m.id > ?
"""


class Facts:
    """Those since it was made; `now()`: {(what it is, …, member id): how many}, of portions (member id, who eats)."""

    def __init__(self, house):
        self.house, self.before = house, Counter()
        self.event, self.move = house.rows("SELECT (SELECT MAX(id) FROM event), (SELECT MAX(id) FROM stock_move)")[0]
        self.before = self.now()

    def now(self):
        found = Counter()
        for dish, who, eater, many in self.house.rows(PORTIONS):
            found["portions", dish, (who, eater)] += int(many)
        for query in (ORDERS, BASKET, WISHES):
            for *fact, many in self.house.rows(query):
                found[tuple(fact)] += many
        found.update(self._told())
        found.update(self._steps())
        found.subtract(self.before)
        return found

    def _told(self):
        """The events of all that a tap may do, and of what none of them should."""
        told = Counter()
        for kind, subject, who, many in self.house.rows(EVENTS, self.event or 0):
            if kind.partition(".")[0] in ("cart", "order", "stock", "entry") and kind != "stock.held":
                told["told", kind, subject if kind in TICKS else "", who] += many
        return told

    def _steps(self):
        """How many steps of each food went and came; a step that took all that was free is a whole one."""
        actions, steps, emptied, sizes = Counter(), Counter(), set(self._emptied()), self._sizes()
        for food, who, key, delta in self.house.rows(MOVES, self.move or 0):
            actions[food, who, key.partition(".")[0]] += delta
        for (food, who, _), delta in actions.items():
            part = Fraction(abs(delta), sizes[food])
            whole = part < 1 and (food, -delta) in emptied
            steps["less" if delta < 0 else "more", food, who] += 1 if whole else part
        return steps

    def _emptied(self):
        """(food, quantity) of what was taken and left no more than orders hold."""
        held = dict(self.house.rows(HELD))
        for subject, changes in self.house.rows(TAKEN, self.event or 0):
            food = int(subject.rpartition("-")[2])
            before, after = (json.loads(changes) if isinstance(changes, str) else changes)["on_hand"]
            if after <= held.get(food, 0):
                yield food, before - after

    def _sizes(self):
        rows = self.house.rows("SELECT id, usual, pack, base FROM ingredient")
        return {id: usual or pack or STEP[base] for id, usual, pack, base in rows}


def differences(owed, found):
    """[(fault, what, how many)]; wrong is what stands under another's name."""
    missing, extra = Counter(), Counter()
    for fact in {*owed, *found}:
        gap = owed[fact] - found[fact]
        missing[fact[:-1]] += max(0, gap)
        extra[fact[:-1]] += max(0, -gap)
    faults = []
    for what in missing:
        wrong = min(missing[what], extra[what])
        parts = {"lost": missing[what] - wrong, "twice": extra[what] - wrong, "wrong": wrong}
        faults += [(fault, what, ceil(many)) for fault, many in parts.items() if many]
    return faults
