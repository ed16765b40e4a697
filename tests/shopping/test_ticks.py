"""Ticks: the last tap wins, whoever made it and whenever it arrives; none is lost."""

import datetime as dt
import re

import pytest

from familychef.core import clock
from familychef.core.events import Event
from familychef.shopping.models import ShoppingTap
from familychef.shopping.taps import moment

SECOND = dt.timedelta(seconds=1)
KEY = "0123456789abcdef"


@pytest.fixture
def milk(add, foods):
    return add("1 l milk")[0]


@pytest.fixture
def noon():
    return clock.now() - clock.minutes(60)


def ms(instant):
    return int(instant.timestamp() * 1000)


def tick(client, line, done, at, **other):
    body = {"entry": line.id, "done": int(done), "at": ms(at), "key": KEY, **other}
    return client.htmx("POST", "/shopping/ticks", data=body)


def actor(client):
    """What this person's pages say of who they are, with what was kept."""
    return {"X-FC-Actor": re.search(r'data-reader="([^"]+)"', client.get("/shopping").text)[1]}


def test_a_tick_is_in_the_basket_and_says_whose(world, milk, noon):
    answer = tick(world.client(world.pia), milk, True, noon)
    assert answer.status_code == 200 and f'id="{milk.dom_id}"' in answer.text and "checked" in answer.text
    assert milk.fresh().ticked_by_id == world.pia.id and milk.fresh().ticked_at is not None
    assert "zia Pia has it" in world.client(world.marta).get("/shopping").text
    event = Event.get(Event.kind == "entry.ticked")
    assert (event.actor_id, event.stale, event.needs) == (world.pia.id, "shopping", "shopping.view")


def test_the_last_tap_wins_in_whatever_order_they_arrive(world, milk, noon):
    milk.tick(False, noon + 9 * SECOND, world.pia, "b" * 8)
    milk.tick(True, noon, world.pia, "a" * 8)
    assert milk.fresh().ticked_at is None
    milk.tick(True, noon + 10 * SECOND, world.marta, "c" * 8)
    assert milk.fresh().ticked_by_id == world.marta.id


def test_a_repeated_key_changes_nothing_any_more(world, milk, noon):
    milk.tick(True, noon, world.pia, KEY)
    milk.tick(False, noon + SECOND, world.marta, "martas-tap")
    milk.tick(True, noon + 2 * SECOND, world.pia, KEY)
    assert milk.fresh().ticked_at is None and ShoppingTap.select().where(ShoppingTap.key == KEY).count() == 1


def test_two_shoppers_at_once_are_both_kept_and_the_first_has_it(world, milk, noon):
    milk.tick(True, noon, world.marta, "martas-tap")
    milk.tick(True, noon + SECOND, world.pia, "pias-tap")
    assert milk.fresh().ticked_by_id == world.marta.id
    assert {tap.member_id for tap in ShoppingTap.select().where(ShoppingTap.done)} == {world.marta.id, world.pia.id}


def test_a_clock_that_is_wrong_does_no_harm():
    now = clock.now()
    ahead = now + clock.minutes(60)
    assert moment(ms(ahead))[0] <= clock.now()
    assert abs(moment(ms(ahead), ms(ahead) + 5000)[0] - (now - 5 * SECOND)) < 2 * SECOND
    assert moment(ms(ahead) + 9000, ms(ahead))[0] <= clock.now()


@pytest.mark.parametrize("gone", ["removed", "gone"])
def test_what_is_in_the_basket_is_on_the_list_even_if_it_was_taken_off_meanwhile(world, milk, noon, listed, gone):
    milk.changed_rows(state=gone)
    milk.tick(True, noon, world.pia, KEY)
    assert listed() == [("Milk", 1_000_000)] and milk.fresh().ticked_at is not None


def test_a_late_tap_leaves_what_is_put_away(world, milk, noon):
    milk.changed_rows(state="bought")
    milk.tick(True, noon, world.pia, KEY)
    assert milk.fresh().state == "bought"


def test_ticks_without_script_change_only_what_was_changed_on_the_page(world, milk, add, noon):
    (candles,) = add("candles")
    pia, home = world.client(world.pia), f"/shopping/{milk.shopping_list_id}"
    page = pia.get(home).text
    assert "Save ticks" in page and f'value="{milk.id}.0"' in page
    candles.tick(True, noon, world.marta)
    shown = [f"{milk.id}.0", f"{candles.id}.0"]
    answer = pia.post(f"{home}/ticks", data={"shown": shown, "ticked": [milk.id]})
    assert answer.status_code == 303 and answer.location == home
    assert milk.fresh().ticked_at is not None and candles.fresh().ticked_at is not None
    pia.post(f"{home}/ticks", data={"shown": [f"{milk.id}.1", f"{candles.id}.1"], "ticked": [candles.id]})
    assert milk.fresh().ticked_at is None and candles.fresh().ticked_at is not None


@pytest.mark.parametrize("wrong", [{"at": "soon"}, {"entry": "milk"}, {"key": "x"}, {"done": "maybe"}, {"at": "-1"}])
def test_a_tap_nobody_can_read_is_refused(world, milk, noon, wrong):
    body = {"entry": milk.id, "done": "1", "at": ms(noon), "key": KEY} | wrong
    assert world.client(world.pia).htmx("POST", "/shopping/ticks", data=body).status_code == 422
    assert milk.fresh().ticked_at is None


def test_a_slow_line_puts_no_tap_after_a_later_one(world, milk):
    """The tick was tapped first and arrives four seconds late, before the untick that was tapped after it."""
    touched = clock.now() - 4 * SECOND
    pia = world.client(world.pia)
    tick(pia, milk, True, touched, sent=ms(touched))
    tick(pia, milk, False, touched + 2 * SECOND, sent=ms(clock.now()), key="b" * 16)
    assert milk.fresh().ticked_at is None


def test_a_slow_line_and_a_wrong_clock_put_no_tap_before_the_one_of_the_same_hand(world, milk):
    """A day ahead; the tick is three seconds on the way, the untick of a second later is there at once."""
    day, pia = dt.timedelta(days=1), world.client(world.pia)
    touched = clock.now() - 4 * SECOND
    tick(pia, milk, True, touched + day, sent=ms(touched + day))
    tick(pia, milk, False, touched + SECOND + day, sent=ms(clock.now() + day - 2 * SECOND), key="b" * 16)
    assert milk.fresh().ticked_at is None


def test_a_wrong_clock_undoes_nothing_that_somebody_else_did_since(world, milk):
    day, pia, marta = dt.timedelta(days=1), world.client(world.pia), world.client(world.marta)
    tick(marta, milk, True, clock.now())
    old = clock.now() - 9 * SECOND
    tick(pia, milk, False, old + day, sent=ms(clock.now() + day), key="b" * 16)
    assert milk.fresh().ticked_by_id == world.marta.id


def test_what_a_phone_kept_for_one_is_done_by_nobody_else(world, milk, noon):
    body, hers = {"entry": milk.id, "done": "1", "at": ms(noon), "key": KEY}, actor(world.client(world.pia))
    for somebody in (world.marta, world.carla):
        client = world.client(somebody)
        answer = client.htmx("POST", "/shopping/ticks", data=body, headers=hers)
        assert answer.status_code == 401
        wish = {"text": "wine", "key": "c" * 16}
        answer = client.htmx("POST", "/shopping/entries", data=wish, headers=hers)
        assert answer.status_code == 401
    assert milk.fresh().ticked_at is None and not ShoppingTap.select().where(ShoppingTap.member != world.pia).exists()
    pia = world.client(world.pia)
    assert pia.htmx("POST", "/shopping/ticks", data=body, headers=hers).status_code == 200


def test_what_was_kept_is_not_done_by_who_got_the_same_number_after_a_restore(world, milk, noon):
    body, before = {"entry": milk.id, "done": "1", "at": ms(noon), "key": KEY}, actor(world.client(world.pia))
    world.pia.joined_at += dt.timedelta(days=1)
    world.pia.save()
    assert world.client(world.pia).htmx("POST", "/shopping/ticks", data=body, headers=before).status_code == 401
    assert milk.fresh().ticked_at is None


def test_taps_of_long_ago_are_forgotten_and_what_they_did_stays(world, milk, noon):
    from familychef.shopping import jobs

    milk.tick(True, noon, world.pia, KEY)
    jobs.forget(world.rossi)
    assert ShoppingTap.select().where(ShoppingTap.key == KEY).exists()
    ShoppingTap.update(at=noon - dt.timedelta(days=91)).execute()
    jobs.forget(world.rossi)
    assert not ShoppingTap.select().exists() and milk.fresh().ticked_at
