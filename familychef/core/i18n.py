"""Words in the reader's language: gettext catalogues read once, and Babel's numbers, dates and times."""

import gettext as std
import io
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages import mofile, pofile
from flask import g, has_request_context, request

LANGUAGES = {
    "en": "English", "de": "Deutsch", "it": "Italiano", "es": "Español", "fr": "Français", "zh": "中文",
    "ar": "العربية",
}
REGIONS = {"en": "en_GB"}
FOLDER = Path(__file__).parent.parent / "translations"
_spoken = ContextVar("spoken", default=None)


def language():
    """The code of the language in use: the person's own, else the family's, else the browser's best."""
    if _spoken.get() or not has_request_context():
        return _spoken.get() or "en"
    if "language" not in g:
        g.language = _chosen()
    return g.language


@contextmanager
def speaking(code):
    """Words for somebody who is not at this request: a letter in its reader's language."""
    token = _spoken.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text, **values):
    return _fill(catalogue(language()).gettext(text), values)


def ngettext(one, many, count, **values):
    return _fill(catalogue(language()).ngettext(one, many, count), {"count": count, **values})


class lazy:
    """A message named when the module loads and put into words when it is shown."""

    def __init__(self, text, **values):
        self.text, self.values = text, values

    def __str__(self):
        return _(self.text, **self.values)

    def __html__(self):
        from markupsafe import escape

        return escape(str(self))


_l = lazy


@cache
def catalogue(code):
    """Reads translations/<code>.po; English is the source and needs none."""
    path = FOLDER / f"{code}.po"
    if not path.exists():
        return std.NullTranslations()
    with path.open("rb") as file:
        entries = pofile.read_po(file, locale=code)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, entries)
    compiled.seek(0)
    return std.GNUTranslations(compiled)


def direction():
    return Locale.parse(language()).text_direction


def inside(name):
    """A name as it stands inside a sentence: German nouns keep their capital."""
    return name if language() == "de" else name[:1].lower() + name[1:]


def number(value):
    return numbers.format_decimal(value, locale=language())


def region():
    """Whose way of writing dates and times is used: our English is British."""
    return REGIONS.get(language(), language())


def long_date(day):
    """`Friday 20 November`, as the day would be said: in the language's own order, weekday and month in full."""
    known = Locale.parse(region()).datetime_skeletons
    pattern = known[dates.match_skeleton("MMMMEEEEd", known)].pattern
    return dates.format_date(day, re.sub("MMM+", "MMMM", re.sub("E+", "EEEE", pattern)), locale=region())


def date(day, form="medium"):
    return dates.format_date(day, form, locale=region())


def month(day):
    """`November 2026`"""
    return dates.format_skeleton("yMMMM", day, locale=region())


def days(first, last):
    """`7–13`, days of one month, however the language says them."""
    return dates.format_interval(first, last, "d", locale=region())


def time(instant, timezone):
    return dates.format_time(instant, "short", tzinfo=dates.get_timezone(timezone), locale=region())


def _fill(text, values):
    return text % values if values else text


def _chosen():
    for code in (request.args.get("lang"), getattr(g.get("user"), "locale", None)):
        if code in LANGUAGES:
            return code
    screen = g.get("device")
    family = g.get("family") or screen and screen.family
    if family and not g.get("user"):
        return family.locale if family.locale in LANGUAGES else "en"
    best = request.accept_languages.best_match(list(LANGUAGES))
    return best or (family.locale if family and family.locale in LANGUAGES else "en")
