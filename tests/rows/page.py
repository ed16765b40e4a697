"""The security checklist as a page: `python -m tests.rows.page` writes docs/security-checklist.md from the tests."""

import ast
import re

from tests.fixtures.storage import ROOT

PAGE = ROOT / "docs/security-checklist.md"
CHECKLIST = ROOT / "tests/rows/checklist.txt"
NAME = re.compile(r"test_row_(\d\d)_(\w+)")
HEAD = """# The security checklist

Sixty rows after OWASP ASVS 5.0, each with the tests that turn red when it no longer holds. This page is written from
the tests by `python -m tests.rows.page`; a test fails when it is out of date.

"""


def rows():
    """{number: sentence}."""
    lines = CHECKLIST.read_text().splitlines()
    return {int(number): text for number, _space, text in (line.partition(" ") for line in lines)}


def named_tests():
    """{number: [(file, what the test says)]} of every test that names a row."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (named := NAME.fullmatch(node.name)):
                place = str(path.relative_to(ROOT))
                found.setdefault(int(named[1]), []).append((place, named[2].replace("_", " ")))
    return found


def page():
    known = named_tests()
    parts = [HEAD]
    for number, text in rows().items():
        parts.append(f"## {number}. {text}\n")
        parts += [f"- {said} (`{place}`)\n" for place, said in known.get(number, [])]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
