"""The sheet of a dish that is ready, over HTTP: what was planned and used, leftovers, waste, two screens at once."""

import datetime as dt
import re

import pytest

from familychef.core.events import Event
from familychef.kitchen.models import OrderItem
from familychef.pantry.models import PantryStock
from tests import cast, larder
from tests.storm import Call, all_at_once

DAYS = dt.timedelta(days=1)


@pytest.fixture
def item(world, table):
    """Two portions of pancakes, ready: 200 g of flour."""
    return cooked(world, table, table.pancakes)


def cooked(world, table, dish, portions=2):
    table.add(world.leo, dish, portions - 1)
    order = table.order(world.leo, dish)
    order.accept(world.nonna)
    order.finish(world.nonna)
    return order.items[0].fresh()


@pytest.fixture
def wall(world):
    return world.client(cast.paired(world.marta))


@pytest.fixture
def bag():
    return PantryStock.select().where(PantryStock.first == 3_000_000).get()


def address(item):
    return f"/kitchen/items/{item.id}/usage"


def typed(item, bag, used="200", **more):
    return {"version": item.version, "lot": [bag.id], "used": [used]} | more


def left_in(lot):
    return PantryStock.get_by_id(lot.id).on_hand


def field(page, id):
    return re.search(rf'<input id="{id}"[^>]*>', page)[0]


def test_the_sheet_shows_what_was_planned_of_each_batch(world, item, wall, bag):
    PantryStock.update(use_until=dt.date(2031, 5, 4)).where(PantryStock.id == bag.id).execute()
    page = wall.get(address(item)).text
    for words in ("2 × Pancakes", "Flour", "planned 200 g", "2.8 kg left", "Cupboard", "4 May 2031"):
        assert words in page, words
    assert 'value="200"' in field(page, f"field-used-{bag.id}") and 'inputmode="decimal"' in page


def test_it_is_reached_from_what_was_just_finished_and_from_the_ticket(item, wall):
    for page in ("/kitchen", "/kitchen/recent", f"/kitchen/tickets/{item.order_id}"):
        assert f'href="{address(item)}"' in wall.get(page).text, page


@pytest.mark.parametrize(("text", "thousandths"), [
    ("250", 250_000), ("0.5 kg", 500_000), ("1,5", 1_500), ("", 0), ("0", 0), ("½ kg", 500_000),
])
def test_amounts_are_typed_as_people_do_and_a_bare_number_is_in_the_unit_beside_it(
    item, wall, bag, text, thousandths
):
    assert wall.post(address(item), data=typed(item, bag, text)).status_code == 303
    assert left_in(bag) == 3_000_000 - thousandths
    event = Event.select().where(Event.kind == "item.corrected").get()
    assert event.changes[f"pantry_stock-{bag.id}"] == [200_000, thousandths]
    assert (event.actor_id, event.actor_roles) == (None, ["kitchen"])


def test_another_batch_and_another_food_are_added(world, item, wall, bag):
    other = larder.lot(bag.ingredient, 900_000)
    spelt = larder.lot(larder.ingredient(world.rossi, "Spelt"), 500_000)
    page = wall.get(address(item)).text
    near, far = page.split("<optgroup")[1:3]
    assert f'value="{other.id}"' in near and f'value="{spelt.id}"' in far and f'value="{bag.id}"' not in near + far
    page = wall.get(address(item), query_string=typed(item, bag, "120", other=other.id, other_used="50")).text
    assert 'value="120"' in field(page, f"field-used-{bag.id}")
    assert 'value="50"' in field(page, f"field-used-{other.id}")
    assert left_in(bag) == 2_800_000
    body = typed(item, bag) | {"lot": [bag.id, other.id], "used": ["120", "50"], "other": spelt.id, "other_used": "30"}
    assert wall.post(address(item), data=body).status_code == 303
    assert (left_in(bag), left_in(other), left_in(spelt)) == (2_880_000, 850_000, 470_000)
    page = wall.get(address(item)).text
    assert "planned 200 g" in page and 'value="120"' in field(page, f"field-used-{bag.id}")


def test_leftovers_and_waste_are_noted(world, item, wall, bag):
    until = world.rossi.today() + 2 * DAYS
    body = typed(item, bag, kept="1", until=until, wasted="1", reason="fell down")
    answer = wall.post(address(item), data=body)
    assert (answer.status_code, answer.location) == (303, "/kitchen/recent")
    left = PantryStock.select().where(PantryStock.origin == "leftover").get()
    assert (left.on_hand, left.date, left.place) == (1_000, until, "fridge")
    item = item.fresh()
    assert (item.wasted, item.reason) == (1, "fell down")
    page = wall.get(address(item)).text
    for id, value in (("kept", "1"), ("until", until), ("wasted", "1"), ("reason", "fell down")):
        assert f'value="{value}"' in field(page, f"field-{id}"), id


BAD = [
    ({"used": ["plenty"]}, "used-{bag}", "Please type an amount"),
    ({"used": ["2 moons"]}, "used-{bag}", "That unit is not known for Flour"),
    ({"used": ["-3"]}, "used-{bag}", "above zero"),
    ({"used": ["4 kg"]}, "used-{bag}", "There were only 3 kg in this batch."),
    ({"kept": "many"}, "kept", "Please type a whole number."),
    ({"kept": "3"}, "kept", "Only 2 portions were cooked."),
    ({"kept": "1", "until": ""}, "until", "Please say until when it keeps"),
    ({"kept": "1", "until": "2020-01-01"}, "until", "Please say until when it keeps"),
    ({"until": "soon"}, "until", "Please type a date"),
    ({"wasted": "1", "reason": ""}, "reason", "Please say why"),
    ({"reason": "x" * 201, "wasted": "1"}, "reason", "at most 200"),
]


@pytest.mark.parametrize(("wrong", "where", "words"), BAD)
def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_stays(
    world, item, wall, bag, wrong, where, words
):
    until = str(world.rossi.today() + DAYS)
    body = typed(item, bag, "210", kept="", until=until, wasted="", reason="because") | wrong
    answer = wall.post(address(item), data=body)
    assert answer.status_code == 422
    where = where.format(bag=bag.id)
    assert 'aria-invalid="true"' in field(answer.text, f"field-{where}")
    said = re.search(rf'<p class="error" id="(?:field-)?{where}-error">.*?</p>', answer.text)[0]
    assert words in said
    for id, value in (("kept", body["kept"]), ("until", body["until"]), (f"used-{bag.id}", body["used"][0])):
        assert f'value="{value}"' in field(answer.text, f"field-{id}"), id
    assert left_in(bag) == 2_800_000 and item.fresh().version == item.version


def test_a_batch_that_was_chosen_needs_an_amount(world, item, wall, bag):
    other = larder.lot(bag.ingredient, 900_000)
    answer = wall.post(address(item), data=typed(item, bag, other=other.id))
    assert answer.status_code == 422 and f'id="used-{other.id}-error"' in answer.text
    assert left_in(other) == 900_000


def test_what_other_orders_wait_for_is_not_used_up(world, item, table, wall, bag):
    table.add(world.marta, table.pancakes, 27)
    table.order(world.marta, table.pancakes, key="the-rest-of-it")
    answer = wall.post(address(item), data=typed(item, bag, "201"))
    assert answer.status_code == 422 and "2.8 kg are held for other orders" in answer.text
    assert wall.post(address(item), data=typed(item, bag, "199")).status_code == 303


def test_batches_of_the_neighbours_are_neither_shown_nor_used(world, item, wall, bag):
    theirs = larder.lot(larder.ingredient(world.neri, "Secret flour"), 900_000)
    for page in (wall.get(address(item)), wall.get(address(item), query_string={"other": theirs.id})):
        assert "Secret flour" not in page.text
    answer = wall.post(address(item), data=typed(item, bag, other=theirs.id, other_used="100"))
    assert answer.status_code == 422 and "Secret flour" not in answer.text
    assert left_in(theirs) == 900_000 and left_in(bag) == 2_800_000


def test_looking_changes_nothing(world, item, wall, bag):
    version = world.rossi.version
    for asked in ({}, {"other": bag.id}, {"other": "x" * 50, "lot": "9" * 400}, {"kept": "x", "strange": "1"}):
        assert wall.get(address(item), query_string=asked).status_code == 200, asked
    assert type(world.rossi).get_by_id(world.rossi.id).version >= version and left_in(bag) == 2_800_000


def test_a_dish_that_is_not_ready_has_nothing_to_note(world, table, wall):
    order = table.order(world.leo)
    order.accept(world.nonna)
    item = order.items[0]
    assert "once the dish is ready" in wall.get(address(item)).text
    answer = wall.post(address(item), data={"version": item.version})
    assert answer.status_code == 409 and "once the dish is ready" in answer.text


def test_who_saw_an_older_sheet_gets_the_fresh_one(world, item, wall, bag):
    assert wall.post(address(item), data=typed(item, bag, "250")).status_code == 303
    answer = wall.post(address(item), data=typed(item, bag, "300"))
    assert answer.status_code == 409 and "Somebody else has changed this meanwhile." in answer.text
    assert 'value="250"' in field(answer.text, f"field-used-{bag.id}")
    assert f'name="version" value="{item.version + 1}"' in answer.text
    assert left_in(bag) == 2_750_000


def test_the_same_sheet_sent_twice_is_fine(item, wall, bag):
    for _twice in range(2):
        assert wall.post(address(item), data=typed(item, bag, "250")).status_code == 303
    assert Event.select().where(Event.kind == "item.corrected").count() == 1


def test_of_two_screens_that_correct_at_once_one_wins(world, item, bag, serve):
    house = serve()
    screens = [cast.paired(world.marta, name=name) for name in ("Blue Ladle", "Red Whisk")]
    for round, (one, two) in enumerate([("210", "220"), ("230", "240"), ("250", "260")]):
        now = OrderItem.get_by_id(item.id)
        body = {"version": now.version, "lot": bag.id}
        calls = [
            Call("POST", address(item), body | {"used": used}, cookies=world.cookies(screen))
            for used, screen in zip((one, two), screens, strict=True)
        ]
        answers = all_at_once(house, calls)
        assert sorted(answer.status for answer in answers) == [303, 409], round
        won = [one, two][[answer.status for answer in answers].index(303)]
        lost = next(answer for answer in answers if answer.status == 409)
        assert f'value="{won}"' in field(lost.text, f"field-used-{bag.id}")
        assert left_in(bag) == 3_000_000 - int(won) * 1000


def test_the_days_sheet_counts_leftovers_and_waste(world, item, wall, bag):
    until = world.rossi.today() + 2 * DAYS
    wall.post(address(item), data=typed(item, bag, kept="1", until=until, wasted="1", reason="fell down"))
    page = wall.get("/kitchen/day").text
    assert "thrown away: fell down" in page and "kept as leftovers" in page
    assert re.search("<b>1</b><span>Pancakes<span class=\"sub\">kept as leftovers", page)


def test_the_history_of_the_order_tells_of_leftovers_and_waste(world, item, wall, bag):
    until = world.rossi.today() + 2 * DAYS
    body = typed(item, bag, "250", kept="1", until=until, wasted="1", reason="fell down")
    wall.post(address(item), data=body)
    page = world.client(world.nonna).get(f"/history/order-{item.order_id}").text
    for words in ("What a dish took was corrected", "200 g", "250 g", "Leftovers kept", "Portions kept",
                  "Some of a dish thrown away", "Portions thrown away", "fell down"):
        assert words in page, words
