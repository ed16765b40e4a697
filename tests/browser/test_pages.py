"""Every page, on phone, tablet and desktop, light and dark: axe is silent, nothing is cut off or too small."""

import pytest

from tests.browser.axe import violations
from tests.browser.looks import cut_off, picture, scrolls_sideways, small_targets
from tests.people import DESKTOP, NARROW, PHONE, TABLET, WALL

SCREENS = {"phone": PHONE, "narrow": NARROW, "tablet": TABLET, "desktop": DESKTOP}
OPEN = {"sign in": "/session/new"}
MEMBER = {"today": "/", "menu": "/menu", "cart": "/cart", "orders": "/orders", "dish": "/dishes/1", "more": "/more"}
CHEF = {"pantry": "/pantry", "kitchen": "/kitchen"}
ADMIN = {"family": "/family"}
PAGES = [
    *((None, name, path) for name, path in OPEN.items()),
    *(("leo", name, path) for name, path in MEMBER.items()),
    *(("nonna", name, path) for name, path in CHEF.items()),
    *(("marta", name, path) for name, path in ADMIN.items()),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("who", "name", "path"), PAGES, ids=[name for _, name, _ in PAGES])
def test_a_page_is_right_for_everyone(people, show_house, who, name, path, screen, theme):
    page = at(people, show_house, who, path, SCREENS[screen], color_scheme=theme)
    picture(page, f"{name.replace(' ', '-')}-{screen}-{theme}")
    assert not violations(page)
    assert not cut_off(page)
    assert not scrolls_sideways(page)
    assert not small_targets(page, 64 if path == "/kitchen" else 44)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_wall_is_right(people, show_house, theme):
    page = at(people, show_house, "nonna", "/kitchen", WALL, color_scheme=theme)
    picture(page, f"kitchen-wall-{theme}")
    assert not violations(page) and not cut_off(page) and not scrolls_sideways(page) and not small_targets(page, 64)


def at(people, house, who, path, screen, **options):
    options |= {"reduced_motion": "reduce"}
    page = people(who, house, screen, **options) if who else people.visitor(house, screen, **options)
    answer = page.goto(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    page.wait_for_load_state("load")
    return page
