"""How far something had got at which moment; what follows it tells by that how old it is."""

from collections import deque
from time import monotonic
from typing import NamedTuple

EVERY, MOST = 1, 600


class Mark(NamedTuple):
    """`at`: seconds of the steady clock, taken before the position was read."""

    at: float
    position: int


class Trail:
    """Marks of the one that goes ahead, the oldest first; those that were passed are forgotten but for the last."""

    def __init__(self):
        self.marks = deque()

    @property
    def is_due(self):
        """Is the newest mark older than a second?"""
        return not self.marks or monotonic() - self.marks[-1].at >= EVERY

    def mark(self, at, position):
        """Of very many that nobody passes the oldest stay: they tell since when. Who was set back begins anew."""
        if self.marks and position < self.marks[-1].position:
            self.marks.clear()
        elif len(self.marks) >= MOST:
            self.marks.pop()
        self.marks.append(Mark(at, position))

    def age(self, position):
        """At most so many seconds ago it was as far ahead as the follower is now, who is at `position`."""
        while len(self.marks) > 1 and self.marks[1].position <= position:
            self.marks.popleft()
        passed = self.marks and self.marks[0].position <= position
        return monotonic() - self.marks[0].at if passed else float("inf")

    def behind(self, position):
        """For at least so many seconds the follower at `position` lacks something; 0 where nobody knows of any."""
        ahead = next((mark for mark in self.marks if mark.position > position), None)
        return monotonic() - ahead.at if ahead else 0
