"""Webhooks of the family: each event once and in its order, signed, again until it is taken, and off in the end."""

import pytest

from familychef import rooms
from familychef.alerts.deliveries import WebhookDelivery
from familychef.alerts.hook_kinds import BY_NOUN, kind_of
from familychef.alerts.hook_sending import send_due, with_work
from familychef.alerts.hooks import Webhook
from familychef.core import notices
from familychef.core.api_events import look
from familychef.core.events import Event
from tests.alerts.hooked import SECRET, fresh, happens, hooked, is_ours, numbers, told, types
from tests.alerts.moments import later

QUIET = {
    "backup", "calendar", "cart", "copy", "device", "dish", "dishes", "family", "house", "invitation", "job", "member",
    "news", "picture", "station", "timer", "webhook",
}


@pytest.fixture
def hook(world):
    return hooked(world.marta)


def test_an_order_is_told_in_the_words_of_the_events_and_the_receiver_can_check_it(
    world, hook, table, settings, outside
):
    order = table.order(world.leo)
    order.accept(world.nonna)
    assert send_due(settings) == 2 and send_due(settings) == 0
    heard = look(0, world.marta).events
    wanted = [each for each in heard if each.type in ("order.placed", "order.accepted")]
    assert told(outside) == [{
        "type": each.type, "seq": each.seq, "family": world.rossi.id, "at": each.data["at"],
        "data": {"subject": order.dom_id, "actor": each.data["actor"]},
    } for each in wanted]
    for path, headers, body in outside.heard:
        assert path == "/house?of=rossi" and headers["Content-Type"] == "application/json"
        assert is_ours(SECRET, headers, body) and not is_ours(SECRET, headers, body + b" ")
    assert len(set(numbers(outside))) == 2 and fresh(hook).state == "working" and fresh(hook).worked_at


def test_only_what_was_chosen_is_told_and_nothing_from_before(world, settings, outside):
    happens(world.rossi, "order.placed")
    hooked(world.marta, ["stock", "lists", "alerts"])
    hooked(world.carla)
    happens(world.rossi, "order.placed", "stock.taken", "item.ready", "entry.added", "dish.changed", "alert.opened")
    assert send_due(settings) == 3
    assert types(outside) == ["stock.taken", "entry.added", "alert.opened"]


def test_what_somebody_alone_may_know_is_not_told(world, hook, settings, outside):
    happens(world.rossi, "order.hinted", member=world.nonna)
    happens(world.rossi, "order.cooked", needs="orders.cook")
    happens(world.rossi, "order.placed")
    assert send_due(settings) == 2 and types(outside) == ["order.cooked", "order.placed"]
    world.nonna.grant(["chef", "admin"], by=world.marta)
    world.marta.grant(["admin"], by=world.nonna)
    happens(world.rossi, "order.cooked", needs="orders.cook")
    assert send_due(settings) == 0 and len(outside.heard) == 2


@pytest.mark.parametrize("trouble", [500, 404, 302, 429])
def test_what_is_not_taken_goes_again_the_same_and_the_rest_waits_for_it(world, hook, settings, outside, trouble):
    happens(world.rossi, "order.placed", "order.accepted")
    outside.says = trouble
    assert send_due(settings) == 0 and send_due(settings) == 0 and types(outside) == ["order.placed"]
    row = WebhookDelivery.get()
    assert (row.status, row.state, fresh(hook).state) == (trouble, "waiting", "failing")
    happens(world.rossi, "order.ready")
    assert with_work() == []
    outside.says = 204
    with later(minutes=3):
        assert with_work() == [(hook.id, world.rossi.id)] and send_due(settings) == 3
    assert types(outside) == ["order.placed", "order.placed", "order.accepted", "order.ready"]
    first, second, third, _fourth = numbers(outside)
    assert first == second != third and outside.heard[0][2] == outside.heard[1][2]
    assert outside.heard[0][1]["webhook-timestamp"] != outside.heard[1][1]["webhook-timestamp"]
    assert fresh(hook).state == "working" and fresh(row).state == "taken"


def test_the_pauses_grow_up_to_six_hours(world, hook):
    happens(world.rossi, "order.placed")
    row, pauses = WebhookDelivery.follow(Webhook.acting(hook.id)), []
    for _try in range(11):
        with later():
            before = row.next_try_at
            assert row.claim()
            pauses.append(round((row.next_try_at - max(before, row.at)).total_seconds() / 60))
            row.next_try_at = row.at
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]


def test_a_clock_that_ran_ahead_puts_nothing_off_for_long(world, hook, settings, outside):
    happens(world.rossi, "order.placed")
    outside.says = 503
    with later(days=400):
        send_due(settings)
    outside.says = 200
    assert send_due(settings) == 1


@pytest.mark.parametrize(("url", "fault"), [
    ("https://127.0.0.1/", "not on the public network"), ("https://nobody.invalid/", "the name is unknown"),
    ("https://mute.example/", "nobody answers"),
])
def test_why_there_was_no_answer_is_written_down(world, settings, outside, url, fault):
    hooked(world.marta, url=url)
    outside.names["mute.example"] = "8.8.4.4"
    happens(world.rossi, "order.placed")
    assert send_due(settings) == 0 and not outside.heard
    row = WebhookDelivery.get()
    assert (row.fault, row.status, row.attempts) == (fault, None, 1)


def test_one_that_fails_holds_up_no_other(world, hook, settings, outside):
    hooked(world.marta, url="https://lamp.example/on", key="another-key")
    outside.says_to["/house?of=rossi"] = 500
    happens(world.rossi, "order.placed", "order.accepted")
    assert send_due(settings) == 2
    assert [path for path, _head, _body in outside.heard].count("/on") == 2


def test_a_ping_that_is_taken_lets_go_what_waited(world, hook, settings, outside):
    happens(world.rossi, "order.placed")
    outside.says = 500
    send_due(settings)
    WebhookDelivery.ping(hook, world.marta)
    assert send_due(settings) == 0 and types(outside) == ["order.placed", "ping"]
    failed = WebhookDelivery.get(WebhookDelivery.type == "ping")
    assert failed.state == "failed" and failed.attempts == 1
    outside.says = 200
    WebhookDelivery.ping(hook, world.marta)
    assert send_due(settings) == 2 and types(outside)[2:] == ["ping", "order.placed"]


def test_a_ping_leaves_alone_what_is_on_its_way_just_now(world, hook, settings, outside):
    happens(world.rossi, "order.placed", "order.accepted")
    row = WebhookDelivery.follow(Webhook.acting(hook.id))
    for _try in range(2):
        assert row.claim()
        outside.heard.clear()
        WebhookDelivery.ping(hook, world.marta)
        assert send_due(settings) == 1 and types(outside) == ["ping"] and told(outside)[0]["seq"] is None
        row.missed(status=500)


def test_what_is_forgotten_by_now_is_passed_over(world, hook, settings, outside):
    gone = happens(world.rossi, "order.placed")
    outside.says = 500
    send_due(settings)
    outside.says = 200
    happens(world.rossi, "order.accepted")
    Event.delete().where(Event.family_id == world.rossi.id, Event.seq <= gone).execute()
    with later(minutes=3):
        assert send_due(settings) == 2
    assert types(outside) == ["order.placed", "order.accepted"]
    assert WebhookDelivery.get(WebhookDelivery.seq == gone).fault == "forgotten"


def test_the_last_hundred_of_a_month_are_kept(world, hook):
    for _each in range(102):
        WebhookDelivery.ping(hook, world.marta).answered(200)
    waiting = WebhookDelivery.ping(hook, world.marta)
    WebhookDelivery.tidy(world.rossi)
    assert WebhookDelivery.select().count() == 100
    with later(days=31):
        WebhookDelivery.tidy(world.rossi)
    assert [row.id for row in WebhookDelivery.select()] == [waiting.id]


def test_everything_the_house_says_is_told_to_some_or_to_none_on_purpose(world):
    rooms.load()
    nouns = {kind.partition(".")[0] for kind in notices.sentences}
    assert nouns - set(BY_NOUN) <= QUIET and not QUIET & set(BY_NOUN)
    assert set(BY_NOUN) <= nouns and kind_of("order") is None and kind_of("dishStatusChanged") is None
