"""Every word a person reads goes through the catalogue, and no file names a machine or a registry."""

import ast
import re

import pytest

from tests.house.jinja import Reader, as_html
from tests.house.tree import ROOT, files, name_of, parsed, product_modules, report, templates

PLACES = re.compile(
    r"/w[o]rk/|/f[a]rm/|/r[o]ot/|/tmp/pl[a]n|pyth[o]nhosted|p[y]pi\.org|npm[j]s\.org|deb\.d[e]bian"
)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"FamilyChef"}
SPOKEN = {"aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"}
NOT_READ = {"script", "style", "code", "kbd"}
BINARY = {".woff2", ".png", ".jpg", ".webp", ".ico", ".wasm", ".gz", ".db"}


def test_no_file_names_a_machine_or_a_registry():
    texts = (path for path in files("*", ".*") if path.suffix not in BINARY and path.name != "uv.lock")
    report(f"{name_of(path)}:{line}" for path in texts for line in places(path.read_text(errors="replace")))


def test_templates_say_nothing_untranslated():
    report(f"{name_of(path)}:{offence}" for path in templates() for offence in spoken(path.read_text()))


def test_python_says_nothing_untranslated():
    rooms = [path for path in product_modules() if path.parent.parent == ROOT / "familychef"]
    report(f"{name_of(path)}:{offence}" for path in rooms for offence in said(parsed(path)))


@pytest.mark.parametrize(("text", "fine"), [
    ('<p>{{ _("Ready now") }}</p>', True),
    ("<p>{% trans %}Ready now{% endtrans %}</p>", True),
    ("<p>· 7 % {{ count }} × &times;</p>", True),
    ("<h1>FamilyChef</h1>", True),
    ("<p>{# a note #}</p>", True),
    ('<img alt="">', True),
    ('<input value="{{ dish.name }}" placeholder="{{ _(\'Name\') }}">', True),
    ('<html lang="en" class="wide"><script src="x.js"></script>', True),
    ("<p>Ready now</p>", False),
    ("<p>{{ count }} left</p>", False),
    ('<button aria-label="Close">×</button>', False),
    ('<img alt="A plate">', False),
    ('<input type="submit" value="Send">', False),
    ("<title>Menu · {{ family.name }}</title>", False),
    ("<p>菜单</p>", False),
])
def test_this_guard_sees_templates(text, fine):
    assert (not list(spoken(text))) == fine


@pytest.mark.parametrize(("code", "fine"), [
    ("answer(order, page, say=_('Accepted'))", True), ("flash(_('Saved'))", True), ("Refusal(_('No'))", True),
    ("answer(order, page, say='Accepted')", False), ("flash('Saved')", False), ("Refusal('No more left')", False),
    ("go(page, say=f'{name} is gone')", False), ("go(page, say='a %s' % name)", False),
])
def test_this_guard_sees_python(code, fine):
    assert (not list(said(ast.parse(code)))) == fine


def test_this_guard_sees_places():
    assert list(places("a\n" + "/".join(["", "wo" + "rk", "main"]))) == [2]
    assert list(places("https://py" + "pi.org/simple")) == [1]
    assert not list(places("the work at hand, a root element"))


def places(text):
    return (number for number, line in enumerate(text.splitlines(), 1) if PLACES.search(line))


def spoken(text):
    read = Reader(as_html(text))
    for words, inside, line in read.texts:
        if NOT_READ.isdisjoint(inside) and _has_words(words):
            yield f"{line} says {words[:60]!r} outside of _()"
    for tag, attributes, line in read.elements:
        heard = SPOKEN | ({"value"} if attributes.get("type") in ("submit", "button", "reset") else set())
        for name in heard & set(attributes):
            if _has_words(attributes[name] or ""):
                yield f"{line} <{tag} {name}={attributes[name][:60]!r}> outside of _()"


def said(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            heard = [word.value for word in node.keywords if word.arg == "say"]
            heard += node.args[:1] if name in ("flash", "Refusal") else []
            yield from (f"{node.lineno} says {ast.unparse(value)[:60]}" for value in heard if _raw(value))


def _has_words(text):
    return any(word not in NAMES for word in WORD.findall(text))


def _raw(value):
    if isinstance(value, ast.BinOp):
        return _raw(value.left)
    return isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str))
