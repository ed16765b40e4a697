"""Prices as they are typed and said: whole minor units of the family's money."""

from familychef.core import money
from familychef.core.errors import Refusal
from familychef.core.i18n import _, language


def read_price(text, family, field="price"):
    """Minor units, or None for nothing. Raises Refusal."""
    try:
        return money.read(text, family.currency, language()) if text else None
    except ValueError:
        example = money.plain(250, family.currency, language())
        raise Refusal(_("Please type a price like %(example)s.", example=example), field=field) from None


def plain_price(amount, family):
    """The amount as it may be typed again; nothing for none."""
    return "" if amount is None else money.plain(amount, family.currency, language())


def price_words(amount, family):
    return money.show(amount, family.currency, language())
