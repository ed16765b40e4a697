"""How long things keep and which lot goes first."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.pantry.shelf import BEST_BEFORE, FRESH, PAST_DATE, USE_BY, fefo_key, is_usable, tally, use_until

TODAY = date(2026, 5, 10)
EARLIER, LATER = TODAY - timedelta(days=5), TODAY + timedelta(days=30)


class Lot(NamedTuple):
    id: int
    opened_on: date | None = None
    use_until: date | None = None
    bought_on: date | None = EARLIER


def after(days):
    return TODAY + timedelta(days=days)


def test_salt_keeps_for_ever():
    assert use_until(None, None) is None


def test_an_unopened_lot_keeps_until_its_date():
    assert use_until(LATER, BEST_BEFORE, opened_days=3) == LATER


def test_opened_milk_keeps_three_days():
    assert use_until(LATER, USE_BY, opened_on=TODAY, opened_days=3) == after(3)
    assert use_until(None, None, opened_on=TODAY, opened_days=3) == after(3)


def test_opening_never_makes_it_keep_longer():
    assert use_until(after(1), USE_BY, opened_on=TODAY, opened_days=3) == after(1)


def test_freezing_stops_the_other_clocks():
    assert use_until(after(1), USE_BY, EARLIER, 3, frozen_on=TODAY, frozen_days=90) == after(90)


def test_a_freezer_of_unknown_days_stops_nothing():
    assert use_until(after(1), USE_BY, frozen_on=TODAY) == after(1)


def test_opened_for_nobody_knows_how_long_keeps_its_date():
    assert use_until(LATER, BEST_BEFORE, opened_on=EARLIER) == LATER


def test_days_without_end_end_with_the_calendar():
    assert use_until(None, None, opened_on=TODAY, opened_days=10**9) == date.max


@pytest.mark.parametrize("kind", [BEST_BEFORE, USE_BY, None])
def test_a_lot_is_fresh_through_its_last_day(kind):
    assert is_usable(1, TODAY, kind, 0, TODAY) == FRESH
    assert is_usable(1, None, kind, 0, TODAY) == FRESH


def test_a_best_before_two_days_past_is_within_a_grace_of_three():
    assert is_usable(500, after(-2), BEST_BEFORE, 3, TODAY) == PAST_DATE
    assert is_usable(500, after(-3), BEST_BEFORE, 3, TODAY) == PAST_DATE
    assert is_usable(500, after(-4), BEST_BEFORE, 3, TODAY) is None


@pytest.mark.parametrize("kind", [USE_BY, None, "anything else"])
def test_a_use_by_date_gets_no_grace_ever(kind):
    assert is_usable(500, after(-1), kind, 365, TODAY) is None


@pytest.mark.parametrize("grace", [0, None])
def test_no_grace_means_no_day(grace):
    assert is_usable(500, after(-1), BEST_BEFORE, grace, TODAY) is None


def test_an_empty_lot_is_no_use():
    assert is_usable(0, LATER, BEST_BEFORE, 3, TODAY) is None


def test_an_opened_lot_goes_before_an_older_unopened_one():
    older, opened = Lot(1, use_until=after(1)), Lot(2, opened_on=EARLIER, use_until=after(9))
    assert sorted([older, opened], key=fefo_key) == [opened, older]


def test_then_what_spoils_first_then_bought_first_then_the_older_row():
    lots = [
        Lot(5, use_until=after(2)),
        Lot(4, use_until=after(3), bought_on=EARLIER),
        Lot(1, use_until=after(3), bought_on=TODAY),
        Lot(2, use_until=after(3), bought_on=TODAY),
        Lot(3, use_until=None, bought_on=EARLIER),
    ]
    assert sorted(lots[::-1], key=fefo_key) == lots


def test_a_lot_nobody_knows_the_date_of_still_has_its_place():
    assert sorted([Lot(2, bought_on=None), Lot(1)], key=fefo_key) == [Lot(1), Lot(2, bought_on=None)]


def test_the_tally_counts_fresh_and_old_lots_apart():
    lots = [
        (1, 500, LATER, BEST_BEFORE, 3), (1, 200, after(-2), BEST_BEFORE, 3), (1, 70, after(-9), BEST_BEFORE, 3),
        (2, 300, after(-1), USE_BY, 30), (3, 40, after(-1), BEST_BEFORE, 1), (4, 0, None, None, 0),
    ]
    assert tally(lots, TODAY) == {1: (700, 500), 3: (40, 0)}


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
SPANS = st.none() | st.integers(0, 400)
KINDS = st.sampled_from([BEST_BEFORE, USE_BY])
SOME_DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, KINDS, DAYS, SPANS, DAYS, SPANS)
def test_a_lot_not_frozen_never_outlives_its_date(day, kind, opened_on, opened_days, frozen_on, frozen_days):
    until = use_until(day, kind, opened_on, opened_days, frozen_on, frozen_days)
    if frozen_on and frozen_days is not None:
        assert until == frozen_on + timedelta(days=frozen_days)
    elif day:
        assert until <= day


@given(st.integers(0, 5), DAYS, KINDS, SPANS, SOME_DAY)
def test_what_is_no_use_today_is_no_use_tomorrow(on_hand, until, kind, grace, day):
    if is_usable(on_hand, until, kind, grace, day) is None:
        assert is_usable(on_hand, until, kind, grace, day + timedelta(days=1)) is None
