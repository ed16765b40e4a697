"""What the cook says is out nobody can have, on every screen at once, and it comes back when it should."""

import datetime as dt

import peewee
import pytest
import time_machine

from familychef.core.errors import Conflict
from familychef.core.events import Event
from familychef.menu import actions as menu
from familychef.menu.availability import judge_many, judge_menu
from familychef.menu.models import Dish
from tests import larder
from tests.menu.cupboard import FLOUR, MILK, NUTS, ask, line, recipe, stock

FLOUR_FOR_TEN = {FLOUR: stock(FLOUR, 1000)}
SHORT = {FLOUR: stock(FLOUR, 50)}


def bread(**said):
    return recipe(line(FLOUR, 100), **said)


def test_what_is_out_is_out_whatever_there_is():
    for out in ("now", "today"):
        verdict = ask(bread(out=out), FLOUR_FOR_TEN)
        assert (verdict.state, verdict.portions, verdict.takes, verdict.out) == ("out", 0, (), out)
        assert verdict.closed and not verdict.orderable


def test_what_is_left_is_the_most_there_is():
    verdict = ask(bread(left=2), FLOUR_FOR_TEN, 2)
    assert (verdict.state, verdict.portions, verdict.takes) == ("ready", 2, ((0, FLOUR, 200_000),))


def test_more_than_is_left_is_out_and_says_how_many_there_are():
    verdict = ask(bread(left=2), FLOUR_FOR_TEN, 3)
    assert (verdict.state, verdict.portions, verdict.left, verdict.takes) == ("out", 2, 2, ())


def test_none_left_is_out():
    assert ask(bread(left=0), FLOUR_FOR_TEN)[:2] == ("out", 0)


def test_the_larder_may_reach_for_fewer_than_are_left():
    assert ask(bread(left=20), FLOUR_FOR_TEN)[:2] == ("ready", 10)
    assert ask(bread(left=20), FLOUR_FOR_TEN, 11).state == "short"
    assert ask(bread(left=2), SHORT).state == "short"


def test_what_is_off_the_menu_is_off_before_it_is_out():
    assert ask(bread(out="now", published=False), FLOUR_FOR_TEN).state == "off"


def test_what_is_out_still_warns_of_what_is_in_it():
    shelf = {NUTS: stock(NUTS, 500, allergens=frozenset({"nuts"}))}
    verdict = ask(recipe(line(NUTS, 100), out="today"), shelf, avoid=frozenset({"nuts"}))
    assert (verdict.state, verdict.contains) == ("out", {"nuts"})


def test_the_lines_of_a_cart_share_what_is_left():
    shelf = FLOUR_FOR_TEN | {MILK: stock(MILK, 500)}
    verdicts = judge_many([(bread(left=3), 2, ()), (bread(left=3), 2, ()), (bread(left=3), 1, ())], shelf, {})
    assert [(verdict.state, verdict.portions) for verdict in verdicts] == [("ready", 3), ("out", 1), ("ready", 1)]


def test_the_menu_shows_what_is_left_and_what_is_out():
    verdicts = judge_menu([bread(left=2)], FLOUR_FOR_TEN, {})
    assert str(menu.status_words(verdicts[1]).text) == "2 left"
    words = [str(menu.status_words(ask(bread(**said), FLOUR_FOR_TEN, 3)).text) for said in
             ({"out": "now"}, {"out": "today"}, {"left": 0}, {"left": 2})]
    assert words == ["Out for now", "Out today", "Out for now", "Only 2 left"]


@pytest.fixture
def pasta(world):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 1_000_000)
    return larder.dish(world.rossi, "Pasta", {flour: 100_000}, portions=1)


def seen(world, dish, **more):
    return menu.snapshot(world.rossi, **more).judge(dish.id)


def test_it_is_out_at_once_although_recipes_are_kept(world, pasta):
    assert seen(world, pasta).state == "ready"
    pasta.out(world.nonna)
    assert seen(world, pasta).state == seen(world, pasta, fresh=True).state == "out"
    pasta.back(world.nonna)
    assert seen(world, pasta).state == "ready"
    pasta.left(world.nonna, 3)
    assert menu.snapshot(world.rossi).judge_menu()[pasta.id].portions == 3


def test_out_for_today_is_over_at_the_familys_midnight(world, pasta):
    world.rossi.timezone = "Europe/Rome"
    world.rossi.save()
    with time_machine.travel(dt.datetime(2026, 7, 1, 20, 0, tzinfo=dt.UTC), tick=False) as hand:
        Dish.get_by_id(pasta.id).out_today(world.nonna)
        assert Dish.get_by_id(pasta.id).out_until == dt.datetime(2026, 7, 1, 22, 0, tzinfo=dt.UTC)
        assert (seen(world, pasta).state, seen(world, pasta).out) == ("out", "today")
        hand.move_to(dt.datetime(2026, 7, 1, 21, 59, tzinfo=dt.UTC))
        assert seen(world, pasta).state == "out"
        hand.move_to(dt.datetime(2026, 7, 1, 22, 1, tzinfo=dt.UTC))
        assert seen(world, pasta).state == "ready"


def test_out_for_today_can_be_ordered_for_tomorrow(world, pasta):
    pasta.out_today(world.nonna)
    tomorrow = world.rossi.today() + dt.timedelta(days=1)
    assert seen(world, pasta, day=tomorrow).state == "ready"
    pasta.out(world.nonna)
    assert seen(world, pasta, day=tomorrow).state == "out"


def test_what_the_cook_says_is_told_once_from_what_to_what(world, pasta):
    for _twice in range(2):
        pasta.left(world.nonna, 2)
        pasta.out_today(world.nonna)
        pasta.back(world.nonna)
        pasta.back(world.nonna)
    events = Event.select().where(Event.kind.startswith("dish.")).order_by(Event.seq)
    told = [(event.kind, event.changes) for event in events]
    assert [kind for kind, _changes in told] == ["dish.left", "dish.out", "dish.back"] * 2
    midnight = told[1][1]["out_until"][1]
    assert [changes for _kind, changes in told[:3]] == [
        {"portions_left": [None, 2]},
        {"out_until": [None, midnight], "portions_left": [2, None]},
        {"out_until": [midnight, None]},
    ]


def test_an_old_screen_does_not_say_again_how_many_are_left(world, pasta):
    pasta.left(world.nonna, 5, seen="")
    pasta.left(world.nonna, 5, seen="")
    assert menu.take_left(pasta.id, 2)
    with pytest.raises(Conflict):
        pasta.left(world.nonna, 5, seen="")
    assert Dish.get_by_id(pasta.id).portions_left == 3


def test_no_more_can_be_taken_than_are_left(world, pasta):
    assert menu.take_left(pasta.id, 99)
    pasta.left(world.nonna, 3)
    assert menu.take_left(pasta.id, 2)
    assert not menu.take_left(pasta.id, 2)
    assert menu.take_left(pasta.id, 1)
    menu.give_left(pasta.id, 2)
    assert Dish.get_by_id(pasta.id).portions_left == 2
    pasta.back(world.nonna)
    menu.give_left(pasta.id, 2)
    assert Dish.get_by_id(pasta.id).portions_left is None


def test_the_database_never_holds_fewer_than_none(world, pasta):
    with pytest.raises(peewee.IntegrityError):
        Dish.update(portions_left=-1).where(Dish.id == pasta.id).execute()
