"""What waits for who shops, on the first page."""

from flask import url_for

from familychef.core.access import SHOPPER, allows
from familychef.core.i18n import ngettext
from familychef.core.waiting import waits

from .entries import ShoppingListItem
from .lists import ShoppingList
from .states import OPEN


@waits
def to_buy(member):
    """(address, icon, words) of what is still to be bought, or None."""
    if not allows(member, "shopping.tick") or not member.has(SHOPPER):
        return None
    item = ShoppingListItem
    lines = item.select().join(ShoppingList).where(item.family == member.family_id, item.state == OPEN)
    count = lines.where(item.ticked_at.is_null(), ~ShoppingList.archived).count()
    words = ngettext("%(count)s thing to buy", "%(count)s things to buy", count)
    return count and (url_for("shopping.shopping"), "shopping-basket", words) or None
