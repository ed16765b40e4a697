"""The pages of the family's screens look right everywhere: axe finds nothing, nothing runs over the edge."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from familychef.families.models import Pairing
from tests.browser.axe import violations
from tests.browser.looks import scrolls_sideways
from tests.cast import join, paired, password_hash
from tests.people import NARROW, PHONE, TABLET, WALL
from tests.wire import LOST, Wire

SCREENS = [(WALL, "light"), (TABLET, "dark"), (PHONE, "light"), (NARROW, "dark")]


@pytest.fixture
def mia(world):
    mia = join(world.rossi, "Mia", None, child=True, face="cat", colour=5, pin_hash=password_hash("2580"))
    mia.tablet = paired(world.marta, "shared")
    return mia


def jar(world, server, who):
    return [{"name": name, "value": value, "url": server.url} for name, value in world.cookies(who).items()]


@pytest.mark.only("sqlite")
@pytest.mark.parametrize(("screen", "theme"), SCREENS)
def test_every_page_of_a_screen_is_open_to_everyone(world, settings, mia, serve, people, screen, theme):
    server = serve(env={"FAMILYCHEF_DATA": str(settings.data)})
    wall, tablet, phone = [people.visitor(server, screen, color_scheme=theme, reduced_motion="reduce") for _ in "123"]
    wall.goto("/pair")
    wall.get_by_role("button", name="Pair this screen").click()
    wall.locator(".pair-code").wait_for()
    phone.context.add_cookies(jar(world, server, world.marta))
    tablet.context.add_cookies(jar(world, server, mia.tablet))
    code, own_pin = Pairing.get().code, f"/members/{world.marta.id}/pin"
    paths = {
        wall: ["/pair", "/pair/waiting"],
        phone: ["/devices", f"/devices/new?code={code}", own_pin, "/members/new"],
        tablet: ["/session/faces", f"/session/faces/{mia.id}"],
    }
    faults = [fault for page, addresses in paths.items() for path in addresses for fault in look(page, path)]
    tablet.context.add_cookies(jar(world, server, mia))
    faults += [fault for path in ("/menu", "/orders", "/me") for fault in look(tablet, path)]
    assert not faults, "\n".join(faults)


@pytest.fixture
def sofa(world, settings, mia, serve, people):
    """A shared tablet on which Mia has signed in, at the end of a wire, with a clock that can be put on."""
    server = serve(env={"FAMILYCHEF_DATA": str(settings.data)})
    people.allow(LOST)
    wire = Wire(server)
    tablet = people.visitor(wire, TABLET, reduced_motion="reduce")
    tablet.context.add_cookies(jar(world, server, mia.tablet) + jar(world, server, mia))
    tablet.clock.install()
    tablet.goto("/me")
    yield tablet, wire
    wire.cut()


@pytest.mark.one_database
def test_a_screen_nobody_touches_without_a_network_covers_itself_and_then_asks_who_is_there(sofa):
    tablet, wire = sofa
    expect(tablet.get_by_text("Mia").first).to_be_visible()
    wire.cut()
    expect(tablet.locator("#net")).to_be_visible(timeout=20_000)
    tablet.clock.fast_forward("09:00")
    tablet.mouse.click(5, 5)
    tablet.clock.fast_forward("09:00")
    expect(tablet.locator("#cover")).to_be_hidden()
    tablet.clock.fast_forward("02:00")
    expect(tablet.get_by_role("heading", name="This screen is covered.")).to_be_visible(timeout=20_000)
    assert "Mia" not in tablet.locator("body").inner_text()
    assert not violations(tablet) and not scrolls_sideways(tablet)
    wire.mend()
    tablet.wait_for_url("**/session/faces", timeout=20_000)


@pytest.mark.one_database
def test_the_touch_that_wakes_a_tablet_finds_it_covered(sofa):
    """While it slept no timer ran."""
    tablet, _wire = sofa
    expect(tablet.get_by_text("Mia").first).to_be_visible()
    tablet.clock.pause_at(dt.datetime.now() + dt.timedelta(seconds=30))
    tablet.clock.set_system_time(dt.datetime.now() + dt.timedelta(hours=3))
    tablet.mouse.click(5, 5)
    expect(tablet.get_by_role("heading", name="This screen is covered.")).to_be_visible()
    assert "Mia" not in tablet.locator("body").inner_text()


def look(page, path):
    answer = page.goto(path)
    found = [] if answer.status == 200 else [f"{path} answered {answer.status}"]
    sideways = [f"{path} scrolls sideways"] if scrolls_sideways(page) else []
    return found + sideways + [f"{path}: {fault}" for fault in violations(page)]
