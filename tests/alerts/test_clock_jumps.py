"""A clock that jumps, and the nights it is changed: no message is lost, and none goes twice."""

import datetime as dt

import pytest
import time_machine

from familychef.alerts import outbox
from familychef.alerts.models import Notification, NotificationMessage, choose
from familychef.core import clock
from tests.alerts.moments import AT_ONCE

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOON = dt.datetime(2026, 11, 21, 11, tzinfo=dt.UTC)
NIGHT = {"quiet_from": "22:00", "quiet_until": "02:30", "digest_at": ""}


@pytest.fixture
def hand():
    with time_machine.travel(NOON, tick=False) as found:
        yield found


@pytest.fixture
def low(hand, world, milk, happen):
    """Leo drinks some of the milk, and Pia wants a mail of it."""
    choose(world.pia, {"stock": ["app", "mail"]}, AT_ONCE)

    def drink():
        Notification.read_all(world.pia)
        milk.carton.take(300_000, by=world.leo)
        happen()

    return drink


@pytest.mark.parametrize("jump", [-HOUR, HOUR, 400 * DAY, -400 * DAY])
def test_what_went_out_goes_out_no_more_whatever_the_clock_says(hand, low, mailing, postman, jump):
    low()
    assert outbox.send_due(mailing) == 1
    for shift in (jump, -jump, HOUR):
        hand.shift(shift)
        assert outbox.send_due(mailing) == 0
    assert len(postman.letters) == 1


@pytest.mark.parametrize("jump", [HOUR, 400 * DAY])
def test_what_was_tried_while_the_clock_was_ahead_goes_out_when_it_is_right_again(hand, low, mailing, postman, jump):
    hand.shift(jump)
    low()
    postman.says = "451 later"
    assert outbox.send_due(mailing) == 0
    postman.says = "250 OK"
    hand.shift(-jump)
    for _hour in range(3):
        outbox.send_due(mailing)
        hand.shift(HOUR)
    assert len(postman.letters) == 1 and NotificationMessage.get().failed is False


def test_a_clock_set_back_an_hour_delays_by_an_hour_at_most(hand, low, mailing, postman):
    low()
    hand.shift(-HOUR)
    assert outbox.send_due(mailing) == 0
    hand.shift(HOUR)
    assert outbox.send_due(mailing) == 1


def test_after_400_days_what_waited_is_in_the_app_and_what_comes_goes_out(hand, world, low, mailing, postman):
    low()
    hand.shift(400 * DAY)
    low()
    assert outbox.send_due(mailing) == 1 and outbox.send_due(mailing) == 0
    assert [letter["Subject"] for letter in postman.letters] == ["Milk: none left"]
    assert Notification.of_member(world.pia).count() == 2


def test_news_of_a_clock_that_ran_ahead_takes_nothing_in(hand, world, milk, happen):
    hand.shift(400 * DAY)
    milk.carton.take(300_000, by=world.leo)
    happen()
    hand.shift(-400 * DAY)
    milk.carton.take(300_000, by=world.leo)
    happen()
    assert [news.more for news in Notification.of_member(world.pia)] == [0, 0]


@pytest.mark.parametrize(("evening", "walls"), [
    (dt.datetime(2026, 3, 28, 22, tzinfo=dt.UTC), "03-29 03:30"),
    (dt.datetime(2026, 10, 24, 21, tzinfo=dt.UTC), "10-25 02:30"),
], ids=["spring", "autumn"])
def test_in_the_nights_the_clocks_change_it_goes_out_once_after_the_quiet_hours(
        hand, world, low, mailing, postman, evening, walls):
    hand.move_to(evening)
    choose(world.pia, {}, NIGHT)
    low()
    gone = []
    for _quarter in range(48):
        if outbox.send_due(mailing):
            gone.append(f"{clock.local(clock.now(), world.rossi.timezone):%m-%d %H:%M}")
        hand.shift(15 * clock.minutes(1))
    assert gone == [walls] and NotificationMessage.get().attempts == 1 and len(postman.letters) == 1
