"""The threat model names every row of OWASP's ten, each with guards and tests that are there."""

import ast
import re
from functools import cache

import pytest

from tests.house.tree import ROOT, files, parsed

PAGE = (ROOT / "docs/threat-model.md").read_text()
RISKS = {
    "A01": "Broken Access Control", "A02": "Cryptographic Failures", "A03": "Injection", "A04": "Insecure Design",
    "A05": "Security Misconfiguration", "A06": "Vulnerable and Outdated Components",
    "A07": "Identification and Authentication Failures", "A08": "Software and Data Integrity Failures",
    "A09": "Security Logging and Monitoring Failures", "A10": "Server-Side Request Forgery",
}
NAMED = re.compile(r"`([\w./-]+/[\w.-]+\.[a-z]+)(?:::(\w+))?`")


def guarded(page=PAGE):
    """The rows of the page that name a test, as lists of cells."""
    rows = (line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ") and "::" in line)
    return [row for row in rows if len(row) == 3]


@cache
def named_in(name):
    found = (node for node in ast.walk(parsed(ROOT / name)) if isinstance(node, ast.FunctionDef))
    return {node.name for node in found if node.name.startswith("test_")}


def wrong(row):
    """What a row lacks, or names that isn't there."""
    _risk, guard, proof = row
    guards, proofs = NAMED.findall(guard), NAMED.findall(proof)
    yield from ["no guard"] * (not guards) + ["no test"] * (not any(test for _file, test in proofs))
    for file, test in guards + proofs:
        if not (ROOT / file).is_file():
            yield f"{file} is not there"
        elif test and test not in named_in(file):
            yield f"{file} has no {test}"


def test_each_risk_has_its_row_by_its_name():
    named = [row[0] for row in guarded() if re.match(r"A\d\d ", row[0])]
    assert named == [f"{number} {name}" for number, name in RISKS.items()]


@pytest.mark.parametrize("row", guarded(), ids=lambda row: row[0][:24])
def test_what_a_row_names_is_there(row):
    assert not list(wrong(row))


def test_each_boundary_has_a_row():
    assert len(guarded()) - len(RISKS) >= 8


@pytest.mark.parametrize("row", [
    ["A", "a good intention", "`tests/rows/test_house.py::test_row_54_no_folder_is_listed`"],
    ["A", "`familychef/settings.py`", "`tests/rows/test_house.py`"],
    ["A", "`familychef/wishes.py`", "`tests/rows/test_house.py::test_row_54_no_folder_is_listed`"],
    ["A", "`familychef/settings.py`", "`tests/rows/test_house.py::test_all_is_well`"],
])
def test_this_guard_sees_what_is_only_said(row):
    assert list(wrong(row))


def test_every_file_that_a_document_names_is_there():
    for document in files("*.md", under="docs"):
        missing = {file for file, _test in NAMED.findall(document.read_text()) if not is_there(file)}
        assert not missing, f"{document.name} names {missing}"


def is_there(file):
    """A path from the top, or from the package, or of somebody else's machine."""
    ours = file.split("/")[0] in {"familychef", "tests", "deploy", "docs", "migrations", "templates", "static"}
    return not ours or (ROOT / file).is_file()
