"""What a family picks from: languages, time zones, currencies, colours."""

from functools import cache

from babel import Locale, numbers

from familychef.core import clock
from familychef.core.i18n import LANGUAGES, _l, language

COLOUR_NAMES = (
    _l("Plum"),
    _l("Rust"),
    _l("Ochre"),
    _l("Olive"),
    _l("Green"),
    _l("Fir"),
    _l("Teal"),
    _l("Blue"),
    _l("Indigo"),
    _l("Violet"),
    _l("Brown"),
    _l("Slate"),
)


def languages():
    return list(LANGUAGES.items())


def timezones():
    return [(name, name.replace("_", " ")) for name in clock.timezones()]


def currencies():
    """[(code, "EUR · Euro")] of the money in use somewhere, in the reader's language."""
    return [(code, f"{code} · {numbers.get_currency_name(code, locale=language())}") for code in currency_codes()]


@cache
def currency_codes():
    territories = [code for code in Locale("en").territories if len(code) == 2 and code.isalpha()]
    return sorted({money for code in territories for money in _money_of(code)})


def _money_of(territory):
    try:
        return numbers.get_territory_currencies(territory)
    except KeyError:
        return []


def colours():
    """[(number, name)] of the twelve colours a person can have, as the stylesheet has them."""
    return list(enumerate(map(str, COLOUR_NAMES), 1))
