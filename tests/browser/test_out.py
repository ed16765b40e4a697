"""What the cook says is out, seen by two people at once; and its pages, large enough for wet hands."""

import pytest

from tests import larder
from tests.browser.axe import violations
from tests.browser.looks import cut_off, scrolls_sideways, small_targets
from tests.people import DESKTOP, NARROW, PHONE, WALL

SCREENS = {"narrow": NARROW, "phone": PHONE, "small wall": DESKTOP, "wall": WALL}


@pytest.fixture
def dishes(world):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 3_000_000)
    return [larder.dish(world.rossi, name, {flour: 100_000}, portions=1) for name in ("Pancakes", "Focaccia")]


@pytest.mark.only("sqlite")
def test_everybody_sees_at_once_what_the_cook_says_is_out(people, serve, dishes):
    people.allow("status of 409")
    pancakes, focaccia = dishes
    server = serve()
    leo, nonna = people("leo", server), people("nonna", server, WALL)
    leo.goto("/menu")
    leo.click(f"#add-{pancakes.id}")
    leo.wait_for_selector("#cartbar a")
    nonna.goto("/kitchen")
    nonna.click(".bar summary")
    nonna.click("a[href='/kitchen/out']")
    nonna.click(f"#out-{pancakes.id}-today")
    leo.wait_for_selector(f"#avail-{pancakes.id}:has-text('Out today')")
    assert leo.locator(f"#add-{pancakes.id}").count() == 0
    leo.goto("/cart")
    leo.click("#send-order")
    leo.wait_for_selector(".cart-line .trouble:has-text('Pancakes is out today.')")
    leo.wait_for_selector(f".cart-line .choices-instead a[href='/dishes/{focaccia.id}']")
    nonna.click(f"#out-{pancakes.id}-back")
    leo.wait_for_selector(".cart-line:not([data-trouble])")


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("screen", SCREENS)
def test_its_pages_are_right_on_every_screen(people, serve, world, dishes, screen):
    dishes[0].left(world.nonna, 2)
    dishes[1].out(world.nonna)
    nonna = people("nonna", serve(), SCREENS[screen], reduced_motion="reduce")
    for path in ("/kitchen/out", f"/kitchen/dishes/{dishes[0].id}/outage"):
        nonna.goto(path)
        assert not violations(nonna) and not cut_off(nonna) and not scrolls_sideways(nonna), path
        assert not small_targets(nonna, 64), path
