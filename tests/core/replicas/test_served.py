"""The real server, whose readers wait for no replica: it is killed, frozen, and comes back."""

import re

import pytest

from tests import larder
from tests.core.replicas.home import LOOKS

pytestmark = pytest.mark.only("postgres")
READS = re.compile(r'^familychef_replica_reads_total\{asked="replica"\} (\S+)', re.M)


class Served:
    """The server, and Leo's look at the menu."""

    def __init__(self, server, world):
        self.server = server
        self._cookie = "; ".join(f"{name}={value}" for name, value in world.cookies(world.leo).items())

    def menu(self):
        answer = self.server.request("GET", f"/menu?look={next(LOOKS)}", headers={"Cookie": self._cookie})
        return answer.status == 200 and "Polenta" in answer.text

    def answered_by_the_replica(self):
        """Is the next look at the menu begun there?"""
        before = self._reads()
        return self.menu() and self._reads() > before

    def _reads(self):
        return float(READS.search(self.server.request("GET", "/metrics").text)[1])


@pytest.fixture
def served(settings, world, serve, standby):
    larder.dish(world.rossi, "Polenta")
    standby.catch_up()
    return Served(serve(env={"DATABASE_REPLICA_URL": settings.replica_url}), world)


@pytest.fixture
def waiting(served):
    """Until it is so, whatever process it is by then."""
    return lambda ready: served.server.process.wait_until(ready)


def test_it_is_killed_and_used_again(served, standby, waiting):
    waiting(served.answered_by_the_replica)
    standby.kill()
    assert all(served.menu() for _ in range(5))
    assert served.server.request("GET", "/health/ready").status == 200
    standby.start_again()
    waiting(served.answered_by_the_replica)
    assert "core.errors: fault" not in served.server.log
    assert served.server.log.count("the replica fails") == served.server.log.count("the replica is back") == 1


def test_frozen_it_holds_nobody_up_for_long(served, standby, settings, waiting):
    waiting(served.answered_by_the_replica)
    with standby.frozen(settings.database_url.rpartition("/")[2]):
        assert all(served.menu() for _ in range(5))
        assert not served.answered_by_the_replica()
    waiting(served.answered_by_the_replica)
    assert "core.errors: fault" not in served.server.log


def test_a_house_starts_without_it(served, standby, waiting):
    standby.kill()
    try:
        served.server.restart()
        assert served.menu() and served.server.request("GET", "/health/ready").status == 200
    finally:
        standby.start_again()
    waiting(served.answered_by_the_replica)
