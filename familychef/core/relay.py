"""After the commit: each room's reactions to what happened, each exactly once."""

import logging

import peewee

from . import bell, faults, leaving
from .db import Model, reading, transaction
from .events import Event, reactions

log = logging.getLogger(__name__)
RETRY_SECONDS = 30


class DeliveryOfEvent(Model):
    follows = ("event_id", Event)

    event_id = peewee.IntegerField()
    reaction = peewee.CharField(max_length=120)

    class Meta:
        primary_key = peewee.CompositeKey("event_id", "reaction")


def on(*kinds):
    """Let a function of (event, family) react to these kinds, in a transaction of its own."""

    def decorator(function):
        for kind in kinds:
            reactions.setdefault(kind, []).append(function)
        return function

    return decorator


def deliver_pending(family_model, limit=200):
    """Deliver what is not settled yet, oldest first, so many at a look; returns how many events were settled.

    What fails is passed over until the next time: it holds up nothing that came after it.
    """
    settled, last = 0, 0
    while events := list(Event.select().where(~Event.settled, Event.id > last).order_by(Event.id).limit(limit)):
        for event in events:
            if leaving.begun():
                return settled
            settled += _delivered(event, family_model)
        last = events[-1].id
    return settled


def _delivered(event, family_model):
    try:
        deliver(event, family_model.get_by_id(event.family_id))
    except Exception as error:
        log.exception("a reaction to %s %s failed and will be tried again", event.kind, event.id)
        faults.note(error, during=event.kind)
        return False
    return True


def deliver(event, family):
    """Run the reactions that have not run yet; the first failure is raised after the others ran."""
    failure = None
    for reaction in reactions.get(event.kind, ()):
        try:
            _once(event, family, reaction)
        except Exception as error:
            failure = failure or error
    if failure:
        raise failure
    event.changed_rows(settled=True)


def run(family_model):
    """The background loop: woken by any family's bell, and now and then for what failed before."""
    while True:
        news = bell.ticket(bell.ANY)
        try:
            with reading():
                deliver_pending(family_model)
        except Exception:
            log.exception("delivering events failed")
        news.wait(RETRY_SECONDS)


def _once(event, family, reaction):
    with transaction(family):
        if _claim(event, reaction):
            reaction(event, family)


def _claim(event, reaction):
    name = f"{reaction.__module__}.{reaction.__name__}"
    row = DeliveryOfEvent.insert(event_id=event.id, reaction=name).on_conflict_ignore()
    return row.as_rowcount().execute() == 1


