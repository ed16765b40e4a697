"""Two processes on one PostgreSQL: what happens in one is heard in the other, with Redis and without it."""

import subprocess
import sys

import pytest

from tests.core.stream import Stream
from tests.fixtures.storage import ROOT, clean_environment
from tests.kitchen import busy
from tests.processes import free_port
from tests.redis_server import RedisServer


def place(world, server, key):
    dish = busy.lasagne(world.rossi, 5, minutes=len(key))
    answer = busy.place(world.cookies(world.leo), busy.fill_cart(world.leo, dish), key).send(server.port, 15)
    assert answer.status == 303


@pytest.mark.only("postgres")
def test_without_redis_the_other_process_looks_and_hears(world, serve):
    first, second = serve(), serve()
    cook = Stream(second, world.cookies(world.nonna))
    cook.wait_for("hello")
    place(world, first, "heard-by-looking")
    assert cook.wait_for("kitchen", seconds=5)
    cook.close()


@pytest.mark.only("postgres")
def test_with_redis_it_hears_the_bell_and_goes_on_when_redis_is_gone(world, serve):
    redis = RedisServer.start()
    try:
        env = {"REDIS_URL": redis.url}
        first, second = serve(env=env), serve(env=env)
        cook = Stream(second, world.cookies(world.nonna))
        cook.wait_for("hello")
        place(world, first, "heard-by-the-bell")
        assert cook.wait_for("kitchen", seconds=5)
        redis.stop()
        before = len(cook.messages)
        place(world, first, "redis-is-gone!!")
        with cook.news:
            assert cook.news.wait_for(lambda: "kitchen" in cook.names()[before:], 20)
        cook.close()
    finally:
        redis.stop()


@pytest.mark.only("sqlite")
def test_a_second_process_on_one_data_folder_refuses_to_start(world, serve):
    first = serve()
    environment = clean_environment(
        FAMILYCHEF_DATA=first.data, DATABASE_URL=first.database_url, PORT=free_port()
    )
    second = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert second.returncode != 0 and "Another FamilyChef" in second.stderr
    assert first.is_live()
