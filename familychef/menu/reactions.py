"""What the menu does when something happens elsewhere in the house."""

from familychef.core.relay import on

from .dishes import Favourite
from .resolve import measure_again


@on("ingredient.changed")
def measure_recipes(event, family):
    """A new measure, density or unit answers the lines that were waiting for it."""
    measure_again(family, int(event.subject.rpartition("-")[2]))


@on("member.erased")
def forget_what_they_liked(event, _family):
    Favourite.delete().where(Favourite.member == event.actor_id).execute()
