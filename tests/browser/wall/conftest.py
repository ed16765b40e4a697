"""A wall in the house of cardboard, with a clock the test turns."""

import pytest

from tests.browser.doll_house import DollHouse
from tests.browser.doll_wall import LOUDSPEAKER, SCREEN, until


@pytest.fixture
def house():
    house = DollHouse()
    yield house
    house.close()


@pytest.fixture
def wall(people, house):
    """A page on the wall, once the house was heard; `silent`: until somebody touches it."""

    def go(path="/wall", silent=False, script="", time=None):
        page = people.visitor(house, SCREEN)
        page.clock.install(time=time)
        page.add_init_script(f"globalThis.silent = {'true' if silent else 'false'};" + LOUDSPEAKER + script)
        page.goto(path)
        page.wait_for_selector("[data-htmx-powered]", state="attached")
        until(page, "Boolean(document.getElementById('live')._htmx?.sse?.reader)")
        return page

    return go
