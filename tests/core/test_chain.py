"""Nobody rewrites what happened unseen: a changed, removed, swapped, emptied or re-hashed row is found."""

import datetime as dt
import re

import pytest

from familychef import chain
from familychef.core.db import transaction
from familychef.core.events import Event, digest, link, record
from tests.fixtures.storage import ROOT


@pytest.fixture
def rossi(world):
    for number in range(8):
        world.rossi.settle(world.marta, name=f"Rossi {number}")
    world.neri.settle(world.carla, name="Neri by the lake")
    return world.rossi


def row(family, seq):
    return Event.get(Event.family_id == family.id, Event.seq == seq)


def rewrite(family, number, **values):
    with transaction(family):
        Event.update(**values).where(Event.family_id == family.id, Event.seq == number).execute()


def test_a_whole_chain_is_silent(rossi):
    assert chain.broken() == []


@pytest.mark.parametrize(
    "values",
    [
        {"actor_id": None},
        {"kind": "family.founded"},
        {"subject": "family-99"},
        {"changes": {"name": ["a", "b"]}},
        {"changes": {}},
        {"changes": {"erased": True}},
        {"hash": ""},
        {"hash": "0" * 64},
        {"digest": "0" * 64},
        {"session_id": 7},
        {"device_id": 7},
        {"actor_roles": []},
        {"needs": "menu.view"},
        {"member_id": 1},
    ],
)
def test_a_changed_row_is_found(rossi, values):
    rewrite(rossi, 4, **values)
    assert [(family, seq) for family, seq, _fault in chain.broken()][0] in ((rossi.id, 4), (rossi.id, 5))


def test_a_row_taken_out_is_found(rossi):
    with transaction(rossi):
        Event.delete().where(Event.family_id == rossi.id, Event.seq == 4).execute()
    assert [(rossi.id, 5)] == [(family, seq) for family, seq, _fault in chain.broken()]


def test_two_rows_that_changed_places_are_found(rossi):
    rewrite(rossi, 4, seq=400)
    rewrite(rossi, 5, seq=4)
    rewrite(rossi, 400, seq=5)
    assert chain.broken()


def test_a_row_rehashed_by_itself_breaks_the_next(rossi):
    changed = row(rossi, 4)
    changed.changes = {"name": ["a", "b"]}
    changed.digest = digest(changed.changes)
    before = row(rossi, 3).hash
    rewrite(rossi, 4, changes=changed.changes, digest=changed.digest, hash=link(before, changed))
    assert [(rossi.id, 5)] == [(family, seq) for family, seq, _fault in chain.broken()]


def test_rows_from_before_the_chain_may_lead_it(rossi):
    for seq in (1, 2, 3):
        rewrite(rossi, seq, hash="", digest="")
    first = row(rossi, 4)
    rewrite(rossi, 4, hash=link("", first))
    assert (rossi.id, 1) not in [(family, seq) for family, seq, _fault in chain.broken()]


def test_a_row_slipped_in_at_the_end_is_found(rossi):
    last = row(rossi, 8)
    Event.insert({**last.__data__, "id": last.id + 100, "seq": 9}).execute()
    assert (rossi.id, 9) in [(family, seq) for family, seq, _fault in chain.broken()]


def test_only_the_first_rows_may_be_without_a_hash(rossi):
    for seq in (7, 8):
        rewrite(rossi, seq, hash="", digest="")
    assert [(rossi.id, 7), (rossi.id, 8)][0] in [(family, seq) for family, seq, _fault in chain.broken()]


def test_words_may_be_gone_from_what_an_erasure_came_after(world, rossi):
    with transaction(rossi):
        record("member.erased", world.leo, actor=world.leo)
    rossi.settle(world.marta, name="Rossi again")
    rewrite(rossi, 4, changes={"erased": True})
    assert chain.broken() == []
    rewrite(rossi, 5, changes={"name": ["", ""]})
    rewrite(rossi, 10, changes={"erased": True})
    assert [seq for _family, seq, _fault in chain.broken()] == [5, 10]


def test_a_page_of_rows_follows_the_other(rossi, monkeypatch):
    monkeypatch.setattr(chain, "STEP", 3)
    assert chain.broken() == []
    rewrite(rossi, 7, actor_id=None)
    assert [seq for _family, seq, _fault in chain.broken()] == [7]


def test_what_is_recorded_is_read_as_it_was(world):
    """Keys that are numbers, days, several at once: what the database gives back has the same digest."""
    with transaction(world.rossi):
        record("x.odd", world.leo, changes={10: 1, 9: 2, "day": dt.date(2026, 12, 24), "é": ["\u2028", 1.5], "n": None})
    assert chain.broken() == []


def test_a_flood_of_faults_is_told_in_part(rossi, monkeypatch):
    monkeypatch.setattr(chain, "MOST_TOLD", 2)
    with transaction(rossi):
        Event.update(needs="menu.view").where(Event.family_id == rossi.id).execute()
    assert len(chain.broken()) == 2


MAY_TOUCH = {
    "core/relay.py",
    "families/erasing.py",
    "families/remembering.py",
    "families/deleting.py",
    "core/carrying.py",
}


@pytest.mark.one_database
def test_nothing_else_touches_what_happened():
    touch = re.compile(r"\bEvent\.(update|delete|insert|raw)\b|\bevent\.(changed_rows|save|delete_instance)\b")
    rooms = ROOT / "familychef"
    touching = {str(path.relative_to(rooms)) for path in rooms.rglob("*.py") if touch.search(path.read_text())}
    assert touching - MAY_TOUCH <= {"core/events.py"}
