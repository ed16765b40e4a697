"""Every address that is a page, as the permission table lists them: axe finds nothing, light and dark."""

import pytest

from tests.browser.axe import violations
from tests.browser.looks import scrolls_sideways
from tests.cast import COOKIE
from tests.people import NARROW, PHONE
from tests.permissions import matrix
from tests.permissions.scene import Scene

PLAIN = {"api_document.read", "assets.file", "pocket.installable", "live.stream", "health.live", "health.ready",
         "metrics.read", "menu.file", "menu.art", "families.audit_table", "kitchen.calendar"}
STRANGERS = {"families.sign_in_page", "families.take_link"}
LEADS_TO_A_PAGE = {"families.take_link"}


@pytest.fixture
def addresses(world):
    """{endpoint: path} of every GET address a chef who is admin may open, with rows of the Rossi in it."""
    scene = Scene(world)
    lines = [line for line in matrix.rows() if line.method == "GET" and line.endpoint not in PLAIN]
    may = [line for line in lines if 200 in (line.expected["admin"], line.expected["chef"], line.expected["nobody"])]
    may += [line for line in lines if line.endpoint in LEADS_TO_A_PAGE]
    return {line.endpoint: scene.address(world.app, line) for line in may}


@pytest.mark.only("sqlite")
@pytest.mark.parametrize(("screen", "theme"), [(PHONE, "light"), (PHONE, "dark"), (NARROW, "light")])
def test_every_page_is_open_to_everyone(world, settings, addresses, serve, people, screen, theme):
    people.allow("favicon.ico")
    server = serve(env={"FAMILYCHEF_DATA": str(settings.data)})
    marta = people.visitor(server, screen, color_scheme=theme, reduced_motion="reduce")
    stranger = people.visitor(server, screen, color_scheme=theme, reduced_motion="reduce")
    marta.context.add_cookies([{"name": COOKIE, "value": world.cookies(world.marta)[COOKIE], "url": server.url}])
    found = {}
    for endpoint, path in addresses.items():
        faults = look(stranger if endpoint in STRANGERS else marta, path)
        if faults:
            found[endpoint] = faults
    assert not found, "\n".join(f"{endpoint}: {fault}" for endpoint, faults in found.items() for fault in faults)
    assert len(addresses) > 40


def look(page, path):
    """What is wrong with a page; pictures and pieces are no pages."""
    answer = page.goto(path)
    if answer.status != 200:
        return [f"{path} answered {answer.status}"]
    if "<html" not in answer.text():
        return []
    return violations(page) + ([f"{path} scrolls sideways"] if scrolls_sideways(page) else [])
