"""Marta takes her family's copy home in a browser: she asks, and it appears by itself."""

import zipfile

import pytest

from tests.browser import looks
from tests.people import DESKTOP, NARROW, PHONE


def test_a_copy_is_asked_for_appears_and_is_fetched(house, people, tmp_path):
    marta = people("marta", house, screen=DESKTOP)
    marta.goto("/me")
    marta.get_by_role("link", name="Your data").click()
    marta.get_by_role("button", name="Copy the family").click()
    with marta.expect_download() as fetched:
        marta.get_by_role("link", name="Download").click()
    fetched.value.save_as(tmp_path / "rossi.zip")
    assert fetched.value.suggested_filename.startswith("FamilyChef Rossi ")
    with zipfile.ZipFile(tmp_path / "rossi.zip") as copy:
        assert b'"Rossi"' in copy.read("rows/family.jsonl")


@pytest.mark.parametrize(("screen", "scheme"), [(PHONE, "light"), (DESKTOP, "dark"), (NARROW, "light")])
def test_the_page_fits_every_screen(house, people, screen, scheme):
    marta = people("marta", house, screen=screen, color_scheme=scheme)
    marta.goto("/copies")
    marta.get_by_role("button", name="Copy my data").click()
    marta.get_by_role("link", name="Download").wait_for()
    assert not looks.cut_off(marta) and not marta.evaluate(looks.SIDEWAYS) and not looks.small_targets(marta)
