"""Whatever a family writes, wherever: no page runs it, and no page even tries."""

import os

import pytest

from tests.browser.hostile import Visit
from tests.isolation.payloads import PAYLOADS
from tests.permissions.scene import Scene

TURNS = int(os.environ.get("FAMILYCHEF_TEST_TURNS", "3"))


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 150


@pytest.mark.only("sqlite")
def test_no_page_runs_what_a_family_writes(world, settings, serve, people):
    people.allow("favicon.ico|status of 4")
    visit = Visit(Scene(world), serve(env={"FAMILYCHEF_DATA": str(settings.data)}), people)
    for number in range(TURNS):
        texts, faults = visit.turn(number)
        assert not faults, faults
        assert not people.complaints(), people.complaints()
    print(f"{len(set(PAYLOADS))} payloads, {texts} texts, {len(visit.paths)} pages, {TURNS} turns: nothing ran")
    assert texts > 40 and len(visit.paths) > 40
