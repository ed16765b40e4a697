"""The replica is away, dies, is somebody else: the family notices nothing, and who runs the house is told."""

import dataclasses
from contextlib import closing

import psycopg2
import pytest

from familychef.core import db, replica
from familychef.core.db import database
from familychef.core.replica import leads
from familychef.menu.models import Dish
from tests.families.papers import text
from tests.processes import free_port

pytestmark = pytest.mark.only("postgres")


@pytest.fixture
def later(monkeypatch):
    """Let so many seconds go by on the steady clock."""
    gone, now = [0], replica.monotonic
    monkeypatch.setattr(replica, "monotonic", lambda: now() + gone[0])
    return lambda seconds: gone.append(gone.pop() + seconds)


@pytest.fixture
def revived(standby):
    """Whatever a test does to the replica, the next one finds it well."""
    yield
    if not standby._answers():
        standby.start_again()


def lead_to(house, settings, url):
    db.connect(dataclasses.replace(settings, replica_url=url))
    return house.replica


def test_it_dies_in_the_middle_and_is_used_again(house, standby, later, revived):
    def page():
        before = Dish.select().count()
        standby.kill()
        return f"{before} {Dish.select().count()} dishes"

    house.page = page
    with house.answered_by(replica=1, primary=1):
        assert house.leo.get("/page").text == "2 2 dishes"
    with house.answered_by(primary=1):
        house.menu()
    standby.start_again()
    standby.catch_up()
    later(replica.RESTS + 1)
    with house.answered_by(replica=1):
        house.menu()
    assert house.nobody_holds_any()


def test_one_that_failed_is_left_alone_for_some_seconds(house, standby, later, revived, monkeypatch):
    tries, opened = [], house.replica._connect
    monkeypatch.setattr(house.replica, "_connect", lambda: tries.append(1) or opened())
    standby.kill()
    for wait, tried in ((0, 1), (0, 1), (replica.RESTS - 1, 1), (2, 2), (0, 2)):
        later(wait)
        house.menu()
        assert len(tries) == tried, (wait, tried)


def test_while_one_request_tries_it_again_the_others_wait_for_nothing(house, later):
    house.replica.fail(OSError())
    assert not house.replica.worth_asking()
    later(replica.RESTS + 1)
    assert [house.replica.worth_asking() for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize("fault", [ZeroDivisionError, LookupError])
def test_a_fault_of_the_page_is_its_own_and_keeps_no_connection(house, fault):
    def page():
        Dish.select().count()
        raise fault

    house.app.testing = False
    house.page = page
    with house.answered_by(replica=1):
        assert house.leo.get("/page").status_code == 500
    with house.answered_by(replica=2):
        assert house.leo.get("/dishes/987654").status_code == 404
        house.menu()
    assert house.nobody_holds_any()


def test_what_is_sent_bit_by_bit_holds_nothing_of_the_replica(house):
    def page():
        return (str(database.replica.in_use) + each.name for each in Dish.select())

    house.page = page
    assert house.leo.get("/page").text.startswith("0")
    assert house.replica.in_use == 0


def test_what_the_replica_cancels_to_go_on_is_no_trouble(house):
    """A row somebody reads there is to go: PostgreSQL ends the one that reads."""
    def page():
        with db.snapshot():
            before = Dish.select().count()
            if leads():
                database.execute_sql("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
            return str(before)

    house.page = page
    with house.answered_by(replica=1, primary=1):
        assert house.leo.get("/page").text == "2"
    assert house.nobody_holds_any()


def test_a_table_the_replica_lacks_yet_is_no_trouble(house):
    """As after an upgrade: the program is newer than what the replica has by now."""
    with house.standby.standing_still():
        database.execute_sql("CREATE TABLE newer AS SELECT 7 AS many")
        house.page = lambda: str(database.execute_sql("SELECT many FROM newer").fetchone()[0])
        with house.answered_by(replica=1, primary=1):
            assert house.leo.get("/page").text == "7"


def test_another_database_is_no_replica_though_it_has_such_a_family(house, settings, standby, primary, elsewhere):
    with closing(psycopg2.connect(primary.url_of(elsewhere))) as other, other, other.cursor() as cursor:
        cursor.execute("INSERT INTO family (id, name, locale, timezone, currency, created_at, demo, version) "
                       "VALUES (1, 'Verdi', 'it', 'Europe/Rome', 'EUR', now(), false, 1000)")
    standby.catch_up()
    found = lead_to(house, settings, standby.url_of(elsewhere))
    with house.answered_by(primary=2):
        assert "Polenta" in house.menu() and "Polenta" in house.menu()
    found.close_all()


def test_nor_is_what_streams_from_another_server(house, settings, monkeypatch):
    monkeypatch.setattr(replica, "AHEAD", replica.AHEAD.replace("system_identifier::text", "'another'"))
    found = lead_to(house, settings, settings.replica_url)
    with house.answered_by(primary=1):
        assert "Polenta" in house.menu()
    found.close_all()


def test_nor_is_a_primary(house, settings, primary):
    """As after somebody made a primary of the replica."""
    found = lead_to(house, settings, primary.url_of(settings.database_url.rpartition("/")[2]))
    with house.answered_by(primary=1):
        assert "Polenta" in house.menu()
    found.close_all()


def test_a_house_starts_and_is_ready_without_it(house, settings):
    lead_to(house, settings, f"postgresql://familychef@127.0.0.1:{free_port()}/nothing")
    with house.answered_by(primary=1):
        house.menu()
    assert house.leo.get("/health/ready").status_code == 200


def test_the_page_of_the_system_says_how_it_is(house, settings, primary, later):
    marta = house.world.client(house.world.marta)
    house.standby.catch_up()
    page = text(marta.get("/system"))
    assert "Replica follows" in page and "The house is well." in page
    name = settings.database_url.rpartition("/")[2]
    for url, said in (
        (f"postgresql://familychef@127.0.0.1:{free_port()}/{name}", "does not answer"),
        (primary.url_of(name), "no copy of this database"),
    ):
        found = lead_to(house, settings, url)
        page = text(marta.get("/system"))
        assert said in page and "Replica is not asked" in page and "The house is well." not in page
        found.close_all()


def test_the_numbers_of_the_house_tell_of_it(house):
    with house.standby.standing_still():
        house.like(house.leo, house.polenta)
        house.menu()
        told = house.leo.get("/metrics").text
    assert 'familychef_replica_reads_total{asked="replica"} 1.0' in told
    assert 'familychef_replica_reads_total{asked="primary"} 1.0' in told
    assert re_read(told) >= 0
    database.replica = None
    assert re_read(house.leo.get("/metrics").text) == -1


def re_read(told):
    [line] = [line for line in told.splitlines() if line.startswith("familychef_replica_behind_seconds ")]
    return float(line.partition(" ")[2])
