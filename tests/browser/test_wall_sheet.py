"""The sheet "used" on the wall, by touch: large enough, easy to read for everyone, and typed on a keypad."""

import re

import pytest
from playwright.sync_api import expect

from tests import larder
from tests.browser.axe import violations
from tests.kitchen import busy

WALL = {"viewport": {"width": 1280, "height": 800}, "has_touch": True}
SMALL = """[...document.querySelectorAll('main button, main a, main input:not([type=hidden]), main select')]
  .filter(each => each.getBoundingClientRect().height < 63.5).map(each => each.name || each.textContent)"""


@pytest.fixture
def ready(world):
    """Two portions of lasagne, ready, and another batch of sheets in the cellar."""
    dish = busy.lasagne(world.rossi, 9)
    order = busy.order(world.marta, dish, portions=2)
    order.accept(world.nonna)
    order.finish(world.nonna)
    larder.lot(dish.lines.get().ingredient, 400_000, place="cellar")
    return order.items.get()


def test_the_cook_corrects_what_was_used_by_touch(world, serve, people, ready):
    people.allow("status of 422")
    wall = people("nonna", serve(), WALL)
    wall.goto("/kitchen/recent")
    wall.get_by_role("link", name="Used: Lasagne 30").tap()
    planned = wall.get_by_label("Lasagne sheets 30")
    expect(planned).to_have_value("200")
    assert planned.get_attribute("inputmode") == "decimal"
    assert wall.evaluate(SMALL) == [] and violations(wall) == []
    type_it(wall, planned)
    assert sorted(ready.fresh().outcome().amounts.values()) == [60_000, 150_000]
    assert ready.outcome().kept == 1


def type_it(wall, planned):
    """Other amounts, another batch, more leftovers than there can be, and then one."""
    wall.get_by_label("Something else went in, too").select_option(index=1)
    wall.get_by_label("How much").fill("60")
    planned.first.fill("150")
    wall.get_by_role("button", name="Add to the list").tap()
    expect(wall.locator("[name=used]")).to_have_count(2)
    wall.get_by_label("Portions kept").fill("3")
    wall.get_by_role("button", name="Save").tap()
    expect(wall.locator(".field .error")).to_have_text("Only 2 portions were cooked.")
    assert wall.evaluate(SMALL) == [] and violations(wall) == []
    wall.get_by_label("Portions kept").fill("1")
    wall.get_by_role("button", name="Save").tap()
    expect(wall).to_have_url(re.compile("/kitchen/recent$"))
