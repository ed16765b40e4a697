"""The waste log: every crumb once, at its worth, in the month of the family's own clock."""

import datetime as dt
import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core.money import show
from familychef.core.months import Month
from familychef.pantry.books import Sum, bought, thrown_away, worth
from familychef.pantry.models import StockMove
from tests import larder

G = 1000


@pytest.fixture
def ham(world):
    return larder.ingredient(world.rossi, "Ham")


@pytest.fixture
def pack(ham):
    """A kilo for 9.99."""
    return larder.lot(ham, 1000 * G, cost=999)


def at(move, *moment, zone="Europe/Rome"):
    """As if it had been then, on the wall of this zone."""
    StockMove.update(at=dt.datetime(*moment, tzinfo=ZoneInfo(zone))).where(StockMove.id == move.id).execute()
    return move


def now_of(family):
    return Month.of(family.today())


@pytest.mark.parametrize(("cost", "part", "whole", "found"), [
    (999, 500, 1000, 500), (999, 1000, 1000, 999), (100, 1, 3, 33), (100, 2, 3, 67), (1, 1, 2, 1), (0, 5, 9, 0),
    (None, 5, 9, None), (100, 5, 0, None), (100, 20, 10, 100),
])
def test_a_part_is_worth_its_share_of_the_price_and_what_nobody_knows_is_not_nothing(cost, part, whole, found):
    assert worth(cost, part, whole) == found


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**9), min_size=1, max_size=9))
def test_parts_are_worth_the_whole_but_for_half_a_cent_each(cost, parts):
    values = [worth(cost, part, sum(parts)) for part in parts]
    assert abs(sum(values) - cost) * 2 <= len(parts)
    assert worth(cost, sum(parts), sum(parts)) == cost


def test_the_log_says_what_how_much_why_who_and_its_value(world, ham, pack):
    pack.waste(250 * G, world.pia, "mouldy <edge>")
    page = world.client(world.leo).get("/pantry/waste").text
    for words in ("Ham", "250 g", "mouldy &lt;edge&gt;", "zia Pia", show(250, "EUR", "en")):
        assert words in page
    assert f"/pantry/items/{ham.id}" in page
    assert "Ham" not in world.client(world.carla).get("/pantry/waste").text


def test_what_has_no_price_is_of_unknown_value_and_never_free(world, ham, pack):
    loose = larder.lot(ham, 100 * G)
    loose.waste(50 * G, world.pia)
    page = world.client(world.pia).get("/pantry/waste").text
    assert "value unknown" in page and "1 of unknown value" in page and "0.00" not in page
    pack.waste(100 * G, world.pia)
    page = world.client(world.pia).get("/pantry/waste").text
    assert f"{show(100, 'EUR', 'en')} and 1 of unknown value" in page


def test_what_was_taken_back_was_not_thrown_away(world, pack):
    move = pack.waste(250 * G, world.pia)
    stays = pack.fresh().waste(100 * G, world.pia)
    move.undo(world.marta)
    assert [entry.id for entry in thrown_away(world.rossi, now_of(world.rossi))] == [stays.id]


def test_used_bought_and_counted_food_is_no_waste(world, pack):
    pack.take(100 * G, world.pia)
    pack.fresh().put(50 * G, world.pia)
    lot = pack.fresh()
    lot.count(10 * G, world.pia, lot.version)
    assert thrown_away(world.rossi, now_of(world.rossi)) == []
    assert "Nothing was thrown away." in world.client(world.pia).get("/pantry/waste").text


def test_a_part_frozen_apart_takes_its_share_of_the_price_along(world, ham):
    lot = larder.lot(ham, 900 * G, cost=1000, use_until=world.rossi.today())
    part = lot.freeze(world.pia, 300 * G)
    part.waste(300 * G, world.pia)
    lot.fresh().waste(600 * G, world.pia)
    assert [entry.value for entry in thrown_away(world.rossi, now_of(world.rossi))] == [667, 333]


@pytest.mark.parametrize(("zone", "moment", "month"), [
    ("Europe/Rome", (2026, 10, 31, 22, 59, 59), 10), ("Europe/Rome", (2026, 10, 31, 23, 0), 11),
    ("Europe/Rome", (2026, 11, 30, 22, 59), 11), ("Europe/Rome", (2026, 11, 30, 23, 0), 12),
    ("Europe/Rome", (2026, 3, 31, 21, 59), 3), ("Europe/Rome", (2026, 3, 31, 22, 0), 4),
    ("Pacific/Auckland", (2026, 10, 31, 11, 0), 11), ("America/Los_Angeles", (2026, 11, 1, 6, 59), 10),
])
def test_a_month_ends_at_midnight_where_the_family_lives(world, pack, zone, moment, month):
    world.rossi.timezone = zone
    at(pack.waste(1 * G, world.pia), *moment, zone="UTC")
    found = {number: len(thrown_away(world.rossi, Month(2026, number))) for number in range(1, 13)}
    assert found == {number: int(number == month) for number in range(1, 13)}


@pytest.mark.parametrize("seed", range(4))
def test_months_add_up_to_the_moves_that_stand(world, ham, seed):
    dice, stands, gone = random.Random(seed), [], Counter()
    lots = [larder.lot(ham, 1000 * G, cost=cost) for cost in (None, 0, 999, 123_457)]
    for _ in range(24):
        when = (2026, dice.randint(9, 11), dice.choice([1, 15, 30]), dice.choice([0, 1, 22, 23]))
        lot = dice.choice(lots)
        move = lot.fresh().waste(dice.randint(1, 40 * G), world.pia)
        if dice.random() < 0.3:
            move.undo(world.marta)
        else:
            stands.append((when[1], lot.cost is None))
            gone[lot.cost] -= move.delta
        at(move, *when)
    found = [Sum.of(thrown_away(world.rossi, Month(2026, number))) for number in range(1, 13)]
    for number, month in enumerate(found, 1):
        unknown = [is_unknown for at_month, is_unknown in stands if at_month == number]
        assert (month.times, month.unknown) == (len(unknown), sum(unknown))
    known = {cost: quantity for cost, quantity in gone.items() if cost is not None}
    assert sum(month.value for month in found) == sum(worth(cost, part, 1000 * G) for cost, part in known.items())


def test_what_is_thrown_away_piece_by_piece_is_worth_no_cent_more_or_less(world, ham):
    box = larder.lot(ham, 10 * G, cost=255)
    for number in range(10):
        at(box.fresh().waste(1 * G, world.pia), 2026, 10 + number // 5, 3, number)
    halves = [Sum.of(thrown_away(world.rossi, Month(2026, number))).value for number in (10, 11)]
    assert halves == [128, 127]


def test_what_was_counted_up_is_worth_no_more_than_was_paid(world, ham):
    box = larder.lot(ham, 10 * G, cost=255)
    box.count(30 * G, world.pia, box.version)
    for _ in range(3):
        box.fresh().waste(10 * G, world.pia)
    assert Sum.of(thrown_away(world.rossi, now_of(world.rossi))).value == 255


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Beirut", "America/Havana", "Atlantic/Azores", "Asia/Kathmandu"])
def test_months_lie_end_to_end_also_where_clocks_change_at_midnight(zone):
    month = Month(2023, 1)
    while month < Month(2027, 1):
        assert month.span(zone)[1] == month.after.span(zone)[0]
        assert month.after.before == month and sum((w.last - w.first).days + 1 for w in month.weeks) == month.last.day
        month = month.after


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "2026-00", "١٩٩٩-01", "1999-12", "2026-11-01", "x"])
def test_what_is_no_month_is_none(text):
    with pytest.raises(ValueError):
        Month.read(text)


def test_the_log_goes_back_to_where_there_is_something(world, pack):
    at(pack.waste(1 * G, world.pia, "long ago"), 2025, 2, 3, 12)
    pia = world.client(world.pia)
    assert "long ago" not in pia.get("/pantry/waste").text
    assert 'href="/pantry/waste?until=2025-02"' in pia.get("/pantry/waste").text
    old = pia.get("/pantry/waste?until=2025-02").text
    assert "long ago" in old and "February 2025" in old and 'href="/pantry/waste"' in old
    for nonsense in ("2999-01", "soon", "2025-2"):
        assert pia.get(f"/pantry/waste?until={nonsense}").status_code == 200


@given(st.lists(st.tuples(st.integers(1, 10**6), st.none() | st.integers(0, 10**6)), max_size=12))
def test_a_sum_is_that_of_its_lines_and_counts_what_it_does_not_know(pairs):
    entries = [type("Line", (), {"value": cost and worth(cost, part, 10**6)}) for part, cost in pairs]
    total = Sum.of(entries)
    assert total.value == sum(entry.value or 0 for entry in entries)
    assert (total.times, total.unknown) == (len(pairs), sum(cost is None for _, cost in pairs))


def test_what_was_bought_counts_once_at_its_price(world, ham):
    ham.add_lot(500 * G, world.pia, cost=425)
    gift = ham.add_lot(100 * G, world.pia, cost=0)
    ham.add_lot(200 * G, world.pia)
    slip = ham.add_lot(100 * G, world.pia, cost=999)
    slip.undo(world.pia)
    entries = bought(world.rossi, now_of(world.rossi))
    assert Sum.of(entries) == (425, 3, 1) and gift.id in [entry.id for entry in entries]


def test_a_longer_log_costs_no_more_queries(world, pack, queries):
    pia, seen = world.client(world.pia), []
    for _ in range(3):
        for _ in range(5):
            pack.fresh().waste(1 * G, world.pia)
        with queries() as sent:
            assert pia.get("/pantry/waste").status_code == 200
        seen.append(len(sent))
    assert seen[1] == seen[2]
