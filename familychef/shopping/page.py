"""A list as it hangs on the trolley: what is still to be found, aisle by aisle, and what is in the basket."""

import peewee

from familychef.core.i18n import _
from familychef.core.money import LARGEST
from familychef.families.models import FamilyMember
from familychef.pantry import actions as pantry
from familychef.pantry.models import Ingredient

from .aisles import aisle_name, in_order
from .entries import ShoppingListItem
from .models import ShoppingList
from .prices import price_words
from .states import OPEN
from .words import amount_mark, amount_words, name_words, reason_words


class Entry:
    """One line as `member` sees it; `paid`: what its food cost last time, looked up where it isn't given."""

    room, noun = "shopping", "shopping_list_item"

    def __init__(self, line, member, paid=None):
        self.line, self.id, self.dom_id = line, line.id, line.dom_id
        self.name = name_words(line)
        self.note, self.aisle = line.note, line.aisle
        self.amount, self.mark = amount_words(line), amount_mark(line)
        self.done = line.ticked_at is not None
        self.reasons = reason_words(line)
        self.wished_by = _other(line.added_by, member)
        self.ticked_by = _other(line.ticked_by, member)
        self.price = "" if line.price is None else price_words(line.price, member.family)
        known = _paid_before(line, last_paid([line], member.family) if paid is None else paid)
        self.estimate = _estimate(line, known)
        self.last_time = _last_time(line, known, self.estimate, member.family)
        self.mine = line.added_by_id == member.id


class Sheet:
    """`rows` [(aisle, [Entry])] are still to be found, `basket` [Entry] found; a list nobody has made yet is empty."""

    room, noun = "shopping", "shopping_list"

    def __init__(self, shopping_list, member):
        self.list, self.member = shopping_list or ShoppingList(family=member.family, name=""), member
        self.id, self.dom_id = self.list.id, f"shopping_list-{self.list.id or 0}"
        entries = list(entries_of(self.list, member)) if shopping_list else []
        found = [each for each in entries if each.done]
        self.basket = sorted(found, key=lambda each: each.line.ticked_at, reverse=True)
        self.rows = self._by_aisle([each for each in entries if not each.done])
        self.count, self.found = len(entries), len(self.basket)

    @property
    def lists(self):
        """The family's lists in use, when there is a choice."""
        found = list(ShoppingList.open_of(self.member.family))
        return found if len(found) > 1 else []

    @property
    def choices(self):
        return [(each.id, each.name) for each in self.lists]

    @property
    def spent(self):
        """Minor units of everything in the basket; what has no price counts as it cost last time."""
        return sum(each.line.price or 0 for each in self.basket) + self.estimated

    @property
    def estimated(self):
        """What of it nobody has typed."""
        return sum(each.estimate or 0 for each in self.basket)

    @property
    def estimated_words(self):
        return price_words(self.estimated, self.member.family)

    @property
    def spent_words(self):
        return price_words(self.spent, self.member.family)

    @property
    def over(self):
        """How much of what is in the basket the budget does not pay, in words; nothing while it does."""
        budget = self.list.budget
        return "" if budget is None or self.spent <= budget else price_words(self.spent - budget, self.member.family)

    @property
    def budget_words(self):
        return price_words(self.list.budget, self.member.family)

    def _by_aisle(self, entries):
        found = {}
        for each in sorted(entries, key=lambda each: each.name.casefold()):
            found.setdefault(each.aisle, []).append(each)
        order = in_order(self.list.aisles)
        codes = sorted(found, key=lambda code: (code not in order, order.index(code) if code in order else 0, code))
        return [(aisle_name(code), found[code]) for code in codes]


def entries_of(shopping_list, member, *which):
    """An Entry for each open line, in as many queries however many there are."""
    lines = lines_of(shopping_list, *which)
    paid = last_paid(lines, member.family)
    return (Entry(line, member, paid) for line in lines)


def last_paid(lines, family):
    """{ingredient id: what it cost last time} of the foods of these lines."""
    foods = {line.ingredient_id for line in lines if line.ingredient_id}
    return pantry.last_paid(family, foods) if foods else {}


def lines_of(shopping_list, *which):
    """The open lines with their foods and people, in one query."""
    item, wished = ShoppingListItem, FamilyMember.alias("wished")
    ticked = FamilyMember.alias("ticked")
    return list(
        item.select(item, Ingredient, wished, ticked)
        .join(Ingredient, peewee.JOIN.LEFT_OUTER)
        .join_from(item, wished, peewee.JOIN.LEFT_OUTER, on=(item.added_by == wished.id), attr="added_by")
        .join_from(item, ticked, peewee.JOIN.LEFT_OUTER, on=(item.ticked_by == ticked.id), attr="ticked_by")
        .where(item.shopping_list == shopping_list.id, item.state == OPEN, *which)
        .order_by(item.id)
    )


def _paid_before(line, paid):
    """What the food of a line without a price cost last time, or None."""
    return paid.get(line.ingredient_id) if line.price is None else None


def _estimate(line, known):
    """Minor units that a line would cost as last time, or None where there is no saying."""
    share = known and known.share(line.total)
    return share if share is not None and share <= LARGEST else None


def _last_time(line, known, estimate, family):
    """The price of as much as on the line; where nobody knows how much that is, what was paid and for how much."""
    if estimate is not None:
        return price_words(estimate, family)
    elif known is None or line.total:
        return ""
    price, amount = price_words(known.cost, family), pantry.said(known.quantity, line.ingredient)
    return _("%(price)s for %(amount)s", price=price, amount=amount)


def _other(person, member):
    """Who it was, when it wasn't the reader."""
    return person if person is not None and person.id != member.id else None
