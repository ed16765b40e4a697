"""Two families to play with: the Rossi, whose kitchen it is, and the Neri next door."""

from importlib import import_module
from importlib.util import find_spec

from . import people

FURTHER = ("food",)


def seed(settings):
    """Fill an empty database; each further module's `seed(cast)` adds to the people in `cast`."""
    cast = people.seed(settings)
    for name in FURTHER:
        if find_spec(f"familychef.demo.{name}"):
            import_module(f"familychef.demo.{name}").seed(cast)
