"""Whoever is asked to end begins nothing more, in a worker as in the one process of a small house."""

import pytest

from familychef.core import leaving, queue


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
