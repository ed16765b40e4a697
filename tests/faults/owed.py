"""What the taps that count should have left in the house, in the same words as the facts."""

from collections import Counter

LINES = "SELECT id, CASE WHEN ticked_at IS NOT NULL AND state = 'open' THEN ticked_by_id END, tapped_at " \
        "FROM shopping_list_item"


class Owed:
    """`facts`: {(what it is, …, member id): how many}, of all taps there were so far."""

    def __init__(self, house):
        self.house, self.facts = house, Counter()
        self._look()

    def add(self, taps):
        """What a person did in one go, in its order."""
        for op in taps:
            getattr(self, f"_{op['kind']}")(op["form"], person(op), op)
        self._look()

    def _cart(self, form, who, _op):
        eater = int(form.get("for_member") or who)
        self.facts["portions", int(form["dish"]), (who, eater)] += int(form.get("portions", 1))
        self._tell("cart.added", who)

    def _order(self, _form, who, _op):
        self.facts["order", who] += 1
        self._tell("order.placed", who)
        self._tell("cart.sent", who)

    def _wish(self, form, who, _op):
        self.facts["wish", form["text"], who] += 1
        self._tell("entry.added", who)

    def _stock(self, form, who, op):
        less, food = form["delta"] == "-1", int(op["path"].split("/")[3])
        self.facts["less" if less else "more", food, who] += 1
        self._tell("stock.taken" if less else "stock.added", who)

    def _tick(self, form, who, op):
        """The last of a go wins; all of them lose against a later tap that the house had before."""
        line, done = int(form["entry"]), form["done"] == "1"
        [[at]] = self.house.rows("SELECT MIN(at) FROM shopping_tap WHERE key = ?", op["key"])
        late = self.tapped.get(line) and at < self.tapped[line]
        if late or done == (self.holder.get(line) is not None):
            return
        self.facts["basket", line, who if done else self.holder[line]] += 1 if done else -1
        self.holder[line] = who if done else None
        self._tell("entry.ticked" if done else "entry.unticked", who, f"shopping_list_item-{line}")

    def _tell(self, kind, who, subject=""):
        self.facts["told", kind, subject, who] += 1

    def _look(self):
        rows = self.house.rows(LINES)
        self.holder = {id: who for id, who, _ in rows}
        self.tapped = {id: at for id, _, at in rows}


def person(op):
    """The member's number; a seal may stand behind it."""
    return int(op["person"].partition(".")[0])
