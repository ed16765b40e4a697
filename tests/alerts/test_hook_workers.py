"""Two workers at once: each event goes once; killed in the middle, nothing is lost and what repeats has its number.

With EVENTS=400 and KILLS=30 it takes minutes.
"""

import os
import random
import sys
from collections import Counter

import pytest

from familychef.alerts.deliveries import WebhookDelivery
from familychef.alerts.hooks import Webhook
from familychef.core import clock
from familychef.core.api_events import look
from tests.alerts.hooked import fresh, happens, hooked, numbers, told
from tests.alerts.sending import ROOT
from tests.processes import Process

EVENTS, KILLS = int(os.environ.get("EVENTS", 40)), int(os.environ.get("KILLS", 4))


@pytest.fixture
def hook(world):
    return hooked(world.marta)


@pytest.fixture
def start(settings, outside, tmp_path):
    def started():
        env = {
            **os.environ, "DATABASE_URL": settings.database_url, "FAMILYCHEF_DATA": str(settings.data),
            "OUTSIDE_PORT": str(outside.port), "PYTHONPATH": str(ROOT),
        }
        running.append(Process([sys.executable, "-m", "tests.alerts.hook_sender"], tmp_path, env=env))
        return running[-1]

    running = []
    yield started
    for process in running:
        process.kill()


def test_of_two_who_saw_the_same_event_one_has_it(world, hook):
    happens(world.rossi, "order.placed")
    one, other = Webhook.acting(hook.id), Webhook.acting(hook.id)
    mine = WebhookDelivery.follow(one)
    assert mine and WebhookDelivery.follow(other) is None and WebhookDelivery.select().count() == 1
    same = fresh(mine)
    assert mine.claim() and not same.claim()
    assert WebhookDelivery.next_of(Webhook.acting(hook.id)) is None
    assert fresh(mine).attempts == 1


def test_what_was_switched_off_meanwhile_goes_no_further(world, hook):
    happens(world.rossi, "order.placed", "order.accepted")
    seen = Webhook.acting(hook.id)
    mine = WebhookDelivery.follow(seen)
    stale = fresh(mine)
    hook.switch_off("failed")
    assert WebhookDelivery.follow(seen) is None and not stale.claim()


def test_two_workers_tell_each_event_once_and_in_order(world, hook, start, outside):
    wanted = [happens(world.rossi, "order.placed") for _each in range(EVENTS // 2)]
    one, _other = start(), start()
    one.wait_until(lambda: len(outside.heard) >= EVENTS // 4)
    wanted += [happens(world.rossi, "order.placed") for _each in range(EVENTS // 2)]
    one.wait_until(lambda: not left(world) and len(outside.heard) >= EVENTS)
    assert [each["seq"] for each in told(outside)] == wanted and len(set(numbers(outside))) == EVENTS


def test_workers_that_are_killed_lose_nothing_and_repeat_with_the_same_number(world, hook, start, outside):
    chance, killed = random.Random(7), 0
    for _each in range(EVENTS):
        happens(world.rossi, "order.placed")
    for _turn in range(KILLS):
        workers, seen = [start(), start()], len(outside.heard)
        enough = seen + chance.randrange(1, EVENTS // KILLS)
        workers[0].wait_until(lambda enough=enough: len(outside.heard) >= enough or not left(world))
        for worker in workers:
            worker.kill()
            killed += 1
        WebhookDelivery.update(next_try_at=clock.now()).where(WebhookDelivery.done_at.is_null()).execute()
    last = start()
    last.wait_until(lambda: not left(world), 120)
    events = [each.seq for each in look(0, world.marta, 10 * EVENTS).events if each.type == "order.placed"]
    firsts = list(dict.fromkeys(each["seq"] for each in told(outside)))
    assert firsts == events and len(set(numbers(outside))) == EVENTS
    times = Counter(numbers(outside))
    assert times.total() - len(times) <= killed
    assert all(often <= WebhookDelivery.get(WebhookDelivery.number == each).attempts for each, often in times.items())


def left(world):
    """Is anything still to be told?"""
    hook = Webhook.get()
    behind = hook.cursor < type(world.rossi).get_by_id(world.rossi.id).version
    return behind or WebhookDelivery.waiting().exists()
