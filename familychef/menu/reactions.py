"""What the menu does when something happens elsewhere in the house."""

from familychef.core.relay import on

from .resolve import measure_again


@on("ingredient.changed")
def measure_recipes(event, family):
    """A new measure, density or unit answers the lines that were waiting for it."""
    measure_again(family, int(event.subject.rpartition("-")[2]))
