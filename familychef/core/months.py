"""A month on a family's wall: its days and weeks, its neighbours, and where it begins and ends in time."""

import datetime as dt
import re
from typing import NamedTuple

from . import clock, i18n

DAY = dt.timedelta(days=1)


class Week(NamedTuple):
    """Monday to Sunday, or as much of it as is in the month."""

    first: dt.date
    last: dt.date

    def __contains__(self, day):
        return self.first <= day <= self.last

    def __str__(self):
        return i18n.days(self.first, self.last)


class Month(NamedTuple):
    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text):
        """`2026-11`. Raises ValueError for what is no month of this millennium."""
        found = re.fullmatch(r"(2\d{3})-(0[1-9]|1[0-2])", text, re.ASCII)
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def code(self):
        return f"{self.year}-{self.number:02}"

    @property
    def first(self):
        return dt.date(self.year, self.number, 1)

    @property
    def last(self):
        return self.after.first - DAY

    @property
    def before(self):
        return Month.of(self.first - DAY)

    @property
    def after(self):
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def weeks(self):
        weeks, first = [], self.first
        while first <= self.last:
            weeks.append(Week(first, min(self.last, first + DAY * (6 - first.weekday()))))
            first = weeks[-1].last + DAY
        return weeks

    def span(self, timezone):
        """(the instant it begins, the instant the next one begins) in a family's time zone."""
        return clock.midnight(self.first, timezone), clock.midnight(self.after.first, timezone)

    def __str__(self):
        return i18n.month(self.first)


FIRST = Month(2000, 1)
