"""What people saw of each thing they did: whether it was done, refused, or nobody knows."""

import json
from collections import Counter
from typing import NamedTuple

DONE, REFUSED, UNKNOWN = "ok", "fail", "unknown"


class Deed(NamedTuple):
    """`what`: place, accept, finish, serve, cancel, use; `about`: its key, or the id of the order.

    `outcome`: what its person was answered in the end; `status`: the last answer's, or 0; `began`, `ended`: seconds.
    """

    what: str
    about: object
    outcome: str
    status: int
    began: float
    ended: float


class History:
    """Deeds in the order in which they ended; threads may add to it."""

    def __init__(self, deeds=()):
        self.deeds = list(deeds)

    def add(self, deed):
        self.deeds.append(deed)

    def of(self, *whats):
        return [deed for deed in self.deeds if deed.what in whats]

    def outcomes(self):
        """{outcome: how many}"""
        return Counter(deed.outcome for deed in self.deeds)

    def statuses(self):
        return Counter(deed.status for deed in self.deeds)

    def longest(self):
        """The longest anybody waited for an end, in seconds."""
        return max((deed.ended - deed.began for deed in self.deeds), default=0.0)

    def done_before(self, moment, *whats):
        """What was acknowledged before that moment."""
        return [deed for deed in self.of(*whats) if deed.outcome == DONE and deed.ended < moment]

    def write(self, path):
        """A line of JSON for each deed."""
        path.write_text("".join(f"{json.dumps(deed._asdict())}\n" for deed in self.deeds))
