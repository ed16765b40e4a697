"""PINs: four to six figures that open a profile on the family's shared tablet, and nothing anywhere else."""

import re
from itertools import pairwise

from familychef.core.throttle import forget, take_slowly

from . import gate, passwords

PIN = re.compile(r"[0-9]{4,6}")


def is_trivial(pin):
    """Is it among those that are tried first: 0000, 1234, 9876, 1212, 123123?"""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeats = any(pin == pin[:length] * (len(pin) // length) for length in (1, 2, 3))
    return repeats or steps in ({1}, {9})


def fits(member, pin):
    """Is it this member's PIN? From the fifth wrong one on each try costs a wait that grows."""
    account = f"member-{member.id}"
    gate.knock("pin", account)
    take_slowly("pins", member.id)
    right = passwords.right_pin(member, pin)
    if right:
        forget("pins", member.id)
    (gate.opened if right else gate.missed)("pin", account)
    return right
