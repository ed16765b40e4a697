"""What a tap meets that somebody else has done meanwhile, and how that is said to who tapped."""

from familychef.core.events import Event
from familychef.core.i18n import _
from familychef.families.models import FamilyMember

from .states import BOUGHT, GONE, OPEN, REMOVED
from .words import amount_mark, amount_words

BOTH, CHANGED, BACK, NEEDLESS = ("both", "changed", "back", "over")
AWAY, LATE, OFF = ("away", "late", "off")
UNDONE = (AWAY, LATE, OFF)
TOLD_BY = {AWAY: "entry.bought", LATE: "entry.unticked", OFF: "entry.removed", BACK: "entry.removed"}


def met(line, done, by, late=False, seen=None):
    """What this tap meets on a line as it was before, or None. `seen`: amount_mark as the page had it."""
    if line.state == BOUGHT:
        return None if done and line.ticked_by_id == by.id else AWAY
    elif late and done != line.in_basket:
        return None if last_tapped_by(line) == by.id else LATE
    elif done and line.in_basket:
        return None if line.ticked_by_id == by.id else BOTH
    elif line.state != OPEN:
        return {REMOVED: BACK, GONE: NEEDLESS}[line.state] if done else OFF
    elif done and seen is not None and seen != amount_mark(line):
        return CHANGED


def met_words(code, line, family):
    """A sentence for who tapped, or None when nothing was met. `line`: as it is now."""
    if code is None:
        return None
    elif code == CHANGED:
        return _("The list says %(amount)s now.", amount=amount_words(line) or _("no amount"))
    elif code == NEEDLESS:
        return _("It was not needed any more. It is in the basket now.")
    name = _who(code, line, family)
    if code == LATE and line.ticked_by_id:
        return _("%(name)s has put it into the basket since.", name=name)
    return {
        BOTH: _("%(name)s has it in the basket, too.", name=name),
        BACK: _("%(name)s had taken it off the list. It is in the basket now.", name=name),
        AWAY: _("%(name)s has put it away already.", name=name),
        LATE: _("%(name)s has taken it out of the basket since.", name=name),
        OFF: _("%(name)s has taken it off the list.", name=name),
    }[code]


def last_tapped_by(line):
    taps = line.taps.model
    return line.taps.select(taps.member).order_by(taps.at.desc(), taps.id.desc()).scalar()


def _who(code, line, family):
    """The name of whom this tap met."""
    if code == BOTH or code == LATE and line.ticked_by_id:
        person = line.ticked_by
    else:
        told = Event.select(Event.actor_id).where(Event.family_id == family.id, Event.subject == line.dom_id)
        last = told.where(Event.kind == TOLD_BY[code]).order_by(Event.seq.desc()).scalar()
        person = family.of(FamilyMember).where(FamilyMember.id == last).first()
    return person.name if person else _("Somebody")
