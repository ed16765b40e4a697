"""Puts verdicts into words: the chip on a card, the sentence for an eater, the lists on a dish's page."""

from typing import NamedTuple

from familychef.core.allergens import allergen_list
from familychef.core.i18n import _, inside, ngettext

from .reach import MOST
from .verdict import CHECK, NOT_FOR_YOU, OFF, OUT, SHORT

FEW = 3
ICONS = {"available": "circle-check", "few": "clock", "missing": "ban", "unknown": "circle-question-mark",
         "danger": "triangle-alert", "ended": "ban", "ok": "circle-check"}


class Status(NamedTuple):
    """A chip: its look, its words, and its icon where the look's own doesn't fit."""

    state: str
    text: str
    image: str | None = None

    @property
    def icon(self):
        return self.image or ICONS[self.state]


def status_words(verdict):
    """The promise of a dish: how many portions there are, or why not."""
    if verdict.state == OFF:
        return Status("ended", _("Not on the menu"), "eye-off")
    elif verdict.state == OUT:
        return _out(verdict)
    elif verdict.state == NOT_FOR_YOU:
        return Status("danger", contains_words(verdict.contains))
    elif verdict.state == CHECK:
        return _doubt(verdict)
    elif verdict.state == SHORT and not verdict.portions:
        return Status("missing", _("Missing: %(names)s", names=names(row.name for row in verdict.missing)))
    else:
        return portions_left(verdict.portions)


def closed_words(verdict, dish):
    """A sentence that says why a dish of this name can't even be asked for."""
    if verdict.state == OFF:
        return _("%(dish)s is not on the menu now.", dish=dish)
    elif verdict.left and not verdict.out:
        return _("%(dish)s: only %(count)s left.", dish=dish, count=verdict.left)
    elif verdict.out == "today":
        return _("%(dish)s is out today.", dish=dish)
    else:
        return _("%(dish)s is out for now.", dish=dish)


def _out(verdict):
    if verdict.left and not verdict.out:
        return Status("few", ngettext("Only %(count)s left", "Only %(count)s left", verdict.left))
    return Status("ended", _("Out today") if verdict.out == "today" else _("Out for now"))


def portions_left(count):
    if count <= FEW:
        return Status("few", _("%(count)s left", count=count))
    elif count >= MOST:
        return Status("available", _("Plenty"))
    else:
        return Status("available", ngettext("%(count)s portion", "%(count)s portions", count))


def eater_words(verdict, eater):
    """What this eater has to know of it, or None: a Status; never "safe" where nobody has checked."""
    if eater.allergens and verdict.contains:
        contained = contains_words(verdict.contains)
        return Status("danger", _("%(contained)s: not for %(name)s", contained=contained, name=eater.name))
    else:
        return safety_words(verdict, eater)


def safety_words(verdict, eater):
    """The same without the name, for a list of people; None is safe."""
    if not eater.allergens:
        return None
    elif verdict.contains:
        return Status("danger", _("contains %(foods)s", foods=allergen_list(verdict.contains)))
    elif verdict.optional_contains:
        return Status("danger", _("Leave out: %(foods)s", foods=allergen_list(verdict.optional_contains)))
    elif verdict.unchecked:
        return Status("unknown", _("Allergens not checked"))
    else:
        return None


def saves_words(found):
    return _("Saves %(foods)s", foods=", ".join(map(inside, found)))


def contains_words(allergens):
    return _("Contains %(foods)s", foods=allergen_list(allergens))


def timer_words(seconds):
    """20 min · 1 h 30 min · 45 s"""
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    parts = [hours and _("%(count)s h", count=hours), minutes and _("%(count)s min", count=minutes),
             rest and _("%(count)s s", count=rest)]
    return " ".join(part for part in parts if part)


def names(found):
    """eggs · eggs and butter · eggs and 2 more"""
    first, *rest = dict.fromkeys(inside(name) for name in found)
    if not rest:
        return first
    elif len(rest) == 1:
        return _("%(first)s and %(second)s", first=first, second=rest[0])
    else:
        return _("%(first)s and %(count)s more", first=first, count=len(rest))


def _doubt(verdict):
    if verdict.unsure:
        return Status("unknown", _("Not sure: %(names)s", names=names(row.text for row in verdict.unsure)))
    elif verdict.past_date:
        found = names(row.name for row in verdict.past_date)
        return Status("few", _("Past best-before: %(names)s", names=found), "triangle-alert")
    elif verdict.estimated:
        return Status("unknown", _("Barely enough: %(names)s", names=names(row.name for row in verdict.estimated)))
    else:
        return portions_left(verdict.portions)
