"""One dish as it stands on its page: for whom, what is in it, what is missing, how it is made."""

import secrets
from functools import cached_property
from urllib.parse import urlencode

from familychef.pantry.models import Ingredient

from .cards import Card
from .faces import Face
from .models import Favourite
from .offers import instead_of
from .shown import shown
from .snapshot import kitchen_snapshot
from .words import closed_words, safety_words, status_words


class Detail:
    room, noun = "menu", "details"

    def __init__(self, dish, member, eater, portions=1):
        self.dish, self.member, self.eater, self.portions = dish, member, eater, portions
        self.id, self.dom_id = dish.id, f"details-{dish.id}"
        self.key = secrets.token_hex(16)

    @property
    def link(self):
        return f"/dishes/{self.id}/details" + ("?" + urlencode(self.whom) if self.whom else "")

    @property
    def whom(self):
        """What an address says of who eats."""
        return {} if self.eater.id == self.member.id else {"for": self.eater.id}

    @cached_property
    def kitchen(self):
        return kitchen_snapshot(self.dish.family)

    @cached_property
    def card(self):
        verdict = self.kitchen.judge(self.dish.id, 1, self.eater.allergens)
        return Card(Face.of(self.dish), verdict, self.eater, self.liked)

    @cached_property
    def plain(self):
        """The verdict for nobody in particular: what the kitchen could make."""
        return self.kitchen.judge(self.dish.id, self.portions)

    @property
    def closed(self):
        """Why it can't be ordered, in a sentence; empty when it can, or can be asked for."""
        verdict = self.card.verdict
        return closed_words(verdict, self.dish.name) if verdict.closed else ""

    @property
    def stock_status(self):
        return status_words(self.plain)

    @cached_property
    def liked(self):
        return Favourite.select().where(Favourite.member == self.member.id, Favourite.dish == self.dish.id).exists()

    @cached_property
    def instead(self):
        """[dish] the eater could have at once while this one is out."""
        return instead_of(self.dish, self.eater) if self.card.verdict.closed else []

    @cached_property
    def people(self):
        return list(self.dish.family.active_members())

    @cached_property
    def safety(self):
        """[(person, Status or None)] of everybody in the family; None is safe."""
        judge = self.kitchen.judge
        return [(person, safety_words(judge(self.dish.id, 1, person.allergens), person)) for person in self.people]

    @property
    def safe(self):
        return [person for person, status in self.safety if status is None]

    @property
    def warned(self):
        return [(person, status) for person, status in self.safety if status is not None]

    @property
    def most(self):
        return min(max(self.plain.portions, 1), 99) if self.card.addable else 99

    @cached_property
    def lines(self):
        """[Shown] for `portions`, the page's number."""
        lines = self.dish.recipe_lines()
        foods = self._foods(lines)
        return [shown(line, foods.get(line.ingredient_id), self) for line in lines]

    @property
    def left_out(self):
        """[(name, is it optional?)] of what may be left out, each once."""
        roles = {line.name: line.role != "required" for line in self.lines if len(line.name) <= 80}
        return sorted(roles.items(), key=lambda pair: not pair[1])

    @cached_property
    def steps(self):
        return self.dish.recipe_steps()

    def _foods(self, lines):
        ids = {line.ingredient_id for line in lines} - {None}
        return {food.id: food for food in self.dish.family.of(Ingredient).where(Ingredient.id.in_(ids))}
