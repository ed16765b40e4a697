"""Three web processes behind a proxy and two workers, on PostgreSQL and Redis: the family sees one house."""

import signal
import sys
from types import SimpleNamespace

import pytest

from familychef import doctor
from familychef import settings as all_settings
from tests.balancer import Balancer, is_ready
from tests.core.stream import Stream
from tests.fixtures.storage import ROOT, clean_environment
from tests.kitchen import busy
from tests.kitchen.test_killed import Hungry
from tests.processes import Process
from tests.storm import Storm

pytestmark = pytest.mark.only("postgres")


@pytest.fixture
def street(world, serve, settings, redis_server, tmp_path):
    """`webs`, `workers`, and the `proxy` before them."""
    redis_server.empty()
    shared = {"REDIS_URL": redis_server.url, "FAMILYCHEF_DATA": settings.data, "FAMILYCHEF_SECRET": "shared" * 8}
    webs = [serve(env=shared) for _ in range(3)]
    environment = clean_environment(DATABASE_URL=settings.database_url, **shared)
    workers = [worker(tmp_path / f"worker{number}", environment) for number in range(2)]
    with Balancer(webs) as proxy:
        yield SimpleNamespace(webs=webs, workers=workers, proxy=proxy, environment=environment)
    for each in workers:
        each.stop()


def worker(folder, environment):
    folder.mkdir()
    return Process([sys.executable, ROOT / "tasks.py"], folder, env=environment, stop_signal=signal.SIGTERM)


def test_an_order_through_one_shows_on_a_screen_held_by_another(world, street):
    cook = Stream(street.proxy, world.cookies(world.nonna))
    cook.wait_for("hello")
    dish = busy.lasagne(world.rossi, 9)
    for number in range(3):
        before = len(cook.messages)
        order = busy.place(world.cookies(world.leo), busy.fill_cart(world.leo, dish), f"through-another-{number}")
        assert order.send(street.proxy.port, 15).status == 303
        with cook.news:
            assert cook.news.wait_for(lambda seen=before: "kitchen" in cook.names()[seen:], 3)
    assert len(set(street.proxy.taken)) == 3
    cook.close()


def test_all_are_renewed_one_by_one_in_a_storm_of_orders(world, street):
    dish = busy.lasagne(world.rossi, 5000)
    people = [
        Hungry(world.cookies(member), dish, f"rolling-{number}")
        for number, member in enumerate(busy.people(world.rossi, 4))
    ]
    with Storm(street.proxy, [person.next_call for person in people]) as storm:
        for web in street.webs:
            storm.wait_for(len(storm.answered) + 10)
            assert web.stop() == 0
            web.start()
            web.process.wait_until(lambda web=web: is_ready(web.port))
        storm.wait_for(len(storm.answered) + 10)
    judge(street.webs[0], storm)
    assert [each.stop(40) for each in street.workers] == [0, 0]


def judge(house, storm):
    """What was acknowledged is there, nothing is there twice, and nobody was told of a fault."""
    keys = [key for (key,) in house.rows('SELECT key FROM "order"')]
    told = {call.body["key"] for call, answer in storm.answered if call.path == "/orders" and answer.status == 303}
    assert told and told <= set(keys), "an acknowledged order is gone"
    assert len(keys) == len(set(keys)), "an order is there twice"
    assert {answer.status for _call, answer in storm.answered} <= {200, 303, 409}
    current = all_settings.read({"DATABASE_URL": house.database_url, "FAMILYCHEF_DATA": str(house.data)})
    assert [found for found in doctor.examine(current) if "job" not in str(found)] == []
