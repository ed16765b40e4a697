"""When a webhook ends: with the right of who it acts for, with its address, and after three days in vain."""

import pytest

from familychef.alerts.deliveries import WebhookDelivery
from familychef.alerts.hook_sending import send_due
from familychef.alerts.hooks import Webhook
from familychef.alerts.models import Notification
from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.families import resets
from familychef.families.models import Passage
from tests.alerts.hooked import fresh, happens, hooked, types
from tests.alerts.moments import later


@pytest.fixture
def hook(world):
    return hooked(world.marta)


def days_of_trying(world, settings, days):
    for hours in range(0, 24 * days + 1, 6):
        with later(minutes=60 * hours):
            send_due(settings)


def test_after_three_days_in_vain_it_is_off_and_the_admins_are_told(world, hook, settings, outside, happen):
    happens(world.rossi, "order.placed")
    outside.says = 503
    days_of_trying(world, settings, 2)
    assert fresh(hook).state == "failing"
    days_of_trying(world, settings, 4)
    off = fresh(hook)
    assert (off.state, off.off_reason) == ("off", "failed") and Event.get(Event.kind == "webhook.stopped")
    assert WebhookDelivery.get().state == "failed"
    happen()
    [news] = Notification.select().where(Notification.kind == "webhooks")
    assert (news.member_id, news.subject) == (world.marta.id, hook.dom_id)
    tries = len(outside.heard)
    happens(world.rossi, "order.accepted")
    with later(days=5):
        assert send_due(settings) == 0 and len(outside.heard) == tries


def test_a_house_that_slept_for_a_week_tries_again_before_it_gives_up(world, hook, settings, outside):
    happens(world.rossi, "order.placed")
    outside.says = 503
    send_due(settings)
    with later(days=7):
        send_due(settings)
    assert fresh(hook).state == "failing"


def test_an_address_that_is_gone_is_off_at_once(world, hook, settings, outside):
    happens(world.rossi, "order.placed", "order.accepted")
    outside.says = 410
    assert send_due(settings) == 0 and len(outside.heard) == 1
    assert fresh(hook).off_reason == "gone" and WebhookDelivery.get().status == 410


@pytest.mark.parametrize(("end", "reason"), [
    (lambda world: world.marta.grant(["chef"], by=world.nonna), "no_right"),
    (lambda world: world.marta.remove(by=world.nonna), "left"),
])
@pytest.mark.parametrize("reacted", [False, True])
def test_without_the_right_of_who_it_acts_for_nothing_is_told(world, hook, settings, outside, happen, end, reason,
                                                              reacted):
    world.nonna.grant(["chef", "admin"], by=world.marta)
    happens(world.rossi, "order.placed")
    outside.says = 503
    send_due(settings)
    outside.says = 200
    end(world)
    if reacted:
        happen()
        assert fresh(hook).off_reason == reason
    happens(world.rossi, "order.accepted")
    with later(minutes=3):
        assert send_due(settings) == 0
    assert types(outside) == ["order.placed"] and fresh(hook).off_reason == reason


def test_after_a_password_by_link_nothing_is_told_until_somebody_looked(world, hook, settings, outside, happen):
    passage, _token = Passage.issue("reset", resets.BY_LINK, user=world.marta.user_id)
    resets.set_password(passage, "a hash")
    happen()
    happens(world.rossi, "order.placed")
    assert send_due(settings) == 0 and not outside.heard
    assert fresh(hook).off_reason == "reset"
    fresh(hook).resume(world.marta)
    happens(world.rossi, "order.accepted")
    assert send_due(settings) == 1 and types(outside) == ["order.accepted"]


def test_who_is_erased_takes_their_webhooks_along(world, hook, happen):
    world.nonna.grant(["chef", "admin"], by=world.marta)
    world.marta.remove(by=world.nonna)
    world.marta.forget()
    happen()
    assert not Webhook.select().exists()


def test_switched_on_again_it_acts_for_who_did_it_and_tells_what_comes(world, hook, settings, outside):
    world.nonna.grant(["chef", "admin"], by=world.marta)
    world.marta.remove(by=world.nonna)
    send_due(settings)
    happens(world.rossi, "order.placed")
    fresh(hook).resume(world.nonna)
    fresh(hook).resume(world.nonna)
    happens(world.rossi, "order.accepted")
    assert send_due(settings) == 1 and types(outside) == ["order.accepted"]
    assert fresh(hook).member_id == world.nonna.id
    assert Event.select().where(Event.kind == "webhook.resumed").count() == 1


def test_what_is_held_back_from_a_person_waits(world, hook, settings, outside):
    from familychef.families.models import Family

    with transaction(world.rossi):
        Family.update(second_factor="admins").where(Family.id == world.rossi.id).execute()
    happens(world.rossi, "order.placed")
    assert send_due(settings) == 0 and not outside.heard and fresh(hook).state == "working"
    with transaction(world.rossi):
        Family.update(second_factor="").where(Family.id == world.rossi.id).execute()
    assert send_due(settings) == 1


def test_a_family_that_is_being_deleted_tells_nothing(world, hook, settings, outside):
    happens(world.rossi, "order.placed")
    world.rossi.end_later(by=world.marta)
    with later(days=8):
        assert send_due(settings) == 0 and not outside.heard


def test_one_that_is_removed_takes_along_what_waited(world, hook, settings, outside):
    happens(world.rossi, "order.placed")
    outside.says = 500
    send_due(settings)
    for _twice in range(2):
        hook.remove(by=world.marta)
    assert not WebhookDelivery.select().exists()
    assert Event.select().where(Event.kind == "webhook.removed").count() == 1
