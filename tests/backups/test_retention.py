"""Which backups stay: 24 hours, 30 days, 12 months, and nothing goes while nobody knows whether the newest is good."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from familychef.backups.retention import DAYS, HOURS, MONTHS, staying, superfluous

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
TIMES = st.sets(st.integers(0, 20_000).map(lambda hours: NOW - hours * HOUR), max_size=80)


def every_hour(count):
    return {NOW - number * HOUR for number in range(count)}


def test_the_last_day_stays_hour_by_hour_and_the_last_month_day_by_day():
    times = every_hour(24 * 500)
    kept = staying(times)
    assert every_hour(HOURS) <= kept
    assert len({at.date() for at in kept if at > NOW - dt.timedelta(days=DAYS - 1)}) == DAYS
    assert len({(at.year, at.month) for at in kept}) == MONTHS
    assert len(kept) <= HOURS + DAYS + MONTHS
    assert superfluous(times, {NOW}, NOW) == times - kept


def test_of_a_day_and_of_a_month_the_latest_stays():
    kept = staying(every_hour(24 * 100))
    assert dt.datetime(2026, 11, 1, 23, tzinfo=dt.UTC) in kept
    assert dt.datetime(2026, 9, 30, 23, tzinfo=dt.UTC) in kept


def test_nothing_goes_without_a_fresh_backup_that_was_restored():
    times = every_hour(24 * 90)
    assert superfluous(times, set(), NOW) == set()
    assert superfluous(times, {NOW - 48 * HOUR}, NOW) == set()
    assert superfluous(times, {NOW + 48 * HOUR}, NOW) == set()
    assert superfluous(times, {NOW - 47 * HOUR}, NOW)


def test_the_newest_that_was_restored_stays_whatever_its_hour():
    times = every_hour(24 * 40)
    good = NOW - 26 * HOUR
    assert good not in staying(times) and good not in superfluous(times, {good}, NOW)


@given(TIMES, TIMES)
def test_whatever_there_is_the_newest_and_the_newest_good_one_stay(times, verified):
    gone = superfluous(times, verified, NOW)
    assert gone <= times and not gone & staying(times)
    assert not times or max(times) not in gone
    assert max(times & verified, default=None) not in gone


@given(TIMES)
def test_asked_again_nothing_more_goes(times):
    left = times - superfluous(times, times, NOW)
    assert superfluous(left, left, NOW) == set()
