"""The menu as one person reads it: sections of cards, filtered and searched."""

from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from familychef.core.folding import fold_name
from familychef.core.i18n import _

from .faces import published
from .models import Favourite
from .saving import savings
from .sections import diet_name, section_name
from .snapshot import kitchen_snapshot
from .words import eater_words, status_words

SHOWS = ("all", "now", "saving", "favourites", "safe")


class Card:
    """A dish as one eater sees it. `status`: its promise; `warning`: what the eater must know, or None.

    `saves`: the names of the food that ends soon and that it would use up, where somebody asked for them.
    """

    room, noun = "menu", "dish"

    def __init__(self, face, verdict, eater, liked=False):
        self.id, self.name, self.face = face.id, face.name, face
        self.dom_id = f"dish-{face.id}"
        self.verdict, self.eater, self.liked, self.saves = verdict, eater, liked, ()
        self.image, self.minutes = face.image, face.minutes

    @property
    def looks(self):
        """All that its piece of the menu shows; the same looks are the same piece, in one language."""
        eater = self.eater
        return self.face, self.verdict, self.liked, self.saves, eater.id, eater.name, tuple(eater.allergens)

    @property
    def marks(self):
        return [diet_name(code) for code in self.face.diet]

    @cached_property
    def warning(self):
        return eater_words(self.verdict, self.eater)

    @cached_property
    def status(self):
        return status_words(self.verdict)

    @property
    def addable(self):
        return self.verdict.orderable

    @property
    def askable(self):
        """The chef may still make it possible; what is bad for the eater is only asked for on its own page."""
        return self.verdict.state in ("short", "check")

    @property
    def safe(self):
        verdict = self.verdict
        return not (self.eater.allergens and (verdict.contains or verdict.optional_contains or verdict.unchecked))


class Menu:
    """Reads nothing until it is looked at; `link` makes the address of the same menu seen otherwise."""

    room, noun, dom_id = "menu", "menu", "menu"

    def __init__(self, member, eater, show="all", query=""):
        self.member, self.eater, self.query = member, eater, " ".join(query.split())[:80]
        self.family = member.family
        self.show = show if show in SHOWS else "all"

    @property
    def title(self):
        return _("What would you like, %(name)s?", name=self.member.name) if self.own else _(
            "What would %(name)s like?", name=self.eater.name)

    @property
    def own(self):
        return self.eater.id == self.member.id

    @property
    def filters(self):
        """[(address, words, is it this one?)]"""
        words = {"all": _("All"), "now": _("Ready now"), "saving": _("Use soon"), "favourites": _("Favourites")}
        if self.eater.allergens:
            words["safe"] = _("Safe for %(name)s", name=self.eater.name)
        return [(self.link(show=show), text, show == self.show) for show, text in words.items()]

    @cached_property
    def people(self):
        """Whom one may order for; oneself first."""
        return sorted(self.family.active_members(), key=lambda person: person.id != self.member.id)

    @cached_property
    def kitchen(self):
        return kitchen_snapshot(self.family)

    @cached_property
    def cards(self):
        verdicts = self.kitchen.judge_menu(self.eater.allergens)
        liked = self._liked()
        faces = self.kitchen.once("faces", lambda: published(self.family))
        return [Card(face, verdicts[face.id], self.eater, face.id in liked) for face in faces if face.id in verdicts]

    @cached_property
    def sections(self):
        """[(code, name, [Card])]; what a filter leaves out is gone, what is missing stays in its place."""
        if self.show == "saving":
            return [("saving", _("Uses up what ends soon"), self.saving)] if self.saving else []
        whole = self.show == "all" and not self.query
        shown = self.cards if whole else [card for card in self.cards if self._shows(card)]
        return [(code, section_name(code), list(cards)) for code, cards in groupby(shown, _section)]

    @cached_property
    def saving(self):
        """[Card] of what can be had at once and uses up what ends soon, what saves the most first."""
        saves = savings(self.kitchen, self.family, self.eater.allergens)
        found = [card for card in self.cards if card.id in saves and self._matches(card)]
        for card in found:
            card.saves = saves[card.id].names
        return sorted(found, key=lambda card: (-saves[card.id].points, card.minutes))

    def link(self, **changes):
        values = {"show": self.show, "for": "" if self.own else self.eater.id, "q": self.query} | changes
        values = {key: value for key, value in values.items() if value not in ("", None, "all")}
        return "/menu" + ("?" + urlencode(values) if values else "")

    def _shows(self, card):
        by_filter = {"all": True, "now": card.addable, "favourites": card.liked, "safe": card.safe}
        return by_filter[self.show] and self._matches(card)

    def _matches(self, card):
        words = fold_name(self.query).split()
        if not words:
            return True
        foods = self._foods(card.id)
        text = fold_name(" ".join([card.name, card.face.description, *card.face.tags, *card.marks, *foods]))
        return all(word in text for word in words)

    def _foods(self, dish_id):
        return [line.text for line in self.kitchen.recipe(dish_id).lines]

    def _liked(self):
        rows = Favourite.select(Favourite.dish).where(Favourite.member == self.eater.id).tuples()
        return {dish_id for dish_id, in rows}


def _section(card):
    return card.face.section
