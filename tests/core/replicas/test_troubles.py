"""The replica is away, dies, is somebody else: the family notices nothing, and who runs the house is told."""

import dataclasses

import pytest

from familychef.core import db, replica
from familychef.core.db import database
from familychef.families.models import FamilyMember
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

    house.add_page(page)
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
    house.add_page(page)
    with house.answered_by(replica=1):
        assert house.leo.get("/page").status_code == 500
    with house.answered_by(replica=2):
        assert house.leo.get("/dishes/987654").status_code == 404
        house.menu()
    assert house.nobody_holds_any()


def test_what_is_sent_bit_by_bit_holds_nothing_of_the_replica(house):
    def page():
        return (str(database.replica.in_use) + each.name for each in Dish.select())

    house.add_page(page)
    assert house.leo.get("/page").text.startswith("0")
    assert house.replica.in_use == 0


def test_a_table_the_replica_lacks_yet_is_no_trouble(house):
    """As after an upgrade: the program is newer than what the replica has by now."""
    with house.standby.standing_still():
        database.execute_sql("CREATE TABLE newer AS SELECT 7 AS many")
        house.add_page(lambda: str(database.execute_sql("SELECT many FROM newer").fetchone()[0]))
        with house.answered_by(replica=1, primary=1):
            assert house.leo.get("/page").text == "7"


@pytest.mark.parametrize("place", ["another database of the replica", "another replica", "the primary itself"])
def test_what_is_no_replica_of_this_database_is_not_asked(house, settings, standby, primary, template, place):
    """There is a family with this number too, and much has happened in it."""
    name = settings.database_url.rpartition("/")[2]
    primary.create("elsewhere", template=template)
    standby.catch_up()
    urls = {"another database of the replica": standby.url_of("elsewhere"), "the primary itself": primary.url_of(name)}
    found = lead_to(house, settings, urls.get(place, standby.url_of(name)))
    if place == "another replica":
        found._which, found._trail.mark = "7/7", lambda *_mark: None
        found._trail.marks.append((10**12, 0))
    with house.answered_by(primary=1):
        assert "Pasta" in house.menu()
    found.close_all()
    primary.drop("elsewhere")


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
    house.menu()
    with house.standby.standing_still():
        house.like(house.leo, house.pasta)
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
