"""What is typed is kept, and what is wrong gets a sentence beside its field."""

import datetime as dt
from typing import Annotated

import pytest
from pydantic import Field
from werkzeug.datastructures import MultiDict

from familychef.core.forms import Blank, Form, Line, Text


class DishForm(Form):
    many = frozenset({"tags", "rows"})

    name: Annotated[Line, Field(min_length=1, max_length=20)]
    portions: Annotated[int, Field(ge=1, le=99)] = 4
    story: Annotated[Text, Field(max_length=50)] = ""
    minutes: Annotated[int | None, Blank] = None
    tags: list[Line] = []
    rows: list[int] = []
    word: Line = ""
    day: Annotated[dt.date | None, Blank] = None
    hours: Annotated[Annotated[float, Field(gt=0)] | None, Blank] = None


def read(**typed):
    return DishForm.read(MultiDict(typed))


def test_a_right_form_gives_its_fields():
    form = read(name="  Lasagne ", portions="2", tags=["oven", "cheese"], minutes="")
    assert form.valid() and form.fields.name == "Lasagne" and form.fields.tags == ["oven", "cheese"]
    assert form.fields.minutes is None


@pytest.mark.parametrize(("typed", "field", "word"), [
    ({"name": ""}, "name", "fill this in"),
    ({}, "name", "fill this in"),
    ({"name": "x" * 21}, "name", "at most 20"),
    ({"name": "a\x00b"}, "name", "can't be kept"),
    ({"name": "a\u202eb"}, "name", "can't be kept"),
    ({"name": "a\ufffdb"}, "name", "can't be kept"),
    ({"name": "two\nlines"}, "name", "one line"),
    ({"name": "x", "portions": "0"}, "portions", "1 or more"),
    ({"name": "x", "portions": "100"}, "portions", "99 or less"),
    ({"name": "x", "portions": "two"}, "portions", "whole number"),
    ({"name": "x", "portions": "1.5"}, "portions", "whole number"),
    ({"name": "x", "portions": "9" * 5000}, "portions", ""),
    ({"name": "x", "portions": "٩" * 41}, "portions", ""),
    ({"name": "x", "portions": "1٢"}, "portions", "whole number"),
    ({"name": "x", "portions": "٢۲"}, "portions", "whole number"),
    ({"name": "x", "portions": "²"}, "portions", "whole number"),
    ({"name": "x", "portions": "٢²"}, "portions", "whole number"),
    ({"name": "x", "portions": "२"}, "portions", "whole number"),
    ({"name": "x", "family_id": "2"}, "family_id", "no such field"),
])
def test_what_is_wrong_is_said_beside_its_field(typed, field, word):
    form = read(**typed)
    assert not form.valid() and word in form.errors[field]
    assert form.typed == typed


@pytest.mark.parametrize("two", ["٢", "۲", "２"])
def test_numbers_and_dates_may_be_in_the_figures_of_other_scripts(two):
    form = read(name="x", portions=two, minutes=f"{two}{two}", rows=[two, "3"], hours=f"{two}٫5".replace("5", two))
    assert form.valid(), form.errors
    assert (form.fields.portions, form.fields.minutes, form.fields.rows, form.fields.hours) == (2, 22, [2, 3], 2.2)
    assert form.typed["portions"] == two
    assert read(name="x", day="٢٠٢٦-١٢-٢٤").fields.day == dt.date(2026, 12, 24)


def test_words_keep_the_figures_they_are_typed_in():
    form = read(name="بيت ٧", word="٢٫٥", tags=["٣"], story="١٬٠٠٠ ليلة")
    assert (form.fields.name, form.fields.word, form.fields.tags, form.fields.story) == (
        "بيت ٧", "٢٫٥", ["٣"], "١٬٠٠٠ ليلة")


def test_a_text_keeps_its_lines():
    assert read(name="x", story="one\r\ntwo").fields.story == "one\ntwo"
