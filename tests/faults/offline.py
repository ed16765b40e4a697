"""Rounds in the cellar: thirty taps with no network, the browser killed, answers lost, days passed, two people in turn.

python -m tests.faults.offline [rounds] [seed]

The judge looks each tap up in the database by its key: done exactly once as its owner, or refused and said so. It
prints one line for each round and ends with 1 when anything was lost, done twice, or done by somebody else.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.faults.taps import Phone, tap
from tests.serving import Server
from tests.wire import Wire

PEOPLE, TAPS, FAULTS = ("marta", "nonna"), 30, ("lost", "twice", "wrong")
KEYS = {
    "order": 'SELECT COUNT(*), MIN(placed_by_id) FROM "order" WHERE key = ?',
    "tick": "SELECT COUNT(*), MIN(member_id) FROM shopping_tap WHERE key = ?",
    "wish": "SELECT COUNT(*), MIN(member_id) FROM shopping_tap WHERE key = ?",
    "cart": "SELECT COUNT(*), NULL FROM sent_form WHERE key = ?",
    "stock": "SELECT COUNT(*), NULL FROM sent_form WHERE key = ?",
}


class Judge:
    """What became of each tap: `counts` of done, refused, lost, twice, wrong."""

    def __init__(self, house):
        self.house, self.counts = house, Counter()

    def look(self, taps, refused):
        """taps: what the browser had kept, before it was killed; refused: the keys it says something about."""
        for op in taps:
            self.counts[self._fate(op, op["key"] in refused)] += 1

    def orders_say_what_was_seen(self, taps):
        """An order that went out holds the dishes its sender saw, so many of each."""
        for op in taps:
            items = self.house.rows('SELECT dish_id, SUM(portions) FROM order_item JOIN "order" o ON o.id = order_id '
                                    "WHERE o.key = ? GROUP BY dish_id", op["key"])
            saw = {tuple(map(int, pair.split("x"))) for pair in op["form"].get("saw", "").split()}
            if op["kind"] == "order" and items and saw and {(dish, int(many)) for dish, many in items} != saw:
                self.counts["wrong"] += 1

    def _fate(self, op, refused):
        count, who = self.house.rows(KEYS[op["kind"]], op["key"])[0]
        if count > 1:
            return "twice"
        elif count and who is not None and str(who) != op["person"]:
            return "wrong"
        elif count:
            return "done"
        return "refused" if refused else "lost"


def play(phone, dice, judge):
    """One round: taps, a death, a way back; whoever is away keeps what is theirs."""
    who = dice.choice(PEOPLE)
    phone.begin(who)
    phone.wire.cut()
    for _ in range(TAPS):
        tap(phone.page, dice)
    taps = phone.kept()
    phone.die(dice)
    phone.wire.loses = lambda: dice.random() < 0.2
    phone.wire.mend()
    if dice.random() < 0.3:
        phone.begin(next(each for each in PEOPLE if each != who))
    phone.begin(who, ahead=dice.choice((0, 3 * 86400)))
    refused = phone.drained()
    judge.look(taps, refused)
    judge.orders_say_what_was_seen(taps)
    phone.forget()
    phone.wire.loses = lambda: False


def rounds(playwright, folder, count, seed):
    """The counts of all rounds, printed as they come."""
    dice = random.Random(seed)
    house = Server(folder, f"sqlite:///{folder}/family.db", demo=True).start()
    wire, judge = Wire(house), Judge(house)
    phone = Phone(playwright, folder / "profile", wire)
    try:
        for number in range(1, count + 1):
            play(phone, dice, judge)
            print(number, dict(judge.counts), flush=True)
    finally:
        phone.close()
        wire.cut()
        house.stop()
    return judge.counts


def main(count=100, seed=1):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = rounds(playwright, Path(folder), count, seed)
    return any(found[fault] for fault in FAULTS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
