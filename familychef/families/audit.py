"""What happened in the family, read from its events: who, when, what from what to what, and where."""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field

from familychef.core import clock, notices
from familychef.core.events import Event
from familychef.core.i18n import _, _l

from .models import Device, FamilyMember, Session

PAGE, MOST_ROWS = 50, 10_000
GROUPS = {
    "": (_l("Everything"), ()),
    "orders": (_l("Orders"), ("order.", "item.")),
    "menu": (_l("Dishes"), ("dish.", "dishes.")),
    "pantry": (_l("Pantry"), ("ingredient.", "stock.", "lot.", "alert.", "shopping.", "entry.")),
    "people": (_l("People"), ("member.", "invitation.", "copy.", "news.", "calendar.")),
    "family": (_l("Family and screens"), ("family.", "device.", "job.", "webhook.")),
    "carts": (_l("Carts"), ("cart.",)),
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Filter:
    """`person`: a member's id or None; `group`: a key of GROUPS; days are the family's."""

    person: int | None = None
    group: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    subjects: tuple = ()

    def of(self, family):
        """The events it lets through, the newest first."""
        query = Event.select().where(Event.family_id == family.id, Event.kind.not_in(notices.signals))
        query = query.order_by(Event.seq.desc())
        if self.person:
            query = query.where(Event.actor_id == self.person)
        if self.subjects:
            query = query.where(Event.subject.in_(self.subjects))
        if GROUPS[self.group][1]:
            query = query.where(_any(Event.kind.startswith(prefix) for prefix in GROUPS[self.group][1]))
        if self.since:
            query = query.where(Event.at >= clock.instant(self.since, dt.time(), family.timezone))
        if self.until:
            query = query.where(Event.at < clock.instant(self.until + dt.timedelta(1), dt.time(), family.timezone))
        return query


@dataclass
class Line:
    """One event as it is read; `changes`: [(label, before or None, after)]."""

    event: Event
    who: str
    what: str
    about: str
    where: str
    changes: list = field(default_factory=list)


class Page:
    """So many lines of what a filter lets through, in seven queries at most; `older`: where the next page begins."""

    def __init__(self, family, chosen, before=None, most=PAGE):
        query = chosen.of(family)
        if before:
            query = query.where(Event.seq < before)
        events = list(query.limit(most + 1))
        self.older = events[most - 1].seq if len(events) > most else None
        self.lines = list(_lines(family, events[:most]))


def as_csv(family, chosen):
    """The same as a table for a spreadsheet, at most 10,000 lines; no cell can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_("When"), _("Who"), _("What"), _("About"), _("Changes"), _("Where")])
    for line in Page(family, chosen, most=MOST_ROWS).lines:
        when = clock.local(line.event.at, family.timezone).isoformat(sep=" ", timespec="seconds")
        cells = (when, line.who, line.what, line.about, "; ".join(map(_in_words, line.changes)), line.where)
        writer.writerow([harmless(cell) for cell in cells])
    return file.getvalue()


def harmless(cell):
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _lines(family, events):
    people, browsers, screens = _people(family), _browsers(events), _screens(family, events)
    reader = notices.Reader(family, events)
    for event in events:
        screen, browser = screens.get(event.device_id), browsers.get(event.session_id)
        yield Line(
            event=event,
            who=people.get(event.actor_id) or screen or _("by itself"),
            what=notices.sentence(event.kind),
            about=reader.about(event),
            where=" · ".join(place for place in (screen, browser) if place),
            changes=reader.changes(event),
        )


def _people(family):
    members = family.of(FamilyMember).select(FamilyMember.id, FamilyMember.name)
    return {member.id: str(member.name) for member in members}


def _browsers(events):
    ids = {event.session_id for event in events if event.session_id}
    return {session.id: session.browser_name for session in Session.select().where(Session.id.in_(ids))} if ids else {}


def _screens(family, events):
    ids = {event.device_id for event in events if event.device_id}
    return dict(family.of(Device).select(Device.id, Device.name).where(Device.id.in_(ids)).tuples()) if ids else {}


def _in_words(change):
    label, before, after = change
    return f"{label}: {after}" if before is None else f"{label}: {before} → {after}"


def _any(conditions):
    first, *more = conditions
    for condition in more:
        first |= condition
    return first
