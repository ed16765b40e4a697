"""The page of the system: what an admin of any family may know of the server, and nothing of another family."""

import pytest

from familychef.core import clock, health, heartbeat
from familychef.core.heartbeat import Heartbeat
from tests.families.papers import text


@pytest.fixture
def marta(world):
    return world.client(world.marta)


def test_it_tells_versions_space_and_what_is_on_its_way(marta, database_kind):
    page = text(marta.get("/system"))
    assert "The house is well." in page
    for word in ("FamilyChef", "Python", {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database_kind], "0021_faults"):
        assert word in page
    assert "Redis not used" in page and "Letters 0" in page and "kB" in page


def test_it_says_what_is_wrong(marta, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    page = text(marta.get("/system"))
    assert "hardly any space" in page and "The house is well." not in page


def test_it_counts_processes_and_open_pages(marta):
    now = clock.now()
    Heartbeat.create(
        process="another", role="worker", version="1", started_at=now - clock.minutes(1), seen_at=now, streams=3
    )
    page = text(marta.get("/system"))
    assert "Worker since today" in page and "Open pages 3" in page and "Last look at the clock not yet" in page
    heartbeat.tick("worker")
    assert "not yet" not in text(marta.get("/system"))


def test_it_is_for_admins_and_behind_more(world, marta):
    assert 'href="/system"' in marta.get("/more").text
    leo = world.client(world.leo)
    assert leo.get("/system").status_code == 403 and 'href="/system"' not in leo.get("/more").text


def test_nothing_of_a_family_stands_on_it(world):
    page = text(world.client(world.carla).get("/system"))
    assert "Rossi" not in page and "Marta" not in page


def test_tests_of_mail_and_devices_are_offered_where_they_can_be(app, world, settings, marta):
    assert "This server sends no mail." in text(marta.get("/system"))
    told = {"smtp_url": "smtp://mail.example:587?from=chef@home.example", "push_key": ""}
    app.config["SETTINGS"] = type(settings)(**vars(settings) | told)
    page = marta.get("/system")
    assert 'action="/me/news/trial"' in page.text and 'action="/me/news/devices/trial"' not in page.text
