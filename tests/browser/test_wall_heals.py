"""The wall mends itself: servers that restart, screens that tap at once, distances that change what is large."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.kitchen import busy
from tests.people import WALL
from tests.storm import Call, Storm
from tests.wire import LOST

pytestmark = pytest.mark.each_database

ORDERS = 200
SOON = 20_000
OPEN = "SELECT id FROM \"order\" WHERE state IN ('placed', 'accepted', 'preparing') ORDER BY id"


class Hungry:
    def __init__(self, cookies, dish, name):
        self.cookies, self.dish, self.name = cookies, dish, name

    def next_call(self, number):
        turn, step = divmod(number, 2)
        if step == 0:
            body = {"dish": self.dish.id, "portions": 1, "key": f"add-{self.name}-{turn:05}"}
            return Call("POST", "/cart/items", body, cookies=self.cookies)
        body = {"key": f"{self.name}-{turn:05}", "cart": "", "when": "now"}
        return Call("POST", "/orders", body, cookies=self.cookies)


def tickets(page):
    return page.evaluate("[...document.querySelectorAll('#tickets .ticket')].map(each => Number(each.id.slice(7)))")


def test_a_wall_shows_what_the_server_knows_after_two_restarts_during_200_orders(world, serve, people):
    people.allow(LOST)
    server = serve()
    dish = busy.lasagne(world.rossi, 5000)
    wall = people("nonna", server, WALL)
    wall.goto("/kitchen")
    eaters = [Hungry(world.cookies(member), dish, f"eater-{place}") for place, member in enumerate(
        busy.people(world.rossi, 3))]
    with Storm(server, [eater.next_call for eater in eaters]) as storm:
        for end in (server.stop, server.kill):
            storm.wait_for(len(storm.answered) + ORDERS // 3)
            end()
            server.restart()
        while len(server.rows(OPEN)) < ORDERS:
            storm.wait_for(len(storm.answered) + 20)
    there = [id for (id,) in server.rows(OPEN)]
    wall.wait_for_function(
        "wanted => { const ids = [...document.querySelectorAll('#tickets .ticket')].map(each => +each.id.slice(7));"
        " return ids.length === wanted.length && wanted.every(id => ids.includes(id)); }", arg=there, timeout=SOON)
    assert sorted(tickets(wall)) == there and len(there) >= ORDERS


def test_two_displays_that_finish_the_same_dish_finish_it_once(house, people):
    people.allow(LOST + "|status of 409")
    walls = [people("nonna", house, WALL), people("marta", house, WALL)]
    for wall in walls:
        wall.goto("/kitchen")
    line = walls[0].locator(".ticket[data-state=accepted] button.line").first
    number = line.get_attribute("id")
    for wall in walls:
        wall.wait_for_timeout(500)
        wall.evaluate("id => document.getElementById(id).click()", number)
    for wall in walls:
        expect(wall.locator(f"#{number}[aria-pressed=false]")).to_have_count(0, timeout=SOON)
    item = f"order_item-{number.rpartition('-')[2]}"
    assert house.rows("SELECT COUNT(*) FROM event WHERE subject = ? AND kind = 'item.ready'", item) == [(1,)]


SIZES = {
    ("near", 1280): (48, 28, 22), ("middle", 1280): (72, 40, 28), ("far", 1280): (124, 60, 40),
    ("near", 1920): (56, 32, 24), ("middle", 1920): (72, 48, 32), ("far", 1920): (96, 64, 48),
}
TALL = {1280: 800, 1920: 1080}
SMALL = """() => [...document.querySelectorAll('.kds a[href], .kds button, .kds summary')]
  .filter(each => each.offsetParent && !each.closest('dialog, .vh, .toasts, .new-version'))
  .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 63.5 || box.width < 63.5)
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
FONTS = """() => ['.ticket .minutes', '.ticket .line', '.ticket .note'].map(each => {
  const found = document.querySelector(each);
  return found && Math.round(parseFloat(getComputedStyle(found).fontSize)); })"""


@pytest.mark.parametrize(("distance", "width"), SIZES, ids=lambda value: str(value))
def test_everything_is_as_large_as_its_distance_asks(show_house, people, distance, width):
    wall = people("nonna", show_house, {"viewport": {"width": width, "height": TALL[width]}, "has_touch": True})
    wall.goto("/kitchen")
    wall.evaluate("distance => document.body.dataset.distance = distance", distance)
    minutes, dish, note = wall.evaluate(FONTS)
    assert (minutes, dish, note or SIZES[distance, width][2]) == SIZES[distance, width]
    assert wall.evaluate(SMALL) == []
    assert wall.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not violations(wall)
