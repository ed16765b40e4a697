"""A family whose day has come: every row and file of it goes, and none of another."""

from contextlib import suppress

import pytest

from tests import cast
from tests.families.endings import delete, due, exists, fill, rows_of
from tests.families.papers import text


class PowerCut:
    """Lets a function work so many times, and then pulls the plug."""

    def __init__(self, function, after):
        self._function, self._left = function, after

    def __call__(self, *arguments):
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        return self._function(*arguments)


def test_every_row_and_file_of_it_goes_and_none_of_the_neighbours(world, settings, files):
    from familychef.core import files as store
    from familychef.core.relay import DeliveryOfEvent

    for family in (world.rossi, world.neri):
        fill(family)
        store.store(files, family.id, b"a picture", "webp")
    neighbours = rows_of(world.neri)
    due(world.rossi)
    assert all(rows_of(world.rossi).values()) and len(neighbours) > 20
    delete(files)
    assert not any(rows_of(world.rossi).values()) and rows_of(world.neri) == neighbours
    assert DeliveryOfEvent.select().count() == 1
    assert not (files / str(world.rossi.id)).exists() and (files / str(world.neri.id)).exists()
    assert not exists(world.rossi)
    assert '"what":"family.deletion"' in (settings.data / "security.log").read_text()


def test_the_logins_of_its_people_go_with_it(world, files):
    from familychef.families.models import User

    leo = world.client(world.leo)
    due(world.rossi)
    delete(files)
    assert leo.get("/me").status_code == 401
    assert not User.select().where(User.email == cast.email_of("leo")).exists()
    assert User.select().where(User.email == cast.email_of("carla")).exists()


def test_who_is_in_another_family_too_keeps_their_login(world, files):
    from familychef.families.actions import join
    from familychef.families.models import Invitation, User

    invitation, _token = Invitation.issue(world.carla, ["member"])
    there = world.client(join(invitation, world.leo.user, name="Leo", colour=5))
    due(world.rossi)
    delete(files)
    assert User.select().where(User.id == world.leo.user_id).exists()
    assert there.get("/menu").status_code == 200 and "Neri" in text(there.get("/family"))


def test_killed_at_any_step_it_is_finished_the_next_time(world, files, monkeypatch):
    from familychef.families import deleting

    monkeypatch.setattr(deleting, "STEP", 2)
    fill(world.rossi)
    neighbours = rows_of(world.neri)
    due(world.rossi)
    cuts = 0
    while exists(world.rossi):
        with monkeypatch.context() as night:
            night.setattr(deleting, "delete_some", PowerCut(deleting.delete_some, after=cuts))
            with suppress(KeyboardInterrupt):
                delete(files)
        cuts += 1
    assert cuts > 20 and not any(rows_of(world.rossi).values()) and rows_of(world.neri) == neighbours


def test_after_the_last_family_the_house_can_be_set_up_again(world, files, client):
    from familychef.families.models import Installation

    Installation.create(id=1)
    due(world.rossi)
    delete(files)
    assert Installation.select().exists()
    due(world.neri)
    delete(files)
    assert not Installation.select().exists() and client.get("/welcome").status_code == 200


def test_the_clock_does_it(world, files):
    from familychef.families import jobs

    due(world.rossi)
    jobs.tick()
    assert not exists(world.rossi)


@pytest.mark.one_database
def test_the_worker_knows_every_room(settings):
    import subprocess
    import sys

    from tests.fixtures.storage import ROOT, clean_environment

    ask = "from familychef import worker; worker.build(); from familychef.core.events import *; print(*reactions)"
    env = clean_environment(FAMILYCHEF_DATA=settings.data, DATABASE_URL=settings.database_url)
    said = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=env, capture_output=True, text=True)
    assert {"member.erased", "ingredient.changed"} <= set(said.stdout.split()), said.stderr
