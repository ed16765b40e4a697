"""A string of their own in every field of the Neri: wherever one is read by a Rossi, a wall has a hole."""

import peewee

from tests.any_row import AnyRow, all_models

CANARY = "nightjarsong"
KEPT = {"locale", "timezone", "currency", "second_factor", "needs", "kind"}


def plant(world):
    """A row of the Neri in every table, with a canary in every field that takes one; returns how many fields do."""
    rows = AnyRow(world.neri)
    made = [rows.of(model) for model in all_models() if model is not type(world.neri) and has_room(model)]
    own = [world.carla, world.carla.user, world.neri, happened(world)]
    return sum(sing(row, field) for row in made + own for field in type(row)._meta.sorted_fields)


def has_room(model):
    """Rows of families and their people; the rest is nobody's."""
    return {"family", "user"} & set(model._meta.fields) or model._meta.table_name == "user"


def happened(world):
    from familychef.core.db import transaction
    from familychef.core.events import Event, record

    with transaction(world.neri):
        seq = record("member.described", world.carla, actor=world.carla, changes={"name": [CANARY, CANARY]})
    return Event.get(Event.family_id == world.neri.id, Event.seq == seq)


def sing(row, field):
    from familychef.core.db import database

    value = song(row, field)
    if value is None:
        return False
    try:
        with database.atomic():
            type(row).update({field: value}).where(type(row)._meta.primary_key == row.get_id()).execute()
        return True
    except peewee.IntegrityError:
        return False


def song(row, field):
    """What this field says from now on, or None where it holds no words."""
    text = f"{CANARY} {row._meta.table_name} {field.name} {row.get_id()}"
    if field.name in KEPT or field.primary_key:
        return None
    elif isinstance(field, peewee.JSONField):
        return {text: [text]} if field.name in ("changes", "snapshot", "facts") else [text]
    elif isinstance(field, (peewee.CharField, peewee.TextField)):
        return text[: getattr(field, "max_length", None) or 80]
    else:
        return None


def heard(answer):
    """Is there a canary in what a Rossi was told, body and headers?"""
    said = answer.get_data() + str(answer.headers).encode()
    answer.close()
    return CANARY.encode() in said.lower()
