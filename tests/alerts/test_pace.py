"""When something may be said: never in the quiet hours, once a day for who likes that, also when clocks change."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.alerts.pace import next_moment
from familychef.core import clock

ROME = "Europe/Rome"
TEN, SEVEN, NOON, ONE, SIX = (dt.time(hour) for hour in (22, 7, 12, 13, 18))


def at(text, zone=ROME):
    naive = dt.datetime.fromisoformat(text)
    return clock.instant(naive.date(), naive.time(), zone)


@pytest.mark.parametrize(
    ("now", "times", "told"),
    [
        ("2026-11-21 21:59", (TEN, SEVEN), "2026-11-21 21:59"),
        ("2026-11-21 22:00", (TEN, SEVEN), "2026-11-22 07:00"),
        ("2026-11-22 06:59", (TEN, SEVEN), "2026-11-22 07:00"),
        ("2026-11-22 07:00", (TEN, SEVEN), "2026-11-22 07:00"),
        ("2026-11-22 12:30", (NOON, ONE), "2026-11-22 13:00"),
        ("2026-11-22 12:30", (None, ONE), "2026-11-22 12:30"),
        ("2026-11-22 12:30", (NOON, NOON), "2026-11-22 12:30"),
        ("2026-11-22 12:30", (TEN, SEVEN, SIX), "2026-11-22 18:00"),
        ("2026-11-22 18:01", (TEN, SEVEN, SIX), "2026-11-23 18:00"),
        ("2026-11-22 12:00", (NOON, ONE, NOON), "2026-11-22 13:00"),
        ("2026-03-28 23:00", (TEN, dt.time(2, 30)), "2026-03-29 03:30"),
        ("2026-10-24 23:00", (TEN, dt.time(2, 30)), "2026-10-25 02:30"),
    ],
)
def test_the_next_moment_on_the_familys_wall(now, times, told):
    assert next_moment(at(now), ROME, *times) == at(told)


moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC))
times = st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(now=moments, start=times, end=times, digest=times, zone=st.sampled_from([ROME, "America/New_York", "UTC"]))
def test_it_is_never_in_the_past_nor_further_than_two_days_and_a_bit(now, start, end, digest, zone):
    told = next_moment(now, zone, start, end, digest)
    assert now <= told <= now + dt.timedelta(days=2, hours=2)
