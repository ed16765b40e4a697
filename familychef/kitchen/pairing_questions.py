"""What is asked when a kitchen display is paired: from how far it is read, and where in the kitchen it hangs."""

from familychef.core.i18n import _
from familychef.families.actions import Question, ask_screens
from familychef.families.models import KITCHEN_DISPLAY
from familychef.menu import actions as menu

from .wall import MIDDLE, Wall

PREFIX = "wall-"


def questions(family):
    distances = [("near", _("1 m away")), ("middle", _("2 m away")), ("far", _("3 m away"))]
    stations = [("0", _("All stations")), *((str(each.id), each.name) for each in menu.stations(family))]
    asked = [Question(f"{PREFIX}distance", _("Where do you stand?"), distances, MIDDLE)]
    return asked + [Question(f"{PREFIX}station", _("Station"), stations, "0")] * (len(stations) > 1)


def settle(family, answers):
    """Settings of a Wall; an answer nobody offered is as if it had not been given."""
    offered = {question.name: dict(question.options) for question in questions(family)}
    known = {name.removeprefix(PREFIX): value for name, value in answers.items() if value in offered[name]}
    return Wall.kept(known).model_dump()


ask_screens(KITCHEN_DISPLAY, questions, settle)
