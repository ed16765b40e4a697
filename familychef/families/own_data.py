"""What there is about one person in one family, as JSON that can be read, and their pictures; nobody else's words."""

import json
import zipfile
from functools import reduce
from operator import or_

import peewee

from familychef.core import archive, clock, files
from familychef.core.carrying import WORDS, fields, pages_of, told
from familychef.core.db import apart, every_model
from familychef.core.events import Event
from familychef.core.i18n import _

from .models import Family, FamilyMember, User
from .own_words import COLUMNS, ELSEWHERE, MACHINERY, PARTS

PEOPLE = (User, FamilyMember)
NAME = "data.json"


def write(file, settings, member):
    """Write this member's copy to a binary file, a page of rows at a time. Any thread may."""
    with apart(settings) as database, zipfile.ZipFile(file, "w") as made:
        about, pictures = Told(database, member), {}
        with made.open(archive.entry(NAME), "w", force_zip64=True) as data:
            for text in about.written(pictures):
                data.write(text.encode())
        for name, (digest, suffix) in pictures.items():
            path = files.place(settings.files, member.family_id, digest, suffix)
            if path.exists():
                archive.add(made, name, path.read_bytes(), squeeze=False)


def own_rows(model, member):
    """Which rows are this person's own, as a condition: they themselves, and what their `own` keys lead to."""
    if model in PEOPLE:
        return model.id == _key_to(model, member)
    else:
        return reduce(or_, [_leads_to(model._meta.fields[name], member) for name in model.own])


class Told:
    """One person's data, told part by part as the pages of a database give it."""

    def __init__(self, database, member):
        self._database, self._member, self._names = database, member, {}

    def written(self, pictures):
        """Pieces of the JSON; `pictures` gets {name: (digest, suffix)} of the files that belong to it."""
        yield '{\n "about": ' + _json(self._about())
        for model in personal():
            table = model._meta.table_name
            if model in PEOPLE or model.own:
                yield from self._part(PARTS[table], self._own(model, pictures))
            if pointers := others_pointers(model):
                yield from self._part(ELSEWHERE[table], self._others(model, pointers))
        yield from self._part(PARTS["event"], self._events())
        yield "\n}\n"

    def _about(self):
        family = Family.select(Family.name).where(Family.id == self._member.family_id)
        return {
            "family": self._database.execute(family).fetchone()[0],
            "made_at": clock.now().isoformat(timespec="seconds"),
            "words": {name: str(word) for name, word in COLUMNS.items()},
        }

    def _part(self, title, rows):
        """A list under its title; nothing at all when it would be empty."""
        before = f",\n {_json(str(title))}: [\n  "
        for row in rows:
            yield before + _json(row)
            before = ",\n  "
        if before == ",\n  ":
            yield "\n ]"

    def _own(self, model, pictures):
        shown = [field for field in fields(model) if field.name not in MACHINERY | model.unowned]
        for row in self._rows(model, own_rows(model, self._member)):
            for column, suffix in model.stored.items():
                pictures[f"pictures/{row['id']}-{column}.{suffix}"] = (row[column], suffix)
            yield {field.name: self._value(field, row) for field in shown}

    def _others(self, model, pointers):
        """Rows of others that point at this person: when, how much and what; never a word somebody typed."""
        at_me = reduce(or_, [field == self._member.id for field in pointers])
        rows = self._rows(model, at_me & ~own_rows(model, self._member) if model.own else at_me)
        shown = [field for field in fields(model) if _is_bare(field, model)]
        for row in rows:
            yield {field.name: self._value(field, row) for field in shown}

    def _events(self):
        me, mine = self._member.dom_id, Event.actor_id == self._member.id
        about_me = (Event.subject == me) & (Event.family_id == self._member.family_id)
        for row in self._rows(Event, mine | about_me):
            by_you = row["actor_id"] == self._member.id
            told_event = {"at": row["at"], "kind": row["kind"], "subject": row["subject"], "by_you": by_you}
            yield told_event | ({"changes": row["changes"]} if row["subject"] == me else {})

    def _rows(self, model, condition):
        for page in pages_of(self._database, model, condition):
            for row in page:
                yield told(model, row)

    def _value(self, field, row):
        """A row of the family's by its name; a person as oneself or somebody else."""
        value = row[field.column_name]
        if not isinstance(field, peewee.ForeignKeyField) or value is None:
            return value
        elif field.rel_model in PEOPLE:
            return _("you") if value == _key_to(field.rel_model, self._member) else _("somebody else")
        else:
            return self._name_of(field.rel_model, value)

    def _name_of(self, model, key):
        if "name" not in model._meta.fields or model.own:
            return key
        if model not in self._names:
            query = model.select(model.id, model.name).where(model.family == self._member.family_id)
            self._names[model] = dict(self._database.execute(query).fetchall())
        return self._names[model].get(key)


def personal():
    """The models with rows about people: people themselves, and what points at them."""
    found = [model for model in every_model() if model in PEOPLE or model.own or _points_at_people(model)]
    order = [*PARTS, *ELSEWHERE]
    return sorted(found, key=lambda model: order.index(model._meta.table_name))


def others_pointers(model):
    """The keys by which a row that is not one's own can point at a person."""
    return [field for field in model._meta.refs if field.rel_model is FamilyMember and field.name not in model.own]


def _points_at_people(model):
    return any(field.rel_model in PEOPLE for field in model._meta.refs)


def _leads_to(field, member):
    """Does this key lead to the person, at once or through a row of theirs?"""
    other = field.rel_model
    if other in PEOPLE:
        return field == _key_to(other, member)
    else:
        return field.in_(other.select(other._meta.primary_key).where(own_rows(other, member)))


def _key_to(model, member):
    """A member without a login points at nobody, and nobody has the number 0."""
    return member.id if model is FamilyMember else member.user_id or 0


def _is_bare(field, model):
    named = field.name == "name" and not model.own
    return named or not isinstance(field, (*WORDS, peewee.JSONField)) and field.name not in MACHINERY


def _json(value):
    return json.dumps(value, ensure_ascii=False, default=str)
