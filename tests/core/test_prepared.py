"""Questions whose SQL is written once are still asked anew, with the values of the moment."""

import datetime as dt

from familychef.core import clock
from familychef.core.prepared import Prepared
from familychef.families.models import Family, FamilyMember, Session
from tests import cast

HOUR = dt.timedelta(hours=1)


@Prepared
def named(blank):
    query = FamilyMember.select(FamilyMember, Family).join(Family).where(FamilyMember.family == blank("family"))
    return query.where(FamilyMember.name == blank("name"))


@Prepared
def lately(blank):
    return Session.select(Session.id).where(Session.seen_at > blank(lambda: clock.ago(HOUR), Session.seen_at))


def test_each_time_with_its_own_values(world):
    (leo,), nobody = named(family=world.rossi.id, name="Leo"), list(named(family=world.neri.id, name="Leo"))
    (carla,) = named(family=world.neri.id, name="Carla")
    assert (leo.id, carla.id, nobody) == (world.leo.id, world.carla.id, [])
    assert leo.roles == world.leo.roles and leo.family.name == "Rossi"


def test_the_sql_is_written_once(world, monkeypatch):
    list(named(family=world.rossi.id, name="Leo"))
    monkeypatch.setattr(named, "write", None)
    assert [member.name for member in named(family=world.rossi.id, name="Nonna")] == ["Nonna"]


def test_time_goes_on_between_two_questions(world):
    cast.open_session(world.leo)
    assert len(list(lately())) == 1
    Session.update(seen_at=clock.ago(dt.timedelta(hours=2))).execute()
    assert list(lately()) == []


def test_bare_rows_are_as_the_database_has_them(world):
    assert list(lately.rows()) == []
    cast.open_session(world.leo)
    assert [len(row) for row in lately.rows()] == [1]


def test_what_changes_in_a_row_shows_the_next_time(world):
    FamilyMember.update(name="Leonardo").where(FamilyMember.id == world.leo.id).execute()
    assert list(named(family=world.rossi.id, name="Leo")) == []
    assert [member.id for member in named(family=world.rossi.id, name="Leonardo")] == [world.leo.id]
