"""Who is slow, gone or tried in vain holds up nobody else's news, and what goes together is never cut."""

import json
import threading

import pytest

from familychef.alerts import outbox
from familychef.alerts.models import Notification, NotificationMessage
from familychef.alerts.targets import NotificationTarget
from familychef.core.db import transaction
from tests.alerts.sending import start_sender


@pytest.fixture
def hooks(world):
    """Leo and Pia can be reached at their webhooks."""
    for name, member in (("leo", world.leo), ("pia", world.pia)):
        NotificationTarget.set_up(member, "webhook", f"https://{name}.example/", "whsec_bmV3")


def news(member, channel="webhook", **more):
    with transaction(member.family):
        seq = Notification.select().count() + 1
        told = {"kind": "meal", "what": "order.ready", "subject": f"order-{seq}", "seq": seq}
        row = Notification.create(family=member.family, member=member, **told)
        return NotificationMessage.create(family=member.family, notification=row, channel=channel, **more)


class Slow:
    """Lets the first visitor wait until `go` is set, and answers others at once."""

    def __init__(self, outside):
        self.take, self.entered, self.go = outside.take, threading.Event(), threading.Event()
        self.outside, outside.take = outside, self

    def __call__(self, visit):
        if visit.headers["Host"].startswith("leo"):
            self.entered.set()
            self.go.wait(7)
        self.take(visit)


@pytest.fixture
def sender(settings, postman, outside, tmp_path):
    """The house's own loop in a process of its own, that looks often."""
    def start():
        started.append(start_sender(settings, postman, outside, tmp_path, LOOK_EVERY="0.1"))
        return started[0]

    started = []
    yield start
    for process in started:
        process.kill()


def test_while_one_target_lets_us_wait_the_others_and_the_mails_go_out(world, hooks, sender, outside, postman):
    slow = Slow(outside)
    leos, pias = news(world.leo), news(world.pia)
    house = sender()
    house.wait_until(slow.entered.is_set)
    mail, later = news(world.leo, "mail"), news(world.leo)
    house.wait_until(lambda: done(pias) and done(mail))
    assert postman.letters and not done(leos) and NotificationMessage.get_by_id(later.id).attempts == 0
    slow.go.set()
    house.wait_until(lambda: done(leos) and done(later))


def done(message):
    row = NotificationMessage.get_by_id(message.id)
    return row.done_at is not None and not row.failed


def test_who_just_failed_is_asked_once_for_all_that_waits(world, hooks, settings, outside):
    outside.says = 500
    rows = [news(world.leo, batch=number) for number in (1001, 1002, 1003)] + [news(world.pia)]
    assert outbox.send_due(settings) == 0 and outbox.send_due(settings) == 0
    assert sorted(head["Host"] for _path, head, _body in outside.heard) == ["leo.example:443", "pia.example:443"]
    assert [NotificationMessage.get_by_id(row.id).attempts for row in rows] == [1, 0, 0, 1]


def test_what_was_tried_together_is_never_cut(world, hooks, settings, outside, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    first = news(world.leo, attempts=1)
    for row in (first, news(world.leo, attempts=1), news(world.leo, attempts=1)):
        row.changed_rows(batch=first.id)
    assert outbox.send_due(settings) == 1 and outbox.send_due(settings) == 0
    [(_path, head, body)] = outside.heard
    assert head["webhook-id"] == f"news-{first.id}" and len(json.loads(body)["news"]) == 3


def test_a_flood_for_one_way_leaves_the_mails_their_place(world, mailing, postman, monkeypatch):
    monkeypatch.setattr(outbox, "AT_ONCE", 1)
    monkeypatch.setitem(outbox.CARRIERS, "webhook", lambda _rows, _settings: True)
    news(world.leo)
    news(world.pia, "mail")
    assert outbox.send_due(mailing) == 2 and len(postman.letters) == 1
