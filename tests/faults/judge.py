"""What became of each tap: by its key, and by what the house holds of it, under whose name and how many times."""

from collections import Counter

from tests.faults.facts import Facts, differences
from tests.faults.owed import Owed, person

KEYS = {
    "order": 'SELECT COUNT(*), MIN(placed_by_id) FROM "order" WHERE key = ?',
    "tick": "SELECT COUNT(*), MIN(member_id) FROM shopping_tap WHERE key = ?",
    "wish": "SELECT COUNT(*), MIN(member_id) FROM shopping_tap WHERE key = ?",
    "cart": "SELECT COUNT(*), NULL FROM sent_form WHERE key = ?",
    "stock": "SELECT COUNT(*), NULL FROM sent_form WHERE key = ?",
}
FAULTS = ("lost", "twice", "wrong", "denied")


class Judge:
    """`counts` of done, refused and FAULTS; what is `denied` was done and said not to be.

    A fault counts wherever it shows: by its key, in its row and in its event.
    """

    def __init__(self, house):
        self.house, self.fates = house, Counter()
        self.owed, self.facts = Owed(house), Facts(house)

    @property
    def counts(self):
        counts = Counter(self.fates)
        for fault, _, many in self.unlike():
            counts[fault] += many
        return counts

    def unlike(self):
        """[(fault, what, how many)]: where the house is not as all the taps so far should have left it."""
        return differences(self.owed.facts, self.facts.now())

    def look(self, taps, refused, tapped=None):
        """taps: what the browser had kept, before it was killed; refused: the keys it says something about.

        tapped: how often a finger did, when that is known.
        """
        counting = []
        for op in taps:
            fate, counts = self._fate(op, op["key"] in refused)
            self.fates[fate] += 1
            counting += [op] if counts else []
        if tapped not in (None, len(taps)):
            self.fates["lost" if len(taps) < tapped else "twice"] += abs(tapped - len(taps))
        self.owed.add(counting)

    def orders_say_what_was_seen(self, taps):
        """An order that went out holds the dishes its sender saw, so many of each."""
        for op in taps:
            items = self.house.rows('SELECT dish_id, SUM(portions) FROM order_item JOIN "order" o ON o.id = order_id '
                                    "WHERE o.key = ? GROUP BY dish_id", op["key"])
            saw = {tuple(map(int, pair.split("x"))) for pair in op["form"].get("saw", "").split()}
            if op["kind"] == "order" and items and saw and {(dish, int(many)) for dish, many in items} != saw:
                self.fates["wrong"] += 1

    def _fate(self, op, refused):
        """Its fate, and whether its key counts. A tick that counts may meet another's, and the page says so."""
        count, who = self.house.rows(KEYS[op["kind"]], op["key"])[0]
        if count > 1:
            return "twice", True
        elif count and who is not None and who != person(op):
            return "wrong", True
        elif count:
            return "denied" if refused and op["kind"] != "tick" else "done", True
        return "refused" if refused else "lost", False
