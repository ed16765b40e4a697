"""Nothing in a page needs inline script, inline style or eval, and no user's text is trusted."""

import ast
import re

import pytest

from tests.house.jinja import SHOWS, STATEMENT, without_comments
from tests.house.tree import files, name_of, parsed, product_modules, report, templates

IN_TEMPLATES = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "an inline stylesheet": re.compile(r"<style\b", re.I),
    "an inline style": re.compile(r"\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"\bhx-on\b"),
    "hx-boost": re.compile(r"\bhx-boost\b"),
    "hx-disable": re.compile(r"\bhx-disable\b(?!-|d)"),
    "a js: value": re.compile(r"[\"']\s*(?:js|javascript):", re.I),
    "a trigger filter": re.compile(r"\bhx-trigger(?::\w+)?\s*=\s*\"[^\"{]*\["),
}
IN_JINJA = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "autoescape switched off": re.compile(r"\{%-?\s*autoescape\s+false"),
}
IN_SCRIPTS = {
    "eval": re.compile(r"\beval\s*\("),
    "new Function": re.compile(r"\bnew\s+Function\b"),
    "HTML from strings": re.compile(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write\b"),
}


def test_templates_need_no_inline_code():
    report(f"{name_of(path)}:{offence}" for path in templates() for offence in of_template(path.read_text()))


def test_scripts_make_no_code_from_strings():
    scripts = files("*.js", under="static")
    report(f"{name_of(path)}:{offence}" for path in scripts for offence in offences(path.read_text(), IN_SCRIPTS))


def test_no_python_marks_changing_text_as_safe():
    report(f"{name_of(path)}:{line} trusts text" for path in product_modules() for line in trusted(parsed(path)))


@pytest.mark.parametrize(("text", "fine"), [
    ('<script src="/static/x.js" defer></script><p class="style">one = two</p>', True),
    ('<button hx-post="/orders" hx-trigger="click" hx-disabled-elt="this">', True),
    ("{# never hx-boost #}", True),
    ('<p>{{ button(style="quiet") }}</p>', True),
    ('{% macro button(style="", onclick="") %}<p class="{{ style }}">{% endmacro %}', True),
    ('<a hx-trigger="{{ names[0] }} from:body">', True),
    ("<script>go()</script>", False),
    ('<script type="module">go()</script>', False),
    ("<style>p {}</style>", False),
    ('<p style="color: red">', False),
    ('<p{% if late %} style="color: red"{% endif %}>', False),
    ('<p onclick="go()">', False),
    ('<p hx-on:click="go()">', False),
    ('<body hx-boost="true">', False),
    ('<p hx-disable>', False),
    ('<p hx-vals="js:{a: 1}">', False),
    ('<a href="javascript:go()">', False),
    ('<p hx-trigger="keyup[key==1]">', False),
    ("{{ note | safe }}", False),
    ("{% autoescape false %}", False),
])
def test_this_guard_sees_templates(text, fine):
    assert (not list(of_template(text))) == fine


@pytest.mark.parametrize(("text", "fine"), [
    ("element.textContent = name", True), ("const html = box.innerHTML;", True),
    ("box.innerHTML = name", False), ("eval(x)", False), ("new Function('a')", False),
    ("box.insertAdjacentHTML('x', y)", False),
])
def test_this_guard_sees_scripts(text, fine):
    assert (not list(offences(text, IN_SCRIPTS))) == fine


@pytest.mark.parametrize(("code", "fine"), [
    ("Markup('<b>x</b>')", True), ("Markup('<b>{}</b>').format(name)", True), ("Markup(name)", False),
    ("Markup(f'<b>{name}</b>')", False), ("render_template_string(text)", False),
])
def test_this_guard_sees_python(code, fine):
    assert (not list(trusted(ast.parse(code)))) == fine


def of_template(text):
    text = without_comments(text)
    html = STATEMENT.sub(_lines, SHOWS.sub(_lines, text))
    return [*offences(html, IN_TEMPLATES), *offences(text, IN_JINJA)]


def offences(text, rules):
    for what, pattern in rules.items():
        for hit in pattern.finditer(text):
            yield f"{text.count(chr(10), 0, hit.start()) + 1} has {what}"


def trusted(tree):
    for node in ast.walk(tree):
        name = isinstance(node, ast.Call) and (getattr(node.func, "id", None) or getattr(node.func, "attr", None))
        if name == "Markup" and not all(isinstance(value, ast.Constant) for value in node.args):
            yield node.lineno
        elif name == "render_template_string":
            yield node.lineno


def _lines(found):
    return "\n" * found[0].count("\n")
