"""Which alerts a shelf gives cause for: at most one of its amount, one for each lot that ends."""

import datetime as dt
from types import SimpleNamespace

import pytest

from familychef.pantry.shelves import Shelf
from familychef.pantry.watching import Cause, causes

TODAY = dt.date(2026, 11, 21)


def lot(id, on_hand, until=None, kind="best_before"):
    return SimpleNamespace(
        id=id, on_hand=on_hand, use_until=until, date_kind=kind, opened_on=None, bought_on=TODAY, ingredient_id=7,
        is_usable=lambda day: kind == "best_before" or until is None or until >= day,
    )


def found(lots, held=0, **traits):
    ingredient = SimpleNamespace(**{"id": 7, "track": "exact", "level": "plenty", "threshold": 500} | traits)
    return causes(Shelf(ingredient, lots, held, TODAY), 3)


@pytest.mark.parametrize(
    ("on_hand", "held", "kind"), [(501, 0, None), (500, 0, None), (499, 0, "low"), (900, 500, "low")])
def test_low_is_less_than_the_threshold_of_what_is_free(on_hand, held, kind):
    assert found([lot(1, on_hand)], held) == ({Cause(kind, 7)} if kind else set())


def test_out_is_nothing_left_and_then_it_is_not_low_as_well():
    assert found([]) == {Cause("out", 7)}


def test_what_has_no_threshold_runs_out_in_silence():
    assert found([], threshold=0) == set()


@pytest.mark.parametrize(("level", "kind"), [("plenty", None), ("low", "low"), ("out", "out")])
def test_what_is_told_by_eye_has_its_level(level, kind):
    assert found([], track="level", level=level) == ({Cause(kind, 7)} if kind else set())


def test_what_nobody_counts_is_never_asked_about():
    assert found([], track="ignore") == set()


@pytest.mark.parametrize(("days", "kind"), [(-1, "expired"), (0, "expiring"), (3, "expiring"), (4, None)])
def test_a_lot_that_ends_says_so(days, kind):
    ends = TODAY + dt.timedelta(days=days)
    assert found([lot(1, 900, ends)]) == ({Cause(kind, 7, 1)} if kind else set())


def test_what_is_past_its_use_by_is_expired_and_counts_for_nothing():
    assert found([lot(1, 900, TODAY - dt.timedelta(days=1), "use_by")]) == {Cause("expired", 7, 1), Cause("out", 7)}
