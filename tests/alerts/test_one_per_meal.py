"""Of a meal one message at most goes out of the house to each person, unless they ask for more."""

import pytest

from familychef.alerts.kinds import CHANNELS, KINDS
from familychef.alerts.models import Notification, NotificationMessage, choose
from tests.alerts.moments import AT_ONCE

OUT = sorted(set(CHANNELS) - {"app"})


@pytest.fixture
def order(world, table):
    """Leo's pancakes; Leo and Nonna want to hear of their meals over every way there is."""
    for member in (world.leo, world.nonna):
        choose(member, {"meal": ["app", *OUT]}, AT_ONCE)
    return table.order(world.leo)


def sent(member):
    rows = NotificationMessage.select(NotificationMessage, Notification).join(Notification)
    return sorted((row.channel, row.notification.what) for row in rows.where(Notification.member == member.id))


def told(member):
    return [row.what for row in Notification.of_member(member).order_by(Notification.id)]


def cooked_twice(order, by, happen):
    order.accept(by)
    for _again in range(2):
        order.start(by)
        order.finish(by)
        happen()
        order.recall(by)
    order.finish(by)
    happen()


def test_what_is_ready_again_and_again_goes_out_once_and_is_told_in_the_app_each_time(world, order, happen):
    cooked_twice(order, world.nonna, happen)
    assert sent(world.leo) == [(channel, "order.ready") for channel in OUT]
    assert told(world.leo) == ["order.accepted", "order.ready", "order.ready", "order.ready"]


def test_what_is_declined_goes_out_once(world, order, happen):
    order.decline(world.nonna, reason="No flour")
    happen()
    assert sent(world.leo) == [(channel, "order.declined") for channel in OUT]


def test_the_next_meal_has_a_message_of_its_own(world, table, order, happen):
    cooked_twice(order, world.nonna, happen)
    second = table.order(world.leo, key="the-second-one")
    second.decline(world.nonna, reason="Enough")
    happen()
    assert len(sent(world.leo)) == 2 * len(OUT)


def test_who_asks_for_more_hears_that_it_was_accepted_too(world, order, happen):
    choose(world.leo, {"accepted": ["push"]}, AT_ONCE)
    cooked_twice(order, world.nonna, happen)
    assert [what for channel, what in sent(world.leo) if channel == "push"] == ["order.accepted", "order.ready"]


def test_nothing_goes_out_without_a_choice():
    assert {news.usual for news in KINDS.values()} == {("app",)}
