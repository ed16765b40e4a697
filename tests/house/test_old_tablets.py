"""What a kitchen display loads runs on Safari 15.4 and Chrome 99: nothing newer is in its scripts and sheets."""

import re

import pytest

from tests.house.tree import ROOT, files, name_of, report

SCRIPT = {
    r"\(\?<[=!]": "a look behind in a pattern (Safari 16.4)",
    r"/[dgimsuy]*v[dgimsuy]*[.,;) ]": "the v flag of a pattern (Safari 17)",
    r"\bstatic\s*\{": "a class's static block (Safari 16.4)",
    r"\bimport\.meta|\bimport\(|^import |^export ": "modules; the wall's script is a plain one",
    r"^await ": "await outside a function (Safari 15 in modules only)",
    r"\bPromise\.(withResolvers|try)\b": "Promise.withResolvers (Safari 17.4, Chrome 119)",
    r"\.(findLast|findLastIndex)\(": "findLast (Chrome 97 has it, older WebViews and Firefox don't)",
    r"\.(toSorted|toReversed|toSpliced|with)\(": "copying array methods (Safari 16, Chrome 110)",
    r"\b(Object|Map)\.groupBy\b|\.groupToMap\(": "groupBy (Safari 17.4, Chrome 117)",
    r"\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(":
        "set methods (Safari 17, Chrome 122)",
    r"\bArray\.fromAsync\b|\bIterator\.|\.(isWellFormed|toWellFormed)\(": "2024 built-ins",
    r"\bURL\.(canParse|parse)\(": "URL.canParse (Safari 17, Chrome 120)",
    r"\bAbortSignal\.(timeout|any)\b": "AbortSignal.timeout (Safari 16, Chrome 103)",
    r"\bnew Intl\.(DurationFormat|Segmenter)": "newer Intl",
    r"\.checkVisibility\(": "checkVisibility (Safari 17.4, Chrome 105)",
    r"\.(showPopover|hidePopover|togglePopover|setHTML|setHTMLUnsafe|moveBefore)\(": "popovers and newer DOM",
    r"\bstartViewTransition\b|\bnew CSSStyleSheet\b|\bCSSContainerRule\b": "newer CSS from script",
    r"\brequestIdleCallback\b|\bscheduler\.|\bnavigator\.scheduling\b": "idle callbacks (never in Safari)",
    r"\.inert\b|toggleAttribute\(\"inert\"": "inert (Safari 15.5, Chrome 102)",
    r"\"scrollend\"|\"beforetoggle\"|\"command\"": "newer events",
    r"\bcrypto\.(randomUUID|subtle)\b": "only where the page came by https",
    r"[\"'`][^\"'`\n]*:has\(": ":has in a selector (Chrome 105)",
    r"\busing\s+\w+\s*=|@\w+\s+class": "newer syntax",
}
SHEET = {
    r":has\(": ":has (Chrome 105)",
    r"@container|container-(type|name)": "container queries (Safari 16, Chrome 105)",
    r"@layer|@scope|@property|@starting-style|@position-try": "newer at-rules",
    r"&": "nesting (Safari 16.5, Chrome 112)",
    r"light-dark\(|color-mix\(|oklch\(|oklab\(|lch\(|relative-color": "newer colours",
    r"(width|height)\s*[<>]=?": "ranges in media queries (Safari 16.4, Chrome 104)",
    r"(?m)^\s*(translate|rotate|scale)\s*:|[;{]\s*(translate|rotate|scale)\s*:": "single transforms (Chrome 104)",
    r"\bsubgrid\b|\bmasonry\b": "subgrid (Safari 16, Chrome 117)",
    r":(user-invalid|user-valid|popover-open|modal|dir)\b": "newer pseudo-classes",
    r"text-box|text-wrap|field-sizing|interpolate-size|anchor-|view-transition|animation-timeline|scroll-timeline":
        "newer properties",
    r"\b\d+(lh|rlh|cqw|cqh|cqi|svh|lvh|svw|lvw)\b": "newer units",
    r"\b(round|mod|rem|sin|cos|pow|sqrt)\(": "newer sums",
    r"-trim\b|margin-trim|content-visibility|contain-intrinsic": "newer properties",
}


@pytest.mark.parametrize(("pattern", "words"), [("static/js/*.js", SCRIPT), ("static/css/kds-*.css", SHEET)],
                         ids=["scripts", "sheets"])
def test_what_a_wall_loads_is_old_enough(pattern, words):
    folder, _, glob = pattern.rpartition("/")
    found = [path for path in files(glob, under=folder) if path.parent == ROOT / folder]
    assert len(found) > 5
    report(f"{name_of(path)}: {told}" for path in found for told in too_new(path.read_text(), words))


def test_dynamic_heights_have_an_older_height_before_them():
    for path in files("kds-*.css", under="static/css"):
        for rule in re.findall(r"\{[^{}]*dvh[^{}]*\}", path.read_text()):
            assert re.search(r"(block-size|height):\s*\d+vh", rule), f"{name_of(path)}: {rule}"


@pytest.mark.parametrize("script", [
    "x.match(/(?<=a)b/)", "class A { static { f() } }", "list.findLast(Boolean)", "list.toSorted()",
    "Promise.withResolvers()", "element.checkVisibility()", "Object.groupBy(list, f)", "AbortSignal.timeout(3)",
    'document.querySelector("p:has(a)")', "one.union(other)", "import x from './x.js'", "crypto.randomUUID()",
    "/a/v.test(b)", "element.inert = true",
])
def test_this_guard_sees_newer_script(script):
    assert list(too_new(script, SCRIPT))


@pytest.mark.parametrize("sheet", [
    "a:has(b) {}", "@container (width > 3px) {}", "@layer base;", "a { & b {} }", "a { color: light-dark(red, blue) }",
    "@media (width >= 600px) {}", "a { rotate: 3deg }", "a { grid-template-rows: subgrid }", "a { height: 3lh }",
    "a { height: 100svh }",
])
def test_this_guard_sees_newer_sheets(sheet):
    assert list(too_new(sheet, SHEET))


@pytest.mark.parametrize("script", [
    "const x = list.at(-1) ?? 3", "a ||= b?.c", "element.toggleAttribute('hidden', true)", "text.replaceAll('a', 'b')",
    "structuredClone(x)", "new ResizeObserver(f).observe(x)", "/a/g.test(b)", "lock?.request('screen').catch(f)",
])
def test_this_guard_lets_pass_what_is_old_enough(script):
    assert not list(too_new(script, SCRIPT))


def too_new(text, words):
    return (why for pattern, why in words.items() if re.search(pattern, text, re.MULTILINE))
