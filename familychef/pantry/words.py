"""How the pantry's codes and days read to a person."""

from familychef.core.i18n import _, _l, date, ngettext

from .starter import AISLES as AISLES

PLACES = {
    "fridge": _l("Fridge"),
    "freezer": _l("Freezer"),
    "pantry": _l("Cupboard"),
    "cellar": _l("Cellar"),
    "counter": _l("Counter"),
}
BASES = {"mass": _l("by weight (g, kg)"), "volume": _l("by volume (ml, l)"), "count": _l("in pieces")}
TRACKS = {
    "exact": _l("Count it"),
    "level": _l("Only plenty, low or none"),
    "ignore": _l("Always there, don't count"),
}
LEVELS = {"plenty": _l("plenty"), "low": _l("low"), "out": _l("none")}
DATE_KINDS = {"best_before": _l("Best before"), "use_by": _l("Use by")}
REASONS = {
    "buy": _l("Bought"),
    "cook": _l("Used"),
    "waste": _l("Thrown away"),
    "adjust": _l("Counted"),
    "move": _l("Split off"),
    "leftover": _l("Left over"),
    "undo": _l("Taken back"),
}
ALERTS = {
    "low": _l("running low"),
    "out": _l("none left"),
    "expiring": _l("ends soon"),
    "expired": _l("past its date"),
}
NEAR = 14


def options(words):
    return [(code, str(word)) for code, word in words.items()]


def place_name(code):
    return str(PLACES.get(code, code))


def day_word(day, today):
    """A day as people say it: tomorrow, 5 days, 24 Dec 2026; a past one as how long ago it was."""
    days = (day - today).days
    if days == 0:
        return _("today")
    elif days == 1:
        return _("tomorrow")
    elif 1 < days <= NEAR:
        return ngettext("%(count)s day", "%(count)s days", days)
    elif days < 0:
        return ngettext("%(count)s day past", "%(count)s days past", -days)
    else:
        return date(day)
