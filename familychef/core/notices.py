"""How events read to a person: each room says its sentences, its fields, and what its events can be about."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from . import clock, i18n
from .access import allows
from .i18n import _
from .incoming import LARGEST_ID

sentences, labels, values, things, signals = {}, {}, {}, {}, set()
NOTHING = (None, "", [], {})
UNSAID = {"erased", "number", "with_it"}
ODD = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError)


@dataclass(frozen=True)
class Thing:
    """What an event can be about. `find(family, ids)`: {id: row}; `name(row)`: what it is called.

    `needs`: the permission to read its history; `is_own(member, id)` opens it to whom it belongs to; `also(family,
    id)`: subjects that are parts of it; `besides(family, id, before, most)`: Happenings that are no events; `page`:
    the endpoint of its own page.
    """

    word: object
    find: Callable
    name: Callable
    needs: str = "family.manage"
    is_own: Callable = lambda member, id: False
    also: Callable = lambda family, id: []
    besides: Callable = lambda family, id, before, most: []
    page: str = ""


class Happening(NamedTuple):
    """What is read like an event and is none."""

    at: dt.datetime
    kind: str
    subject: str
    actor_id: int | None
    changes: dict
    session_id: Any = None
    device_id: Any = None


def say(kinds, *, fields=None, words=None, subjects=None, signal=()):
    """A room's words: {kind: sentence}, {field: label}, {field or noun.field: how a value reads}, {noun: Thing}.

    How a value reads: {code: word}, or a function of (value, the row it is a value of, Reader). `signal`: kinds
    that only tell open pages to look again, and are no part of the history.
    """
    signals.update(signal)
    sentences.update(kinds)
    labels.update(fields or {})
    values.update(words or {})
    things.update(subjects or {})


def sentence(kind):
    """What happened, in a few words; a kind nobody has words for says its own name."""
    return str(sentences.get(kind) or kind.replace(".", " ").replace("_", " "))


def label(field):
    return str(labels.get(field) or field.replace("_", " "))


def split(subject):
    """order-7 -> ("order", 7); ("", 0) for what is no subject."""
    noun, _dash, number = subject.rpartition("-")
    plain = number.isascii() and number.isdecimal() and len(number) <= 10 and number == str(int(number))
    return (noun, int(number)) if plain and 0 < int(number) <= LARGEST_ID else ("", 0)


def may_read(member, noun, id):
    """Is the history of this thing open to this member?"""
    thing = things[noun]
    return allows(member, "family.manage") or may_open(member, noun, id) or thing.is_own(member, id)


def may_open(member, noun, id):
    """Does this member work with it, or is it theirs?"""
    return allows(member, things[noun].needs) or things[noun].is_own(member, id)


class Reader:
    """Puts events into words: one query for each kind of thing that they name, however many they are."""

    def __init__(self, family, events):
        wanted = {}
        for noun, id in [each for event in events for each in _mentioned(event)]:
            wanted.setdefault(noun, set()).add(id)
        self.family = family
        self._rows = {noun: things[noun].find(family, ids) for noun, ids in wanted.items()}

    def row(self, noun, id):
        return self._rows.get(noun, {}).get(id)

    def name(self, noun, id):
        """`Order #7`, `Flour`; the bare word for what is no more."""
        row = self.row(noun, id)
        return f"{things[noun].word} {things[noun].name(row) if row else ''}".strip() if noun in things else ""

    def about(self, event):
        return self.name(*split(event.subject))

    def changes(self, event):
        """[(label, before or None, after)] of what an event says has changed, as texts."""
        return [self._change(field, value, event) for field, value in event.changes.items() if field not in UNSAID]

    def _change(self, field, value, event):
        noun, id = split(field)
        known = self.name(noun, id) if noun in things else label(field)
        if isinstance(value, list) and len(value) == 2:
            before, after = (self._said(field, each, event) for each in value)
            return known, None if value[0] in NOTHING else before, after
        else:
            return known, None, self._said(field, value, event)

    def _said(self, field, value, event):
        """Whatever is in the row, something can be read."""
        subject, named = split(event.subject), split(field)
        how = values.get(f"{subject[0]}.{field}") or values.get(field) or values.get(named[0])
        if value in NOTHING or how is None:
            return text(value)
        try:
            row = self.row(*named) or self.row(*subject)
            return _by_code(how, value) if isinstance(how, dict) else how(value, row, self)
        except ODD:
            return text(value)


def text(value):
    """A value as it stands."""
    if value in NOTHING:
        return "–"
    elif isinstance(value, bool):
        return _("yes") if value else _("no")
    elif isinstance(value, list):
        return ", ".join(map(text, value))
    elif isinstance(value, dict):
        return ", ".join(f"{key}: {text(each)}" for key, each in value.items())
    else:
        return str(value)


def named(noun):
    """How the numbers of things read: by their names."""

    def how(value, _row, reader):
        return ", ".join(reader.name(noun, id) for id in (value if isinstance(value, list) else [value]))

    how.noun = noun
    return how


def day(value, _row, _reader):
    return i18n.date(dt.date.fromisoformat(value))


def moment(value, _row, reader):
    at = dt.datetime.fromisoformat(value)
    zone = reader.family.timezone
    return f"{i18n.date(clock.local(at, zone).date())}, {i18n.time(at, zone)}"


def _by_code(words, value):
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(code, code)) for code in codes)


def _mentioned(event):
    """(noun, id) of all that has to be looked up for this event."""
    found = [split(event.subject), *map(split, event.changes)]
    for field, value in event.changes.items():
        noun = getattr(values.get(field), "noun", None)
        found += [(noun, id) for id in _numbers(value)] if noun else []
    return [(noun, id) for noun, id in found if noun in things]


def _numbers(value):
    """All whole numbers in it that can be a row's."""
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    else:
        return [value] if type(value) is int and 0 < value <= LARGEST_ID else []
