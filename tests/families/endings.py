"""A family with a row in every table, and what is left of it."""

from familychef.core import clock
from tests import larder
from tests.any_row import AnyRow, all_models

DAY = clock.minutes(24 * 60)


def fill(family):
    """One row of every table, and then a batch with a move that was taken back."""
    rows = AnyRow(family)
    for model in all_models():
        if "family" in model._meta.fields:
            rows.of(model)
    come_in(rows)
    eat(family)


def come_in(rows):
    """What belongs to a family only by its number, or because it points at one of its rows."""
    from familychef.core.job_runs import JobRun
    from familychef.families.models import Device, FamilyMember, Pairing, Passage, RefreshToken, Session

    JobRun.create(job="pantry.stock", family_id=rows.family.id, period="2026-11-21")
    rows.of(RefreshToken)
    Session.update(member=rows.of(FamilyMember)).where(Session.id == rows.of(Session).id).execute()
    Pairing.update(device=rows.of(Device)).where(Pairing.id == rows.of(Pairing).id).execute()
    Passage.update(made_by=rows.of(FamilyMember)).where(Passage.id == rows.of(Passage).id).execute()


def eat(family):
    from familychef.core.db import transaction
    from familychef.core.events import Event, record
    from familychef.core.relay import DeliveryOfEvent
    from familychef.pantry.models import StockMove

    lot = larder.lot(larder.ingredient(family, "Flour"), 9_000_000)
    move = lot.moves.get()
    with transaction(family):
        seq = record("stock.undone", lot)
        event = Event.get(Event.family_id == family.id, Event.seq == seq)
        DeliveryOfEvent.create(event_id=event.id, reaction="somewhere")
        StockMove.create(family=family, pantry_stock=lot, delta=-9_000_000, reason="undo", undo_of=move)


def rows_of(family):
    """{table: rows} of this family, the logins of its people among them."""
    from familychef.families import deleting

    found = {}
    for model in all_models():
        where = deleting._rows(model, family) if model is not type(family) else model.id == family.id
        if where is not None:
            found[model._meta.table_name] = model.select().where(where).count()
    return found


def due(family):
    from familychef.core.db import write

    with write():
        family.changed_rows(deletes_at=clock.now() - DAY)


def delete(files):
    from familychef.families import deleting

    deleting.delete_due(files, clock.now())


def exists(family):
    return type(family).select().where(type(family).id == family.id).exists()
