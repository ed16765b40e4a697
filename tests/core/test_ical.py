"""What the house writes as iCalendar, read by somebody else's reader."""

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core import ical

LETTERS = st.characters(exclude_categories=["Cs"])


def read(**values):
    """The properties of a component with these TEXT values, as icalendar understands the file."""
    properties = [(name, ical.text(value)) for name, value in values.items()]
    raw = ical.written(ical.component("VCALENDAR", ical.component("VEVENT", properties)))
    return raw, icalendar.Calendar.from_ical(raw).walk("VEVENT")[0]


@given(st.text(LETTERS, max_size=300))
def test_whatever_is_written_stays_inside_its_property(words):
    raw, event = read(SUMMARY=words, DESCRIPTION="after it")
    rows = raw.split(b"\r\n")
    assert all(len(row) <= 75 for row in rows) and not any(b"\n" in row or b"\r" in row for row in rows)
    assert set(event) == {"SUMMARY", "DESCRIPTION"} and event["DESCRIPTION"] == "after it"
    assert event["SUMMARY"] == ical.CONTROLS.sub("", ical.BREAKS.sub("\n", words))


@pytest.mark.parametrize("words", [
    "Lasagne, \"al forno\"; with\\without", "two\nlines", "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    "👩‍👩‍👧‍👦" * 40, "ä" * 200, "x" * 75, "x" * 76, "\u2028end", "tab\there", "nul\0bell\a", "مرحبا " * 30, "",
])
def test_hostile_words(words):
    raw, event = read(SUMMARY=words)
    assert raw.count(b"\r\nBEGIN:") == 1 and max(map(len, raw.split(b"\r\n"))) <= 75
    assert event["SUMMARY"] == ical.CONTROLS.sub("", ical.BREAKS.sub("\n", words))


def test_no_letter_is_cut_in_two():
    for shift in range(80):
        raw, _event = read(SUMMARY="x" * shift + "🍝" * 30)
        assert all(row.decode() is not None for row in raw.split(b"\r\n"))


def test_an_instant_is_told_in_utc():
    rome = dt.timezone(dt.timedelta(hours=1))
    assert ical.instant(dt.datetime(2026, 11, 20, 18, 12, 5, tzinfo=rome)) == "20261120T171205Z"
