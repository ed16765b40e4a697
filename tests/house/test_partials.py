"""A partial is one thing: one root element, the noun's own id, nothing from outside."""

import re

import pytest

from tests.any_row import all_models
from tests.house.jinja import MACRO, Reader, as_html, without_comments
from tests.house.tree import name_of, report, templates

FRAME = {"templates/core/_head.html", "templates/core/_voice.html"}


def test_partials_have_one_root_and_stand_alone():
    report(f"{name_of(path)}: {offence}" for path in partials() for offence in offences(path.read_text()))


def test_partials_of_rows_carry_the_rows_id():
    rows = {(model.room, model._meta.table_name) for model in all_models() if model.room}
    report(
        f"{name_of(path)}: its root needs id=\"{{{{ {path.stem[1:]}.dom_id }}}}\""
        for path in partials()
        if (path.parent.name, path.stem[1:]) in rows and not carries_id(path.read_text(), path.stem[1:])
    )


@pytest.mark.parametrize(("text", "fine"), [
    ('<li id="{{ order.dom_id }}">{{ order.number }}</li>', True),
    ('{# why #}\n{% if order %}\n<li {% if order.late %}class="late"{% endif %}><br>x</li>\n{% endif %}', True),
    ("{% macro icon(name) %}<svg></svg>{% endmacro %}", True),
    ("{% from 'x' import y %}<p>{{ y('a > b') }}</p>", True),
    ("<li></li><li></li>", False),
    ("<li></li> and more", False),
    ("<li></li>{{ more }}", False),
    ("{% include 'kitchen/_order.html' %}", False),
    ("just words", False),
    ("{% extends 'base.html' %}<li></li>", False),
    ("<li>{{ request.path }}</li>", False),
    ("<li>{% if request.args %}x{% endif %}</li>", False),
])
def test_this_guard_sees(text, fine):
    assert (not list(offences(text))) == fine


def test_this_guard_sees_foreign_ids():
    assert carries_id('<li class="card" id="{{ order.dom_id }}"></li>', "order")
    assert carries_id('{% set it = order %}<li id="{{ it.dom_id }}"></li>', "order")
    assert not carries_id('{% set it = dish %}<li id="{{ it.dom_id }}"></li>', "order")
    assert not carries_id('<li id="order-{{ order.id }}"></li>', "order")
    assert not carries_id('<li><b id="{{ order.dom_id }}"></b></li>', "order")


def partials():
    """All pieces that may be swapped; the page's frame is only ever part of a whole page."""
    return [path for path in templates("_*.html") if name_of(path) not in FRAME]


def offences(text):
    code = " ".join(re.findall(r"\{[{%].*?[%}]\}", without_comments(text), re.S))
    if re.search(r"\bextends\b", code):
        yield "a partial never extends"
    if re.search(r"\brequest\.", code):
        yield "a partial never reads `request`"
    read = Reader(as_html(text))
    if read.strays:
        yield f"shows something outside of its root: {read.strays[0][:60]!r}"
    if len(read.roots) != 1 and not (MACRO.search(text) and not read.roots):
        yield f"has {len(read.roots)} root elements: {[tag for tag, _ in read.roots]}"


def carries_id(text, noun):
    called = "|".join([noun, *re.findall(rf"\{{%-?\s*set\s+(\w+)\s*=\s*{noun}\s*-?%\}}", text)])
    marked = re.sub(rf"\{{\{{\s*(?:{called})\.dom_id\s*\}}\}}", "the-dom-id", text)
    roots = Reader(as_html(marked)).roots
    return len(roots) == 1 and roots[0][1].get("id") == "the-dom-id"
