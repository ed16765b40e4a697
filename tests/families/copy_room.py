"""Where copies are asked for, made, grow old and are thrown away, in as few words as a test needs."""

from familychef.core import clock
from familychef.core.db import write
from familychef.core.events import Event

KEY = "0123456789abcdef"


def ask(client, kind="mine", key=KEY):
    return client.post(f"/copies/{kind}", data={"key": key})


def copies():
    from familychef.families.models import Export

    return list(Export.select().order_by(Export.id))


def make(settings):
    from familychef.families import copying

    copying.make_due(settings)
    return copies()[-1]


def kinds():
    return [event.kind for event in Event.select().where(Event.kind.startswith("copy.")).order_by(Event.id)]


def later(hours):
    """So many hours have passed for the copies."""
    from familychef.families.models import Export

    with write():
        for copy in copies():
            moved = {name: getattr(copy, name) - clock.minutes(60 * hours) for name in ("created_at", "expires_at")}
            taken = copy.taken_at and copy.taken_at - clock.minutes(60 * hours)
            Export.update(taken_at=taken, **moved).where(Export.id == copy.id).execute()


def files(settings):
    return [path.name for path in settings.data.glob("exports/*/*")]


def tidy(settings):
    from familychef.families import copying

    copying.tidy(settings)
