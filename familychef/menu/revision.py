"""Writing a dish's recipe: all of it in one change, and only by who saw what is there now."""

import hashlib
import json
from typing import NamedTuple

from familychef.core.db import transaction
from familychef.core.errors import Conflict
from familychef.core.events import record
from familychef.core.i18n import _

TRAITS = ("name", "description", "section", "yield_portions", "prep_minutes", "tags", "diet")
LINE = ("ingredient", "typed", "num", "den", "unit", "role", "scale", "note", "base_qty", "base_state")


class Written(NamedTuple):
    """lines: [{column of RecipeIngredient: value}]; steps: [(text, seconds or None)]; station: its id, or None."""

    lines: list
    steps: list
    station: int | None = None


class Revised:
    """The verbs of Dish that change its recipe."""

    def revise(self, by, seen, recipe, **traits):
        """Everything at once, over what its `mark` was `seen` to be. Raises Conflict when somebody saved meanwhile."""
        dish = type(self)
        with transaction(self.family):
            fresh = dish.get_by_id(self.id)
            if fresh.mark() != seen:
                raise Conflict(_("Somebody else has changed %(dish)s meanwhile.", dish=fresh.name), subject=fresh)
            before = fresh.told(traits)
            self.changed_rows(version=dish.version + 1, **traits)
            self._write(recipe)
            after = dish.get_by_id(self.id).told(traits)
            changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
            stale = f"{self.stale} kitchen" if "station" in changes else self.stale
            record("dish.changed", self, actor=by, stale=stale, changes=changes)

    def told(self, traits):
        """These traits and the recipe as they stand, in words for the history."""
        written = self.written()
        lines = {"recipe": [line["typed"] for line in written.lines], "steps": [text for text, _s in written.steps]}
        return {name: getattr(self, name) for name in traits if name != "slug"} | lines | {"station": written.station}

    def mark(self):
        """Changes with whatever the editor shows, and with nothing else."""
        written = self.written()
        typed = [(line["typed"], line["role"], line["scale"], line["ingredient"]) for line in written.lines]
        seen = [[getattr(self, name) for name in TRAITS], typed, written.steps, written.station]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]

    def written(self):
        """Its recipe as it stands."""
        lines = [{"ingredient": line.ingredient_id, **{name: getattr(line, name) for name in LINE[1:]}}
                 for line in self.recipe_lines()]
        place = self.places.first()
        return Written(lines, [(step.text, step.seconds) for step in self.recipe_steps()], place and place.station_id)

    def recipe_lines(self):
        return list(self.lines.order_by(self.lines.model.position))

    def recipe_steps(self):
        return list(self.steps.order_by(self.steps.model.position))

    def _write(self, recipe):
        for rows in (self.lines, self.steps, self.places):
            rows.model.delete().where(rows.model.dish == self.id).execute()
        own = {"family": self.family_id, "dish": self.id}
        for position, line in enumerate(recipe.lines, 1):
            self.lines.model.create(**own, position=position, **line)
        for position, (text, seconds) in enumerate(recipe.steps, 1):
            self.steps.model.create(**own, position=position, text=text, seconds=seconds)
        if recipe.station:
            self.places.model.create(**own, station=recipe.station)
