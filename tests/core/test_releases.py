"""Every house that was ever released comes along: brought up to date it is well, and its people eat."""

import datetime as dt
import re
import tomllib

import pytest

from familychef import doctor, rooms
from familychef.core import db, migrate
from familychef.relocating import OF_THE_CLOCK
from tests.fixtures.storage import ROOT
from tests.fixtures.storage import migrate as bring_up
from tests.raw_rows import counts, everything
from tests.releases import VERSIONS, restore
from tests.serving import Server
from tests.supper import order_supper

TABLE = re.compile(r"^## (\d+\.\d+\.\d+)$", re.M)


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def old_house(version, empty_database_url):
    """The URL of what a house of this version left behind."""
    restore(version, empty_database_url)
    return empty_database_url


def test_every_release_has_a_house_of_its_own():
    """A version that is out is named by the CHANGELOG; what is being written is not yet."""
    assert set(VERSIONS) == set(TABLE.findall((ROOT / "CHANGELOG.md").read_text()))
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] in VERSIONS


def test_a_house_of_this_version_is_brought_up_to_date_and_well(old_house, version, tmp_path):
    before = everything(old_house)
    bring_up(old_house, tmp_path)
    after = counts(old_house)
    assert {table: after[table] for table in before} == {table: len(rows) for table, rows in before.items()}
    assert not [table for table in set(after) - set(before) if after[table]], "a migration made rows of its own"
    assert before["order"] and before["stock_move"]
    assert found_by_the_doctor(old_house, tmp_path) == []


def test_people_of_this_version_sign_in_and_eat(old_house, version, tmp_path):
    house = Server(tmp_path / "server", old_house)
    try:
        house.start(ahead=since_its_evening(house))
        order_supper(house)
        order_supper(house, "carla")
        house.stop()
        assert found_by_the_doctor(old_house, house.data) == []
    finally:
        house.stop()


def since_its_evening(house):
    """Seconds, less than none: what was in its pantry then is no longer good today."""
    ((last,),) = house.rows("SELECT MAX(at) FROM event")
    return (dt.datetime.fromisoformat(str(last)) - dt.datetime.now(dt.UTC).replace(tzinfo=None)).total_seconds()


def found_by_the_doctor(url, data):
    """But that nothing was done by the clock: nobody was at home since."""
    from familychef import settings

    rooms.load()
    current = settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(data)})
    db.connect(current)
    try:
        assert migrate.missing() == []
        return [each for each in doctor.examine(current) if not each.rule.startswith(OF_THE_CLOCK)]
    finally:
        db.database.close_all() if db.is_postgres() else db.database.close()
