"""What to cook so that nothing is thrown away: a short list for the pantry, with the whole one on the menu."""

from flask import g

from familychef.core.access import allow
from familychef.core.web import show

from .cards import Menu
from .room import menu_room as menu
from .words import saves_words

SHOWN = 5


class Saving:
    """The dishes that save the most, as one person can have them; reads nothing until it is looked at."""

    room, noun, dom_id = "menu", "saving", "saving"

    def __init__(self, member):
        self._menu = Menu(member, member, "saving")
        self.link = self._menu.link

    @property
    def cards(self):
        return self._menu.saving[:SHOWN]

    @property
    def more(self):
        return max(0, len(self._menu.saving) - SHOWN)


@menu.app_context_processor
def saving_words():
    return {"cook_with_it": lambda: Saving(g.member), "saves_words": saves_words}


@menu.get("/menu/saving")
@allow("menu.view")
def saving():
    return show("menu/saving", saving=Saving(g.member))
