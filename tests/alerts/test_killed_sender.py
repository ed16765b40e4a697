"""The senders are killed again and again: nothing is lost, and what comes twice has the same number or tag.

Each notice goes by mail, push and webhook. With NOTICES=400 and KILLS=50 it takes minutes, and prints what it counted.
"""

import os
import random
import signal
from collections import Counter

import pytest

from familychef.alerts.models import Notification, NotificationMessage
from familychef.alerts.subscriptions import PushSubscription
from familychef.alerts.targets import NotificationTarget
from familychef.core import clock
from familychef.core.db import transaction
from tests.alerts.sending import start_sender
from tests.alerts.test_push import Browser
from tests.cast import session_of

NOTICES, KILLS = int(os.environ.get("NOTICES", 40)), int(os.environ.get("KILLS", 5))
CHANNELS = ("mail", "push", "webhook")
AT_WORK = len({"a mail", "something else to Leo"})


@pytest.fixture
def leo(world):
    """Leo can be reached everywhere."""
    PushSubscription.add(world.leo, session_of(world.leo), **Browser("phone").form)
    NotificationTarget.set_up(world.leo, "webhook", "https://hook.example/", "whsec_bmV3")
    return world.leo


@pytest.fixture
def waiting(world, leo):
    """So many notices to Leo, each over every channel, and each message on its own way."""
    with transaction(world.rossi):
        for seq in range(1, NOTICES + 1):
            words = {"kind": "meal", "what": "order.ready", "subject": f"order-{seq}"}
            news = Notification.create(family=world.rossi, member=leo, seq=seq, **words)
            for place, channel in enumerate(CHANNELS, 1):
                way = {"notification": news, "channel": channel, "batch": 100_000 * place + seq}
                NotificationMessage.create(family=world.rossi, **way)


def test_senders_killed_again_and_again_lose_nothing(waiting, settings, postman, outside, tmp_path):
    chance, kills = random.Random(5), Counter()
    for turn in range(KILLS):
        senders = [started(settings, postman, outside, tmp_path / f"{turn}-{which}") for which in ("one", "two")]
        wanted = sum(counted(postman, outside).values()) + chance.randrange(2 * len(CHANNELS) * NOTICES // KILLS)
        senders[0].wait_until(lambda wanted=wanted: sum(counted(postman, outside).values()) > wanted or not left(), 120)
        for sender in senders:
            with_what = chance.choice([signal.SIGKILL, signal.SIGTERM])
            kills[with_what.name] += 1
            os.kill(sender.pid, with_what)
        for sender in senders:
            sender.kill()
        time_passes()
    last = [started(settings, postman, outside, tmp_path / f"last-{which}") for which in ("one", "two")]
    last[0].wait_until(lambda: not left(), 300)
    for sender in last:
        sender.kill()
    judge(counted(postman, outside), kills)


def judge(times, kills):
    """`times`: how often each number or tag was heard by the servers."""
    again = Counter(channel for channel, _number in times.elements()) - Counter(channel for channel, _number in times)
    print(f"{NOTICES} notices, {len(times)} messages; killed {dict(kills)}; came twice {dict(again)}")
    assert Counter(channel for channel, _number in times) == dict.fromkeys(CHANNELS, NOTICES)
    assert again.total() <= AT_WORK * kills.total()
    rows = NotificationMessage.select(NotificationMessage, Notification).join(Notification)
    tries = {number_of(row): row.attempts for row in rows if not row.failed}
    assert len(tries) == len(times) and all(often <= tries[number] for number, often in times.items())


def number_of(row):
    """(channel, what the server sees of it): the number of the letter or hook, the tag of the push."""
    if row.channel == "mail":
        at = int(row.notification.at.timestamp())
        return "mail", f"<news-{row.batch}-{at}@home.example>"
    return row.channel, f"news-{row.batch}" if row.channel == "webhook" else row.notification.subject


def counted(postman, outside):
    """{(channel, number or tag): how often it came}."""
    mails = [("mail", letter["Message-ID"]) for letter in list(postman.letters)]
    others = [
        ("webhook", head["webhook-id"]) if head["webhook-id"] else ("push", head["Topic"])
        for _path, head, _body in list(outside.heard)
    ]
    return Counter(mails + others)


def started(settings, postman, outside, folder):
    folder.mkdir()
    return start_sender(settings, postman, outside, folder)


def left():
    return NotificationMessage.select().where(NotificationMessage.done_at.is_null()).count()


def time_passes():
    """What was begun when its sender was killed is due again."""
    begun = NotificationMessage.done_at.is_null() & (NotificationMessage.attempts > 0)
    NotificationMessage.update(next_try_at=clock.now()).where(begun).execute()
