"""Redis is emptied, killed, frozen, started again or wrongly configured: orders go on, and screens follow."""

import os
import signal
import threading
from contextlib import contextmanager
from functools import partial

import pytest
import redis

from tests.core.stream import Stream
from tests.kitchen import busy
from tests.redis_server import RedisServer

pytestmark = pytest.mark.only("postgres")
FROZEN_SECONDS = float(os.environ.get("FAMILYCHEF_TEST_FROZEN") or 2)


@pytest.fixture
def own_redis():
    server = RedisServer.start()
    yield server
    server.stop()


def order_and_see(world, house, cook, dish, key):
    """Orders through the house; the cook's screen hears of it."""
    before = len(cook.messages)
    order = busy.place(world.cookies(world.leo), busy.fill_cart(world.leo, dish), key)
    assert order.send(house.port, 20).status == 303
    with cook.news:
        assert cook.news.wait_for(lambda: "kitchen" in cook.names()[before:], 20)


@pytest.fixture
def screen(world, serve):
    """screen(url): a cook's stream on one process, a function that orders through another; and both."""
    streams = []

    def open_one(url):
        first, second = (serve(env={"REDIS_URL": url}) for _ in range(2))
        cook, dish = Stream(second, world.cookies(world.nonna)), busy.lasagne(world.rossi, 50)
        streams.append(cook)
        cook.wait_for("hello")
        follows = partial(order_and_see, world, first, cook, dish)
        return follows, (first, second)

    yield open_one
    for stream in streams:
        stream.close()


@contextmanager
def frozen(server):
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def test_emptied_killed_and_started_again(screen, own_redis):
    follows, houses = screen(own_redis.url)
    follows("while-it-was-well")
    own_redis.empty()
    follows("after-it-was-emptied")
    own_redis.kill()
    for number in range(5):
        follows(f"while-it-was-dead-{number}")
    own_redis.start_again()
    follows("when-it-was-back")
    for house in houses:
        assert house.log.count("out of reach") <= 2 and "fault" not in house.log


def test_frozen(screen, own_redis):
    follows, houses = screen(own_redis.url)
    follows("while-it-was-well")
    with frozen(own_redis):
        follows("while-it-was-frozen")
        threading.Event().wait(FROZEN_SECONDS)
        follows("still-frozen")
    follows("when-it-thawed")
    assert all("fault" not in house.log for house in houses)


@pytest.mark.parametrize("wrong", ["redis://:wrong-password@127.0.0.1:{port}/0", "redis://127.0.0.1:1/0"])
def test_wrongly_configured(screen, own_redis, wrong):
    with redis.Redis.from_url(own_redis.url) as client:
        client.config_set("requirepass", "right-password")
    follows, houses = screen(wrong.format(port=own_redis.url.rpartition(":")[2].partition("/")[0]))
    follows("with-a-wrong-address")
    for house in houses:
        assert house.log.count("out of reach, looking instead") == 1 and "fault" not in house.log
