"""Whoever is asked to end begins nothing more, in a worker as in the one process of a small house."""

import signal
import sys

import pytest

from familychef.core import leaving, queue
from tests.fixtures.storage import ROOT, clean_environment
from tests.processes import Process

WORKER = """
from gevent import monkey
monkey.patch_all()
import logging, pathlib, sys, time
from familychef import settings
from familychef.core import queue
logging.basicConfig(level=logging.INFO)
huey, folder = queue.make(settings.read()), pathlib.Path(sys.argv[1])

@huey.task()
def slow():
    (folder / "begun").touch()
    while not (folder / "go-on").exists():
        time.sleep(0.02)
    (folder / "done").touch()

slow()
huey.create_consumer(workers=1, worker_type="greenlet", graceful_signal="TERM", shutdown_timeout=25).run()
"""


@pytest.fixture(autouse=True)
def not_asked(monkeypatch):
    monkeypatch.setattr(leaving, "_asked", [])


def test_a_worker_that_is_asked_to_end_lets_its_work_know_before_it_waits_for_it(settings):
    consumer = queue.make(settings).create_consumer(workers=1, worker_type="greenlet", shutdown_timeout=1)
    consumer._join_workers = lambda: leaving.begun() or pytest.fail("it waits, and nobody knows why")
    assert not leaving.begun()
    consumer.stop(graceful=True)
    assert leaving.begun()


def test_so_does_the_queue_inside_the_web_process(settings):
    consumer = queue.start_embedded(queue.make(settings))
    consumer.stop(graceful=True)
    assert leaving.begun()


@pytest.mark.one_database
@pytest.mark.parametrize("word", ["SIGINT", "SIGTERM"])
def test_what_a_worker_has_begun_it_ends_whichever_way_it_is_asked(word, tmp_path):
    env = clean_environment(PYTHONPATH=ROOT, FAMILYCHEF_DATA=tmp_path / "data")
    worker = Process([sys.executable, "-c", WORKER, tmp_path], tmp_path, env=env, stop_signal=signal.Signals[word])
    try:
        worker.wait_until((tmp_path / "begun").exists)
        worker.ask()
        worker.wait_until(lambda: f"Received {word}" in worker.log)
        (tmp_path / "go-on").touch()
        assert worker.ended() == 0 and (tmp_path / "done").exists()
    finally:
        worker.kill()
