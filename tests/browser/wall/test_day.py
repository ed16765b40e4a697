"""Eight hours on the wall, by a clock that is turned: the page is no larger in the evening than in the morning."""

import pytest

from tests.browser.doll_wall import LOUDSPEAKER, until
from tests.kitchen import busy
from tests.people import WALL

ROUNDS, MORNING = 12, 3
PACE = 8 * 3600 // ROUNDS
MORE_NODES, MORE_LISTENERS, MORE_BYTES = 250, 4, 400_000
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def house(serve):
    return serve(env={"FAMILYCHEF_LIMITS": "1000"})


def weigh(page, looks):
    """(nodes, listeners, bytes of script objects) that the page still holds on to; what a console shows is not its."""
    looks.send("Runtime.discardConsoleEntries")
    looks.send("HeapProfiler.collectGarbage")
    counted = looks.send("Memory.getDOMCounters")
    heap = looks.send("Runtime.getHeapUsage")["usedSize"]
    return counted["nodes"], counted["jsEventListeners"], heap


def order(eater, house, dish, number):
    for path, form in (
        ("/cart/items", {"dish": str(dish.id), "portions": "1", "key": f"add-{number:06}"}),
        ("/orders", {"key": f"round-{number:06}", "cart": "", "when": "now"}),
    ):
        answer = eater.context.request.post(house.url + path, form=form, headers=SAME_ORIGIN, max_redirects=0)
        assert answer.status == 303, answer.text()[:300]


def eat(eater, house):
    (id,) = house.rows("SELECT MAX(id) FROM \"order\"")[0]
    answer = eater.context.request.post(f"{house.url}/orders/{id}/receipt", headers=SAME_ORIGIN, max_redirects=0)
    assert answer.status == 303, answer.text()[:300]


def forty_minutes(page, house, eater, dish, number):
    """An order comes, is accepted, made and fetched; then nothing happens for a while."""
    order(eater, house, dish, number)
    until(page, "Boolean(document.querySelector('.ticket[data-state=new]'))")
    page.clock.run_for(500)
    for step in ("-accept", "-finish"):
        page.evaluate(f"document.querySelector('.ticket [id$={step}]').click()")
        until(page, f"!document.querySelector('.ticket [id$={step}]')")
        page.clock.run_for(3_000)
    eat(eater, house)
    until(page, "!document.querySelector('.ticket, .plate, .htmx-request')")
    page.clock.run_for(30_000)
    page.clock.fast_forward((PACE - 40) * 1000)
    until(page, "fc.live.age() < 5000")


@pytest.mark.one_database
def test_a_day_of_eight_hours_leaves_nothing_behind(people, world, house):
    people.allow("htmx:sse:error|htmx:error|timeout|abort")
    dish = busy.lasagne(world.rossi, 500)
    page, eater = people("nonna", house, WALL), people("leo", house)
    page.clock.install()
    page.add_init_script(LOUDSPEAKER)
    page.goto("/kitchen")
    looks = page.context.new_cdp_session(page)
    for number in range(ROUNDS):
        forty_minutes(page, house, eater, dish, number)
        if number == MORNING:
            morning = weigh(page, looks)
    evening = weigh(page, looks)
    print(f"morning {morning}, evening {evening}")
    assert evening[0] <= morning[0] + MORE_NODES and evening[1] <= morning[1] + MORE_LISTENERS
    assert evening[2] <= morning[2] + MORE_BYTES
