"""A primary with its replica, and a house of both; the tests may stop, freeze and kill the replica."""

import dataclasses
import itertools

import pytest

from tests.core.replicas.home import House
from tests.fixtures.storage import migrate
from tests.postgres import Postgres, find_binaries
from tests.replica import Replica

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def primary():
    cluster = Postgres.fresh(find_binaries()[0], synchronous_commit="on", wal_keep_size="1GB")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def standby(primary):
    replica = Replica.of(primary)
    yield replica
    replica.stop()


@pytest.fixture(scope="session")
def template(primary, tmp_path_factory):
    """The name of a migrated database."""
    migrate(primary.create("template_of_houses"), tmp_path_factory.mktemp("template"))
    return "template_of_houses"


@pytest.fixture
def database_url(primary, standby, template, database_kind):
    name = f"house{next(NUMBERS)}"
    yield primary.create(name, template=template)
    primary.drop(name)


@pytest.fixture
def elsewhere(primary, standby, template):
    """The name of another database, which both servers have."""
    primary.create("elsewhere", template=template)
    standby.catch_up()
    yield "elsewhere"
    primary.drop("elsewhere")


@pytest.fixture
def settings(settings, standby):
    return dataclasses.replace(settings, replica_url=standby.url_of(settings.database_url.rpartition("/")[2]))


@pytest.fixture
def house(app, world, standby):
    """The Rossi and the Neri on both servers, each with a dish; the replica has all of it."""
    house = House(app, world, standby)
    replica = house.replica
    yield house
    replica.close_all()
