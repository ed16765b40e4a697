"""What shopping looks after by the clock: food that went past its date lacks without anybody touching it."""

import datetime as dt

from familychef.core import clock
from familychef.core.i18n import _l
from familychef.core.jobs import job
from familychef.core.removals import forgotten

from .keeping import keep
from .models import ShoppingTap

KEPT = dt.timedelta(days=90)


@job("shopping.lines", _l("Writing what lacks on the shopping list"), every="hour")
def keep_lines(family):
    keep(family)


@job("shopping.tidy", _l("Forgetting old taps on shopping lists"), every="day", at="03:50", done=forgotten)
def forget(family):
    """A phone may be without network for a long time; what it kept is known by its key until then."""
    old = (ShoppingTap.family == family.id) & (ShoppingTap.at < clock.now() - KEPT)
    return {"shopping_tap": ShoppingTap.delete().where(old).execute()}
