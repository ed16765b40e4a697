"""When somebody is told, and the hours after that."""

import datetime as dt

import time_machine

from familychef.core import clock

AT_ONCE = {"quiet_from": "", "quiet_until": "", "digest_at": ""}


def later(minutes=0, days=0):
    """For a with-statement: that much later than now."""
    return time_machine.travel(clock.now() + dt.timedelta(minutes=minutes, days=days))
