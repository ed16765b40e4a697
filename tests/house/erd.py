"""The rows of all rooms as diagrams: `python -m tests.house.erd` writes them into docs/architecture.md."""

from itertools import groupby

import peewee

from familychef import rooms
from familychef.core.db import every_model
from tests.house.tree import ROOT

PAGE = ROOT / "docs/architecture.md"
BEGIN, END = "<!-- rows: written by python -m tests.house.erd -->\n", "<!-- end of rows -->\n"
KINDS = {
    peewee.JSONField: "json",
    peewee.AutoField: "id", peewee.ForeignKeyField: "ref", peewee.BooleanField: "flag", peewee.DateField: "date",
    peewee.TimestampField: "time", peewee.DateTimeField: "time", peewee.BlobField: "bytes", peewee.FloatField: "float",
    peewee.IntegerField: "int", peewee.TextField: "text", peewee.CharField: "text",
}


def drawn():
    """A diagram in mermaid for each room, its own rows whole and those of other rooms by name."""
    rooms.load()
    known = sorted(every_model(), key=lambda model: (room_of(model), table(model)))
    return "".join(diagram(room, list(models)) for room, models in groupby(known, key=room_of))


def diagram(room, models):
    bodies = [entity(model) for model in models]
    lines = [arrow(model, field) for model in models for field in model._meta.sorted_fields if is_drawn(field)]
    return f"### {room}\n```mermaid\nerDiagram\n{''.join(bodies)}{''.join(lines)}```\n\n"


def entity(model):
    lines = [f"        {kind(field)} {field.column_name}{key(model, field)}\n" for field in model._meta.sorted_fields]
    return f"    {table(model)} {{\n{''.join(lines)}    }}\n"


def arrow(model, field):
    """Every row of `model` points at one of the other table, or at none."""
    one = "|o" if field.null else "||"
    return f"    {table(field.rel_model)} {one}--o{{ {table(model)} : {field.name}\n"


def points(field):
    return isinstance(field, peewee.ForeignKeyField)


def is_drawn(field):
    """To the family nearly every row points; who would see the others then?"""
    return points(field) and field.name != "family"


def key(model, field):
    primary = {each.name for each in model._meta.get_primary_keys()}
    marks = [("PK", field.name in primary), ("FK", points(field)), ("UK", field.unique)]
    said = ", ".join(mark for mark, holds in marks if holds)
    return f" {said}" if said else ""


def kind(field):
    return next((word for kinds, word in KINDS.items() if isinstance(field, kinds)), "text")


def room_of(model):
    return model.__module__.split(".")[1]


def table(model):
    return model._meta.table_name


def page(text):
    """The page with its diagrams drawn anew."""
    before, _begin, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{drawn()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text()))
