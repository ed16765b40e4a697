"""No change of the API's document goes by unnoticed: the CHANGELOG names the one it speaks of."""

import re
from importlib.metadata import version

from familychef import rooms
from familychef.core.openapi import digest, document
from tests.house.tree import ROOT

HOW = "write what programs find changed under 'For programs' in CHANGELOG.md; its last line is: Document `{}`."


def newest():
    """What stands under "For programs" in the newest version."""
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    return versions[1].partition("### For programs\n")[2].strip().splitlines()


def told():
    rooms.apis()
    return document(version("familychef"))


def test_the_changelog_names_the_document_as_it_is():
    found = digest(told())
    assert newest() and newest()[-1] == f"Document `{found}`.", HOW.format(found)
    assert any(line.startswith("- ") for line in newest()), "say what changed"


def test_any_change_changes_the_digest_but_a_release_does_not():
    one = told()
    assert digest(one | {"info": one["info"] | {"version": "99"}}) == digest(one)
    assert digest(one | {"info": one["info"] | {"title": "Other"}}) != digest(one)
    path = next(iter(one["paths"]))
    assert digest(one | {"paths": {key: each for key, each in one["paths"].items() if key != path}}) != digest(one)
