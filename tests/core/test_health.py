"""Whether the house is well: it looks really, says so in time, and tells strangers nothing else."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from familychef.core import clock, health, heartbeat, migrate
from familychef.core.heartbeat import Heartbeat
from tests.serving import Server
from tests.wire import Wire

AWAY = {"REMOTE_ADDR": "203.0.113.9"}
TOKEN = "a-token-for-whoever-watches"


def ready(client, **connection):
    return client.get("/health/ready", environ_overrides=connection)


def old_event(world, minutes):
    """Something happened to which nobody has reacted."""
    from familychef.core.db import transaction
    from familychef.core.events import Event, record

    with transaction(world.rossi):
        record("order.placed", world.rossi, needs="family.view")
    Event.update(settled=False, at=clock.now() - clock.minutes(minutes)).execute()


@pytest.fixture
def begun(monkeypatch):
    """This process has been there for a day."""
    monkeypatch.setattr(heartbeat, "BEGUN", clock.now() - clock.minutes(24 * 60))


def test_all_is_well_and_it_wrote_a_row_to_know(client, tables):
    answer = ready(client)
    assert (answer.status_code, answer.json["status"]) == (200, "ok")
    assert answer.json["checks"] == dict.fromkeys(("database", "disk", "migrations", "queue"), "ok")
    assert [row.process for row in Heartbeat.select()] == [heartbeat.PROCESS]


@pytest.mark.only("sqlite")
def test_a_database_that_only_reads_is_not_ready(client, tables):
    tables.execute_sql("PRAGMA query_only = 1")
    assert ready(client).status_code == 503
    assert ready(client).json["checks"] == {"disk": "ok", "database": "unavailable"}


@pytest.mark.parametrize("table", ["heartbeat", "family"])
def test_a_database_that_lost_something_is_not_ready(client, tables, table):
    tables.execute_sql(f"ALTER TABLE {table} RENAME TO lost")
    assert ready(client).status_code == 503
    assert client.get("/health/live").status_code == 200


def test_a_full_disk_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    answer = ready(client)
    assert (answer.status_code, answer.json["checks"]["disk"]) == (503, "low")


def test_an_old_schema_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(migrate, "missing", lambda: ["0099_new"])
    answer = ready(client)
    assert (answer.status_code, answer.json["checks"]["migrations"]) == (503, "missing")


def test_work_that_waits_for_no_queue_is_not_ready(client, world, begun):
    old_event(world, minutes=10)
    assert (ready(client).status_code, ready(client).json["checks"]["queue"]) == (503, "stuck")
    heartbeat.tick("web")
    assert ready(client).status_code == 200
    Heartbeat.update(ticked_at=clock.now() - clock.minutes(4)).execute()
    assert ready(client).status_code == 503


def test_a_run_somebody_asked_for_is_work_that_waits(client, world, begun):
    from familychef.core.job_runs import JobRun

    JobRun.create(job="families.tidy", family_id=0, period="after 0")
    assert ready(client).json["checks"]["queue"] == "stuck"


def test_what_happened_just_now_or_a_house_that_just_began_is_no_trouble(client, world, begun, monkeypatch):
    old_event(world, minutes=1)
    assert ready(client).status_code == 200
    old_event(world, minutes=10)
    monkeypatch.setattr(heartbeat, "BEGUN", clock.now())
    assert ready(client).status_code == 200


@pytest.mark.parametrize(("connection", "headers"), [
    (AWAY, {}), ({}, {"X-Forwarded-For": "203.0.113.9"}), ({}, {"Forwarded": "for=203.0.113.9"}),
    ({}, {"Via": "1.1 proxy"}), ({"REMOTE_ADDR": ""}, {}), (AWAY, {"Authorization": "Bearer "}),
])
def test_strangers_learn_no_detail(client, connection, headers):
    answer = client.get("/health/ready", headers=headers, environ_overrides=connection)
    assert answer.json == {"status": "ok"}


def test_the_token_shows_details_from_anywhere(app, settings):
    app.config["SETTINGS"] = type(settings)(**vars(settings) | {"metrics_token": TOKEN})
    client = app.test_client()
    right, wrong = ({"Authorization": f"Bearer {token}"} for token in (TOKEN, TOKEN + "x"))
    assert "checks" in client.get("/health/ready", headers=right, environ_overrides=AWAY).json
    assert "checks" not in client.get("/health/ready", headers=wrong, environ_overrides=AWAY).json


def test_strangers_who_ask_often_make_nobody_look_more_often(client, queries, monkeypatch):
    monkeypatch.setattr(health, "ONE_LOOK_LASTS", 1000)
    assert ready(client, **AWAY).status_code == 200
    with queries() as seen:
        assert ready(client, **AWAY).status_code == 200
    assert seen == []


def test_whether_it_lives_is_asked_of_no_database(world, queries):
    leo = world.client(world.leo)
    with queries() as seen:
        assert leo.get("/health/live").status_code == 200
    assert seen == []


@pytest.mark.only("postgres")
@pytest.mark.parametrize("outage", ["cut", "stall"])
def test_a_database_that_is_gone_or_hangs_is_told_in_time(database_url, tmp_path, outage):
    parts = urlsplit(database_url)
    wire = Wire(SimpleNamespace(port=parts.port))
    server = Server(tmp_path / "server", database_url.replace(f":{parts.port}/", f":{wire.port}/")).start()
    try:
        assert server.request("GET", "/health/ready").status == 200
        getattr(wire, outage)()
        answer = server.request("GET", "/health/ready", seconds=5)
        assert (answer.status, answer.json["checks"]["database"]) == (503, "unavailable")
        assert server.request("GET", "/health/live", seconds=5).status == 200
        assert server.request("GET", "/metrics", seconds=5).status == 200
        wire.mend() if outage == "cut" else wire.flow()
        server.process.wait_until(lambda: server.request("GET", "/health/ready").status == 200)
    finally:
        server.stop()
        wire.flow()
        wire.cut()


def test_each_process_gives_signs_of_life(house):
    house.process.wait_until(lambda: house.rows("SELECT 1 FROM heartbeat WHERE role = 'web'"))
    house.process.wait_until(lambda: house.rows("SELECT 1 FROM heartbeat WHERE ticked_at IS NOT NULL"), seconds=100)
