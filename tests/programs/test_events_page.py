"""docs/events.md names everything that can happen, and what it is about."""

import re

import pytest

from familychef import rooms
from familychef.alerts.hook_kinds import KINDS
from familychef.core import notices
from tests.fixtures.storage import ROOT

ROW = re.compile(r"^\| `(\w+)-7` \| (.+?) \| (.+) \|$", re.MULTILINE)
TYPE = re.compile(r"`(\w+\.\w+)`")


def named():
    """{(noun of the subject, type)}, as the page says."""
    page = (ROOT / "docs/events.md").read_text()
    return {(noun, kind) for noun, kinds, _address in ROW.findall(page) for kind in TYPE.findall(kinds)}


def test_every_type_is_named():
    rooms.load()
    assert {kind for _noun, kind in named()} == set(notices.sentences)


@pytest.mark.one_database
def test_what_happens_is_about_what_the_page_says(house):
    happened = house.rows("SELECT DISTINCT kind, subject FROM event")
    assert happened
    assert not {(subject.rpartition("-")[0], kind) for kind, subject in happened} - named()


def test_the_addresses_are_there(app):
    page = (ROOT / "docs/events.md").read_text()
    told = [address for *_row, told in ROW.findall(page) for address in re.findall(r"`(/[^`]+)`", told)]
    asked = app.url_map.bind("localhost")
    assert told and all(asked.match(f"/api/v1{address}", method="GET") for address in told)


def test_what_webhooks_are_told_is_what_the_page_says():
    nouns = {noun for each in KINDS.values() for noun in each.nouns}
    about = {noun for noun, kind in named() if kind.partition(".")[0] in nouns}
    page = (ROOT / "docs/events.md").read_text().rpartition("Webhooks")[2]
    assert about - {"family"} - set(re.findall(r"`(\w+)-`", page)) <= {"alert"}
