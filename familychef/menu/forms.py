"""What the menu's forms hold."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from familychef.core.forms import Blank, Form, Line, RowId, Text, listed

from .sections import DIETS


class PublicationForm(Form):
    """The state it means, so that pressing twice does it once."""

    published: bool


class LikeForm(Form):
    favourite: bool


class ArchiveForm(Form):
    archived: bool


class StationForm(Form):
    name: Annotated[Line, Field(min_length=1, max_length=40)]


class StationPlaceForm(Form):
    """Which one in the row it is to be, from 1."""

    place: Annotated[int, Field(ge=1, le=99)]


class RecipeForm(Form):
    """A dish with its recipe; rows of lines and steps are read one by one, so each has its own message."""

    many: ClassVar[frozenset] = frozenset({"diet", "line", "role", "scale", "pick", "step", "timer"})

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    description: Annotated[Text, Field(max_length=2000)] = ""
    section: Annotated[Line, Field(min_length=1, max_length=40)] = "mains"
    portions: Annotated[int, Field(ge=1, le=99)]
    minutes: Annotated[int, Field(ge=0, le=2880)]
    station: Annotated[RowId | None, Blank] = None
    tags: Annotated[Line, Field(max_length=200)] = ""
    diet: list[Literal[tuple(DIETS)]] = []
    version: Line = ""
    do: Line = "save"
    line: list[str] = []
    role: list[str] = []
    scale: list[str] = []
    pick: list[str] = []
    step: list[str] = []
    timer: list[str] = []
    paste: str = ""

    def traits(self):
        """{column of Dish: value}, and its station."""
        tags = list(dict.fromkeys(tag[:30] for tag in listed(self.tags)))
        return {"name": self.name, "description": self.description, "section": self.section,
                "yield_portions": self.portions, "prep_minutes": self.minutes, "station": self.station,
                "tags": tags, "diet": self.diet}

    @classmethod
    def of(cls, dish):
        """What is saved, to be changed."""
        return cls.blank(name=dish.name, description=dish.description, section=dish.section, diet=dish.diet,
                         portions=dish.yield_portions, minutes=dish.prep_minutes, tags=", ".join(dish.tags),
                         station=dish.written().station, version=dish.mark())
