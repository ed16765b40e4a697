"""A member's orders in their calendar: whose, when, in which words, and that nothing typed breaks out."""

import datetime as dt

import icalendar
import pytest
import time_machine

from familychef.core import clock
from familychef.core.db import write
from familychef.kitchen.models import Order, OrderItem
from tests import larder
from tests.kitchen.conftest import Table
from tests.programs.calendars import fetched, made, meals

LATER = clock.minutes(180)


@pytest.fixture
def table(world):
    return Table(world.rossi)


@pytest.fixture
def phone(world):
    return world.client(None)


@pytest.fixture
def leos(world):
    """The path of Leo's calendar."""
    return made(world.client(world.leo))


@pytest.fixture
def nonnas(world):
    return made(world.client(world.nonna))


def test_an_order_stands_at_its_time(world, table, leos, phone):
    wanted = (clock.now() + LATER).replace(second=0, microsecond=0)
    table.add(world.leo, table.pancakes, 2)
    order = table.order(world.leo, table.lasagne, wanted_for=wanted, note="with sugar")
    (event,) = meals(phone, leos).values()
    assert event.start == wanted and event.end == wanted + clock.minutes(60)
    assert event["SUMMARY"] == "2 × Pancakes, Lasagne" and event["STATUS"] == "TENTATIVE"
    assert event["DESCRIPTION"] == f"Order {order.number} · Sent\nwith sugar"
    assert event["URL"].endswith(f"/orders/{order.id}") and event["TRANSP"] == "TRANSPARENT"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt >= event["CREATED"].dt
    head = icalendar.Calendar.from_ical(phone.get(leos).data)
    assert head["X-WR-CALNAME"] == head["NAME"] == "FamilyChef · Rossi" and head["VERSION"] == "2.0"
    assert head["REFRESH-INTERVAL"].dt == dt.timedelta(minutes=15)


def test_without_a_wish_it_stands_when_it_was_promised(world, table, leos, phone):
    order = table.order(world.leo)
    assert meals(phone, leos)[order.id].start == order.promised_at


def test_each_state_has_its_word(world, table, leos, phone):
    nonna, order, seen = world.nonna, table.order(world.leo), []
    for verb in (None, "accept", "start", "finish", "serve"):
        if verb:
            getattr(order.fresh(), verb)(nonna)
        event = meals(phone, leos)[order.id]
        seen.append((str(event["STATUS"]), event["DESCRIPTION"].rpartition(" · ")[2], event["SEQUENCE"], event["UID"]))
    statuses, words, numbers, uids = zip(*seen, strict=True)
    assert statuses == ("TENTATIVE", *["CONFIRMED"] * 4) and len(set(uids)) == 1
    assert words == ("Sent", "Accepted", "Cooking", "Ready", "Eaten") and sorted(set(numbers)) == list(numbers)


@pytest.mark.parametrize(("end", "word"), [
    (lambda world, order: order.cancel(world.leo), "Cancelled"),
    (lambda world, order: order.decline(world.nonna, "No flour"), "Declined\nNo flour"),
])
def test_what_comes_to_nothing_is_cancelled(world, table, leos, phone, end, word):
    order = table.order(world.leo)
    end(world, order)
    event = meals(phone, leos)[order.id]
    assert event["STATUS"] == "CANCELLED" and event["DESCRIPTION"].endswith(word) and "Pancakes" in event["SUMMARY"]


def test_a_change_of_an_item_counts(world, table, leos, phone):
    """What is struck moves no state of the order, and is a change of the meal."""
    with time_machine.travel(clock.now(), tick=False) as now:
        order = table.order(world.leo, table.pancakes, table.lasagne)
        before = meals(phone, leos)[order.id]
        now.shift(90)
        order.items.get().strike(world.leo)
        after = meals(phone, leos)[order.id]
    assert (before["SUMMARY"], after["SUMMARY"]) == ("Pancakes, Lasagne", "Lasagne")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt - before["LAST-MODIFIED"].dt == dt.timedelta(seconds=90)


def test_a_member_reads_their_own_and_a_chef_everybodys(world, table, leos, nonnas, phone):
    mine, pias = table.order(world.leo), table.order(world.pia, key="of-pia")
    table.add(world.marta, table.pancakes, eater=world.leo)
    for_me = table.order(world.marta, table.lasagne, key="for-leo-too")
    assert set(meals(phone, leos)) == {mine.id, for_me.id}
    all_of_it = meals(phone, nonnas)
    assert set(all_of_it) == {mine.id, pias.id, for_me.id}
    assert all_of_it[mine.id]["SUMMARY"] == "Pancakes · for Leo"
    assert all_of_it[for_me.id]["SUMMARY"] == "Pancakes, Lasagne · for Leo, Marta"


def test_who_is_no_chef_any_more_reads_their_own(world, table, nonnas, phone):
    table.order(world.leo)
    assert len(meals(phone, nonnas)) == 1
    world.nonna.grant(["member"], by=world.marta)
    assert meals(phone, nonnas) == {}


def test_next_door_is_never_in_it(world, table, nonnas, phone):
    mine = table.order(world.leo)
    flour = larder.ingredient(world.neri, "Flour")
    larder.lot(flour, 900_000)
    soup = larder.dish(world.neri, "Secret soup", {flour: 1000}, portions=1)
    theirs = table.order(world.carla, soup)
    carlas = made(world.client(world.carla))
    assert set(meals(phone, nonnas)) == {mine.id} and set(meals(phone, carlas)) == {theirs.id}
    assert "Secret" not in phone.get(nonnas).text and "Lasagne" not in phone.get(carlas).text


def test_what_is_older_than_a_month_is_gone(world, table, leos, phone):
    order = table.order(world.leo)
    for days, there in ((29, True), (32, False)):
        with write():
            order.changed_rows(promised_at=clock.now() - dt.timedelta(days=days))
        assert bool(meals(phone, leos)) == there


HOSTILE = 'Pie, "x"; \\ 👩‍👩‍👧‍👦\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine\u2028' + "ü" * 60


def test_words_stay_words(world, table, leos, phone):
    order = table.order(world.leo, note="n")
    with write():
        Order.update(note=HOSTILE).execute()
        OrderItem.update(name=HOSTILE[:80], note=HOSTILE, left_out=[HOSTILE]).execute()
        world.leo.changed_rows(name=HOSTILE[:80])
        world.rossi.changed_rows(name=HOSTILE[:80])
    raw = phone.get(leos).data
    assert raw.count(b"\r\nBEGIN:VEVENT") == 1 and max(map(len, raw.split(b"\r\n"))) <= 75
    event, plain = meals(phone, leos)[order.id], HOSTILE.replace("\r\n", "\n").replace("\u2028", "\n")
    assert event["DESCRIPTION"].count(plain) == 3 and plain.startswith(event["SUMMARY"]) and event["SUMMARY"]


def test_it_speaks_the_members_language(world, table, leos, phone):
    table.order(world.leo)
    world.leo.user.speak("de")
    answer = phone.get(leos, headers={"Accept-Language": "fr"})
    assert "Bestellung 1" in answer.text


def test_what_did_not_change_is_not_sent_again(world, table, leos, phone):
    order = table.order(world.leo)
    first = phone.get(leos)
    again = fetched(phone, leos, **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data and again.headers["ETag"] == first.headers["ETag"]
    order.accept(world.nonna)
    assert fetched(phone, leos, **{"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert "no-store" in first.headers["Cache-Control"] and first.headers["Referrer-Policy"] == "no-referrer"


def test_as_many_questions_for_one_order_as_for_twelve(world, table, nonnas, phone, queries):
    table.order(world.leo)
    phone.get(nonnas)
    with queries() as one:
        phone.get(nonnas)
    for number in range(11):
        table.order(world.leo, key=f"one-more-{number}").accept(world.nonna)
    with queries() as twelve:
        assert len(meals(phone, nonnas)) == 12
    assert len(one) == len(twelve) <= 12


def test_the_secret_stands_in_no_log(world, table, leos, phone, caplog, capfd, settings, monkeypatch):
    from familychef.core import security_log
    from familychef.kitchen import feed_views

    caplog.set_level(0)
    monkeypatch.setattr(security_log, "MOST_A_MINUTE", 1000)
    secret = leos.split("/")[-1].removesuffix(".ics")
    phone.get(leos)
    monkeypatch.setattr(feed_views, "feed", lambda *_args: 1 / 0)
    assert phone.get(leos).status_code == 500
    world.leo.remove(by=world.marta)
    assert phone.get(leos).status_code == 404
    files = [path.read_text(errors="replace") for path in settings.data.rglob("*.log*")]
    logged = "\n".join([*files, caplog.text, *capfd.readouterr()])
    assert "calendar.missed" in logged and "ZeroDivisionError" in logged and secret not in logged
