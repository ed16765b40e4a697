"""The recipe editor: rows that can be typed, moved, added and taken out without any script, then saved as one."""

from functools import cached_property

from familychef.core.db import transaction
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from .foods import Foods
from .models import Dish, Station
from .resolve import measure_tables
from .revision import Written
from .sections import DIETS, ROLES, SCALES, SECTIONS, section_name
from .steps import TypedStep
from .typed import MOST_LINES, TypedLine

MOST_STEPS = 60


class Editor:
    """`lines` and `steps` are what is in the form; `dish` is None for a new one; `moved`: the row to look at.

    `rest`: what was pasted and has no room.
    """

    room, noun, dom_id = "menu", "edition", "edition"

    def __init__(self, family, dish, lines, steps):
        self.family, self.dish, self.lines, self.steps = family, dish, lines, steps
        self.moved = self.rest = ""

    @classmethod
    def of(cls, family, dish=None, pasted=""):
        """As it is saved; a few empty rows wait to be typed into, or the lines of a text brought along."""
        foods = Foods(family)
        rows = dish.recipe_lines() if dish else []
        lines = [TypedLine.of_row(foods, row, at) for at, row in enumerate(rows, 1)]
        steps = [TypedStep(step.text, step.seconds) for step in dish.recipe_steps()] if dish else []
        lines += [TypedLine(foods, "") for _ in range(1 if dish else 0 if pasted.strip() else 4)]
        return cls(family, dish, lines, steps + [TypedStep("")])._take(pasted)._count()

    @classmethod
    def read(cls, family, dish, typed):
        """As it was just typed; pasted lines are lines like the others."""
        foods = Foods(family)
        names = ("line", "role", "scale", "pick")
        lines = [TypedLine(foods, *row) for row in _rows(typed, names, ("", "", "linear", ""))]
        steps = [TypedStep.read(*row) for row in _rows(typed, ("step", "timer"), ("", ""))]
        return cls(family, dish, lines, steps)._take(typed.get("paste", ""))._count()

    @property
    def foods(self):
        return self.lines[0].foods if self.lines else Foods(self.family)

    @property
    def action(self):
        return f"/dishes/{self.dish.id}" if self.dish else "/dishes"

    @property
    def options(self):
        """What its lists offer: {field: [(value, words)]}."""
        sections = list(SECTIONS)
        if self.dish and self.dish.section not in sections:
            sections.append(self.dish.section)
        return {"section": [(code, section_name(code)) for code in sections], "diet": list(DIETS.items()),
                "role": list(ROLES.items()), "scale": list(SCALES.items()),
                "station": [(station.id, station.name) for station in Station.of_family(self.family)]}

    def kind(self, line):
        """What a line is for and how it grows, in words."""
        role = line.role or (line.own_role if line.typed else "")
        return f"{ROLES[role]} · {SCALES[line.scale]}"

    @cached_property
    def saved(self):
        """The dish as others see it now, for who was overtaken."""
        return Editor.of(self.family, Dish.get_by_id(self.dish.id)) if self.dish else None

    def change(self, what):
        """`up-line-3`, `down-step-1`, `drop-line-2`, `add-line`, `add-step`; anything else changes nothing."""
        verb, _dash, place = what.partition("-")
        kind, _dash, at = place.partition("-")
        rows = {"line": self.lines, "step": self.steps}.get(kind)
        if rows is not None and verb == "add":
            rows.append(TypedLine(self.foods, "") if kind == "line" else TypedStep(""))
            self.moved = f"{kind}-{len(rows)}"
        elif rows is not None and at.isdecimal() and 1 <= int(at[:4]) <= len(rows):
            self._move(rows, kind, verb, int(at[:4]) - 1)
        return self._count()

    def problems(self):
        """{field: sentence} of what keeps it from being saved."""
        found = {f"line-{line.at}": line.error for line in self._kept(self.lines) if line.error}
        found |= {f"step-{step.at}": step.error for step in self._kept(self.steps) if step.error}
        if self.rest or len(self._kept(self.lines)) > MOST_LINES:
            found["line"] = _("Please use at most %(count)s lines.", count=MOST_LINES)
        if len(self._kept(self.steps)) > MOST_STEPS:
            found["step"] = _("Please use at most %(count)s steps.", count=MOST_STEPS)
        return found

    def store(self, by, seen, station=None, **traits):
        """One change: new ingredients, the dish, its lines, steps and station. Returns the Dish.

        Raises Conflict, Refusal.
        """
        with transaction(self.family):
            if station and station not in dict(self.options["station"]):
                raise Refusal(_("This station is not there any more."), field="station")
            recipe = self._written(by)._replace(station=station)
            if self.dish:
                self.dish.revise(by, seen, recipe, **traits)
                return self.dish
            return Dish.add(self.family, by, recipe, **traits)

    def _take(self, pasted):
        pasted = [line for line in pasted.splitlines() if line.strip()]
        room = max(MOST_LINES - len(self.lines), 0)
        foods = self.foods
        self.lines += [TypedLine(foods, line) for line in pasted[:room]]
        self.rest = "\n".join(pasted[room:])
        return self

    def _written(self, by):
        lines = self._kept(self.lines)
        foods = [line.foods.find(line.parsed.name, line.pick) or line.foods.make(line.parsed.name, line.pick, by)
                 for line in lines]
        tables = measure_tables([food for food in foods if food])
        rows = [line.row(food, tables.get(food and food.id, {})) for line, food in zip(lines, foods, strict=True)]
        return Written(rows, [(step.text, step.seconds) for step in self._kept(self.steps)])

    def _move(self, rows, kind, verb, at):
        to = {"up": at - 1, "down": at + 1}.get(verb, at)
        if verb == "drop":
            rows.pop(at)
        elif 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        self.moved = f"{kind}-{min(to, len(rows) - 1) + 1}"

    def _kept(self, rows):
        return [row for row in rows if row.typed]

    def _count(self):
        for rows in (self.lines, self.steps):
            for at, row in enumerate(rows, 1):
                row.at = at
        return self


def _rows(typed, names, missing):
    """The parallel lists of a form as rows; what a row lacks is its default."""
    columns = [typed.get(name) or [] for name in names]
    for at in range(len(columns[0])):
        yield [column[at] if at < len(column) else default for column, default in zip(columns, missing, strict=True)]
