"""The chain through each family's events: whether a row was changed, exchanged, taken out or slipped in."""

import json
from functools import lru_cache
from hashlib import sha256

from .core.db import database, is_postgres
from .core.events import Event, chained, digest
from .families.models import Family

RULE = "I-43 the chain through the events is whole"
ERASURE = "member.erased"
STEP, MOST_TOLD = 5_000, 100
COLUMNS = (
    "seq, kind, subject, needs, member_id, actor_id, CAST(actor_roles AS TEXT), session_id, device_id, at, digest, "
    "hash, CAST(changes AS TEXT)"
)


def broken():
    """[(family, number of the event, what is wrong)], a hundred of a family at most; a page of rows in memory."""
    found = []
    for family in Family.select(Family.id, Family.chain_start).order_by(Family.id):
        for count, (seq, fault) in enumerate(_walk(family), 1):
            found.append((family.id, seq, fault))
            if count == MOST_TOLD:
                break
    return found


def _walk(family):
    """Rows from before there was a chain have no hash; they are the first ones, and nothing stands before them."""
    before, erasure = family.chain_start, _last_erasure(family)
    for seq, *facts, roles, session_id, device_id, at, told, link, changes in _rows(family):
        if not link and before:
            yield seq, "without a hash"
        elif link and link != chained(before, (family.id, seq, *facts), _where(roles, session_id, device_id, at, told)):
            yield seq, "changed, or not after the row before it"
        elif link and not _fits(changes, told) and not (seq < erasure and _is_erased(changes)):
            yield seq, "its changes were changed"
        before = link


def _rows(family):
    mark = "%s" if is_postgres() else "?"
    query = f"SELECT {COLUMNS} FROM event WHERE family_id = {mark} AND seq > {mark} ORDER BY seq LIMIT {STEP}"
    last = 0
    while rows := database.execute_sql(query, (family.id, last)).fetchall():
        yield from rows
        last = rows[-1][0]


def _last_erasure(family):
    """An erasure may have taken the words out of what happened before it, and of nothing else."""
    query = Event.select(Event.seq).where(Event.family_id == family.id, Event.kind == ERASURE)
    return query.order_by(Event.seq.desc()).limit(1).scalar() or 0


def _is_erased(changes):
    return json.loads(changes).get("erased") is True


def _where(roles, session_id, device_id, at, told):
    """As `link` has it; the database tells a time as text or as a time, both UTC."""
    text = at if isinstance(at, str) else at.isoformat(" ", "microseconds")
    moment = f"{text.replace(' ', 'T')}{'' if '.' in text else '.000000'}+00:00"
    return _sorted(roles), session_id, device_id, moment, told


def _fits(changes, told):
    """The text is nearly always written as it was digested, so that it needn't be read."""
    return sha256(changes.encode()).hexdigest() == told or digest(json.loads(changes)) == told


@lru_cache(maxsize=256)
def _sorted(roles):
    return sorted(json.loads(roles))
