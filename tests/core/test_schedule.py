"""When something is due: never twice for one day of the family, late but once, whatever the clocks do."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core import clock
from familychef.core.schedule import Daily, Hourly, due, due_since, horizon, next_run

ROME = "Europe/Rome"
ZONES = [
    ROME, "UTC", "America/St_Johns", "America/Havana", "Asia/Beirut", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo", "America/Santiago",
]
SIX = Daily(dt.time(6))
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


class Doer:
    """Does what the worker does with its rows: looks, and keeps what it claimed."""

    def __init__(self, every, zone=ROME, since=None):
        self.every, self.zone, self.since, self.claimed = every, zone, since, []

    def look(self, now):
        """The name of the period that ran at this look, or None."""
        counted = [period.name for period in self.claimed if period.at <= horizon(self.every, now)]
        period = due(self.every, max(counted, default=None), now, self.zone, self.since)
        if period and period.name not in [each.name for each in self.claimed]:
            self.claimed.append(period)
            return period.name
        return None

    def walk(self, start, end, step=MINUTE):
        """[(wall time, period)] of what ran, looking each minute."""
        ran, now = [], start
        while now < end:
            if name := self.look(now):
                ran.append((f"{clock.local(now, self.zone):%d %H:%M}", name))
            now += step
        return ran


def wall(text, zone=ROME, fold=0):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(clock.UTC)


def test_it_runs_at_six_each_day():
    ran = Doer(SIX, since=wall("2026-11-20 12:00")).walk(wall("2026-11-20 12:00"), wall("2026-11-23 12:00"))
    assert ran == [("21 06:00", "2026-11-21"), ("22 06:00", "2026-11-22"), ("23 06:00", "2026-11-23")]


def test_a_family_founded_at_noon_waits_for_the_morning_and_an_old_one_is_late():
    noon = wall("2026-11-20 12:00")
    assert Doer(SIX, since=noon).look(noon) is None
    assert Doer(SIX, since=noon - DAY).look(noon) == "2026-11-20"
    assert Doer(SIX).look(noon) == "2026-11-20"


@pytest.mark.parametrize("late", [MINUTE, 5 * HOUR, 17 * HOUR])
def test_what_was_missed_runs_late_and_once(late):
    doer, six = Doer(SIX), wall("2026-11-21 06:00")
    doer.look(six - DAY)
    assert doer.look(six + late) == "2026-11-21"
    assert doer.look(six + late + MINUTE) is None


def test_a_week_without_power_is_one_run():
    doer, six = Doer(SIX), wall("2026-11-21 06:00")
    doer.look(six)
    assert len(doer.walk(six + 7 * DAY, six + 8 * DAY)) == 1


@pytest.mark.parametrize("every", [SIX, Hourly()], ids=["daily", "hourly"])
def test_a_clock_set_back_an_hour_runs_nothing_again(every):
    doer, now = Doer(every), wall("2026-11-21 06:10")
    doer.look(now - DAY)
    assert doer.look(now)
    assert not doer.walk(now - HOUR, now + 10 * MINUTE)


def test_a_clock_set_back_an_hour_before_the_very_first_day_runs_nothing_again():
    doer, now = Doer(SIX), wall("2026-11-21 06:10")
    assert doer.look(now) == "2026-11-21"
    assert not doer.walk(now - HOUR, now + HOUR)


@pytest.mark.parametrize("every", [SIX, Hourly()], ids=["daily", "hourly"])
def test_a_clock_that_jumps_400_days_is_one_run_and_the_way_back_none(every):
    doer, now = Doer(every), wall("2026-11-21 06:10")
    doer.look(now)
    assert doer.look(now + 400 * DAY) and doer.look(now + 400 * DAY + MINUTE) is None
    assert doer.look(now + MINUTE) is None
    assert doer.look(now + DAY), "the clock is right again, and tomorrow is a day like any other"


def test_an_hour_ahead_is_early_once_and_not_again():
    doer, now = Doer(SIX), wall("2026-11-21 05:10")
    doer.look(now)
    assert doer.look(now + HOUR) == "2026-11-21"
    assert not doer.walk(now, now + 2 * HOUR)
    assert doer.look(now + DAY + HOUR) == "2026-11-22"


def test_in_the_hour_that_spring_skips_it_runs_right_after():
    ran = Doer(Daily(dt.time(2, 30))).walk(wall("2026-03-28 12:00"), wall("2026-03-30 12:00"))
    assert ran[1:] == [("29 03:30", "2026-03-29"), ("30 02:30", "2026-03-30")]


def test_in_the_hour_that_autumn_repeats_it_runs_the_first_time_only():
    doer = Doer(Daily(dt.time(2, 30)))
    ran = doer.walk(wall("2026-10-24 12:00"), wall("2026-10-26 12:00"))
    assert ran[1:] == [("25 02:30", "2026-10-25"), ("26 02:30", "2026-10-26")]
    assert doer.claimed[1].at == wall("2026-10-25 02:30", fold=0)


def test_a_midnight_that_comes_twice_is_one_day():
    """In Newfoundland the clocks went back at one past midnight, into the day before."""
    newfoundland, midnight = "America/St_Johns", Daily(dt.time(0))
    again = wall("2006-10-28 23:30", newfoundland, fold=1)
    assert clock.local(again, newfoundland).day == 28
    assert midnight.current(again, newfoundland).name == "2006-10-29"


def test_hours_are_the_worlds():
    assert len(Doer(Hourly()).walk(wall("2026-10-25 00:00"), wall("2026-10-26 00:00"))) == 25
    assert len(Doer(Hourly()).walk(wall("2026-03-29 00:00"), wall("2026-03-30 00:00"))) == 23


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Pago_Pago", "Asia/Tokyo"])
def test_a_family_that_moves_has_each_day_of_its_wall_once(zone):
    doer, now = Doer(SIX), wall("2026-11-21 07:00")
    doer.look(now)
    doer.zone = zone
    ran = [name for _wall, name in doer.walk(now, now + 3 * DAY)]
    assert ran == sorted(set(ran)) and "2026-11-21" not in ran
    assert ran[0] == "2026-11-22"


def test_the_next_run_is_told_in_the_familys_zone():
    seven = wall("2026-11-21 07:00")
    assert next_run(SIX, "2026-11-21", seven, ROME) == wall("2026-11-22 06:00")
    assert next_run(SIX, "2026-11-20", seven, ROME) == wall("2026-11-21 06:00"), "due at once"
    assert next_run(SIX, None, seven, ROME, since=seven) == wall("2026-11-22 06:00")
    assert next_run(SIX, "2026-11-22", seven, ROME) == wall("2026-11-23 06:00")
    assert next_run(Hourly(), "2026-11-21T06", seven, ROME) == wall("2026-11-21 08:00")
    assert next_run(SIX, "2026-11-21T06", seven, ROME) == wall("2026-11-22 06:00"), "it was hourly once"


def test_how_long_a_run_is_missing_counts_from_the_first_that_was_missed():
    seven = wall("2026-11-21 07:00")
    assert due_since(SIX, "2026-11-21", seven, ROME) is None
    assert due_since(SIX, "2026-11-18", seven, ROME) == wall("2026-11-19 06:00")
    assert due_since(Hourly(), "2026-11-21T02", seven, ROME) == wall("2026-11-21 04:00")
    assert due_since(SIX, None, seven, ROME, since=seven - 2 * DAY) == wall("2026-11-20 06:00")
    assert due_since(Hourly(), None, seven, ROME) == seven


instants = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2037, 1, 1), timezones=st.just(clock.UTC))
times = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
schedules = st.one_of(st.builds(Daily, times), st.just(Hourly()))


@given(schedules, st.sampled_from(ZONES), instants, st.timedeltas(dt.timedelta(0), dt.timedelta(days=3)))
def test_periods_only_go_forward(every, zone, now, more):
    before, after = every.current(now, zone), every.current(now + more, zone)
    assert before.at <= now and before.name <= after.name
    assert every.following(before.name, zone).at >= before.at


walks = st.lists(st.tuples(st.integers(0, 3 * 24 * 60), st.integers(0, 90)), max_size=25)


@given(schedules, st.sampled_from(ZONES), instants, walks)
def test_time_goes_on_by_a_clock_that_slips_back_and_nothing_runs_twice_or_backwards(every, zone, now, steps):
    doer, ran = Doer(every, zone), []
    for on, back in steps:
        now += on * MINUTE
        ran += [name for name in (doer.look(now), doer.look(now - back * MINUTE), doer.look(now)) if name]
        assert max(ran) >= every.current(now, zone).name
    assert ran == sorted(set(ran))
