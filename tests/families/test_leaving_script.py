"""Wherever somebody can sign out, what is theirs in the browser is looked after, by each script once."""

import re
from collections import Counter

import pytest

from tests.cast import paired


def scripts(page):
    return Counter(re.findall(r'<script[^>]* src="[^"]*/([a-z-]+)\.[^"/]*js"', page.text))


@pytest.mark.parametrize("path", ["/", "/more", "/me", "/menu", "/shopping"])
@pytest.mark.parametrize("kind", ["", "shared"])
def test_each_page_with_a_way_out_has_its_scripts_once(world, path, kind):
    world.pia.tablet = paired(world.marta, kind) if kind else None
    page = world.client(world.pia).get(path)
    found = scripts(page)
    assert page.status_code == 200 and found["app"] == 1 and set(found.values()) == {1}
    if "data-leaving" in page.text:
        assert found["leaving"] == 1
    assert ("data-leaving" in page.text) == bool(kind or path in ("/more", "/me"))


def test_who_is_in_no_family_has_it_too(world):
    client = world.client(world.leo)
    assert client.post("/family/leaving").location == "/me"
    assert scripts(client.get("/me"))["leaving"] == 1
