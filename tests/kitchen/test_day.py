"""The kitchen's day: what is still to be cooked, figures, the day's sheet, tickets on paper, the family's board."""

import datetime as dt

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.kitchen.models import Order, OrderItem


@pytest.fixture
def wall(world, table):
    return world.client(world.nonna)


def cooked(order, by, minutes=30):
    """The order went to the table after so many minutes."""
    order.accept(by)
    order.start(by)
    with transaction(order.family):
        long_ago = clock.now() - clock.minutes(minutes)
        OrderItem.update(started_at=long_ago).where(OrderItem.order == order.id).execute()
        Order.update(placed_at=long_ago).where(Order.id == order.id).execute()
    order.finish(by)


def rail(page):
    return page[page.index('id="all-day"') : page.index("</aside>")]


def test_the_rail_counts_dishes_and_what_goes_into_them(world, table, wall):
    table.add(world.pia, table.pancakes, 3)
    table.order(world.pia, table.cake)
    table.order(world.leo, table.pancakes, key="the-second-one")
    said = rail(wall.get("/kitchen").text)
    assert "<b>4</b><span>Pancakes</span>" in said and "<b>1</b><span>Walnut cake</span>" in said
    assert "<b>450 g</b><span>Flour</span>" in said and "<b>25 g</b><span>Walnuts</span>" in said


def test_what_is_left_out_and_what_is_done_is_not_counted(world, table, wall):
    table.add(world.leo, table.cake, left_out=["Walnuts"])
    order = table.order(world.leo, table.pancakes)
    order.accept(world.nonna)
    next(item for item in order.items if item.name == "Pancakes").finish(world.nonna)
    said = rail(wall.get("/kitchen").text)
    assert "Pancakes" not in said and "Walnuts<" not in said and "<b>50 g</b><span>Flour</span>" in said


def test_a_tap_on_a_dish_lights_its_tickets_and_they_stay_lit(world, table, wall):
    mine = table.order(world.leo, table.pancakes)
    other = table.order(world.pia, table.cake, key="the-second-one")
    page = wall.get(f"/kitchen?lit={table.pancakes.id}").text
    assert f'hx-get="/kitchen?lit={table.pancakes.id}"' in page and 'aria-current="true"' in rail(page)
    lit = [part.partition('"')[0] for part in page.split('id="ticket-')[1:] if "data-lit" in part.partition(">")[0]]
    assert lit == [str(mine.id)] and f'id="ticket-{other.id}"' in page


def test_the_board_costs_the_same_queries_whatever_hangs_on_it(world, table, wall, queries):
    table.order(world.leo, table.pancakes)
    wall.get("/kitchen")
    few = queries.during(lambda: wall.get("/kitchen"))
    for number in range(8):
        table.order(world.pia, table.cake, table.pancakes, key=f"one-more-{number}")
    wall.get("/kitchen")
    assert queries.during(lambda: wall.get("/kitchen")) == few


def test_todays_figures_say_open_late_next_and_average(world, table, wall):
    cooked(table.order(world.leo, table.pancakes), world.nonna, minutes=24)
    late = table.order(world.leo, table.pancakes, key="the-late-one")
    table.order(world.pia, table.pancakes, key="the-next-one")
    with transaction(world.rossi):
        Order.update(promised_at=clock.now() - clock.minutes(3)).where(Order.id == late.id).execute()
    figures = rail(wall.get("/kitchen").text)
    assert "<dt>Open tickets</dt><dd>2</dd>" in figures and "<dt>Late</dt><dd>1</dd>" in figures
    assert "<dt>On average</dt><dd>24 min</dd>" in figures and "<dt>Next at</dt><dd>–</dd>" not in figures


def test_the_day_sheet_says_what_was_made_remade_wasted_and_slow(world, table, wall):
    nonna = world.nonna
    slow = table.order(world.leo, table.pancakes)
    cooked(slow, nonna, minutes=55)
    burnt = table.order(world.pia, table.cake, key="the-burnt-one")
    burnt.accept(nonna)
    burnt.start(nonna)
    burnt.items[0].void(nonna, "waste", "burnt")
    page = wall.get("/kitchen/day").text
    assert "<b>1</b><span>Pancakes</span>" in page and "thrown away: burnt" in page
    assert "<b>55 min</b>" in page and "recipe: 20 min" in page


def test_the_day_sheet_goes_back_and_never_into_the_future(world, table, wall):
    today = world.rossi.today()
    for asked in ("nonsense", "2999-01-01", str(today)):
        assert "Today in the kitchen" in wall.get(f"/kitchen/day?day={asked}").text, asked
    page = wall.get(f"/kitchen/day?day={today - dt.timedelta(days=3)}").text
    assert "Nothing was ordered that day." in page
    assert wall.get("/kitchen/day?day=0001-01-01").status_code == 200


def test_open_tickets_fit_on_paper(world, table, wall):
    table.add(world.leo, table.cake, note="no icing", left_out=["Walnuts"])
    open_one = table.order(world.leo, note="In the garden")
    done = table.order(world.pia, table.pancakes, key="the-done-one")
    cooked(done, world.nonna)
    page = wall.get("/kitchen/paper").text
    for words in ("Leo: no nuts", "no icing", "without Walnuts", "In the garden", f"#{open_one.number}"):
        assert words in page, words
    assert f"#{done.number} " not in page and "<script" not in page


def test_the_family_board_calls_out_what_is_almost_there_and_what_is_ready(world, table):
    ready, cooking = table.order(world.leo, table.pancakes), table.order(world.pia, table.cake, key="the-cake-order")
    cooked(ready, world.nonna)
    cooking.accept(world.nonna)
    cooking.start(world.nonna)
    page = world.client(world.leo).get("/board").text
    almost, _, done = page.partition('data-part="2"')
    assert "Pia" in almost and "Walnut cake" in almost and "Leo" in done and "Pancakes" in done
    ready.serve(world.nonna)
    assert "Pancakes" not in world.client(world.leo).get("/board").text


def test_the_neighbours_see_nothing_of_the_day(world, table):
    cooked(table.order(world.leo, table.pancakes), world.nonna)
    carla = world.client(world.carla)
    for path in ("/board", "/kitchen/day", "/kitchen/paper", "/kitchen"):
        assert "Pancakes" not in carla.get(path).text, path
