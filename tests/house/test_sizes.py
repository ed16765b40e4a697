"""Small, and measured: modules, functions, handlers, templates, scripts, stylesheets, comments."""

import ast
import io
import tokenize

import pytest

from tests.house.tree import ROOT, all_modules, files, name_of, parsed, product_modules, report

MODULE, FUNCTION, HANDLER, LINE = 250, 20, 12, 120
FILES = {"templates/*.html": 80, "static/js/*.js": 80, "static/css/*.css": 250}
COMMENT_SHARE = 0.05
ROUTES = {"route", "get", "post", "put", "patch", "delete"}


def test_modules_are_short():
    report(too_long(path, MODULE) for path in all_modules() if too_long(path, MODULE))


def test_functions_and_handlers_are_short():
    report(f"{name_of(path)} {offence}" for path in all_modules() for offence in long_functions(parsed(path)))


@pytest.mark.parametrize("pattern", FILES)
def test_templates_scripts_and_stylesheets_are_short(pattern):
    folder, _, glob = pattern.rpartition("/")
    found = files(glob, under=folder)
    report(too_long(path, FILES[pattern]) for path in found if too_long(path, FILES[pattern]))


def test_every_module_opens_with_one_sentence():
    report(f"{name_of(path)}: {problem}" for path in all_modules() if (problem := no_sentence(path.read_text())))


def test_lines_fit():
    report(
        f"{name_of(path)}:{number} has {len(line)} characters"
        for path in all_modules()
        for number, line in enumerate(path.read_text().splitlines(), 1) if len(line) > LINE
    )


def test_comments_are_rare():
    texts = [path.read_text() for path in product_modules()]
    comments, lines = sum(map(comment_lines, texts)), sum(len(text.splitlines()) for text in texts)
    assert comments <= COMMENT_SHARE * max(lines, 1), f"{comments} comments in {lines} lines"


def test_this_guard_sees_long_functions():
    long = "def f():\n" + "    x = 1\n" * 20
    assert list(long_functions(ast.parse(long)))
    assert not list(long_functions(ast.parse(long.replace("    x = 1\n", "", 1))))
    assert not list(long_functions(ast.parse('def f():\n    """a\n    b"""\n' + "    x = 1\n" * 19)))


def test_this_guard_sees_long_handlers():
    handler = '@kitchen.post("/orders")\n@allow("orders.place")\ndef place():\n' + "    x = 1\n" * 12
    assert list(long_functions(ast.parse(handler)))
    assert not list(long_functions(ast.parse(handler.replace("    x = 1\n", "", 1))))


@pytest.mark.parametrize(("text", "fine"), [
    ('"""One sentence."""\n', True), ("", True), ("import os\n", False), ('"""No full stop"""\n', False),
    ('"""A sentence: with\nmore lines."""', True),
])
def test_this_guard_sees_modules_that_say_nothing(text, fine):
    assert (no_sentence(text) is None) == fine


def test_this_guard_sees_long_files_and_counts_comments(tmp_path):
    path = ROOT / "templates" / "x.html"
    assert too_long(path, 2, "a\nb\nc\n") and not too_long(path, 3, "a\nb\nc\n")
    assert comment_lines('x = "#"  # why\n# because\n#!/usr/bin/env python\n') == 2


def too_long(path, limit, text=None):
    lines = len((path.read_text() if text is None else text).splitlines())
    return f"{name_of(path)} has {lines} lines, {limit} are allowed" if lines > limit else None


def long_functions(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            limit = HANDLER if is_handler(node) else FUNCTION
            if (length := length_of(node)) > limit:
                yield f"{node.lineno} {node.name} has {length} lines, {limit} are allowed"


def is_handler(node):
    calls = [mark.func for mark in node.decorator_list if isinstance(mark, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in ROUTES for call in calls)


def length_of(node):
    """Lines from `def` to the end, without the docstring."""
    first = node.body[0]
    said = ast.get_docstring(node) is not None and first.end_lineno - first.lineno + 1
    return node.end_lineno - node.lineno + 1 - said


def no_sentence(text):
    said = ast.get_docstring(ast.parse(text))
    if not text.strip():
        return None
    elif not said:
        return "opens without a sentence about itself"
    else:
        return None if said.rstrip().endswith((".", "!", "?")) else "its opening is no sentence"


def comment_lines(text):
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(token.type == tokenize.COMMENT and not token.string.startswith("#!") for token in tokens)
