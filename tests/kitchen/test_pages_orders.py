"""My orders: the steps, the honest time, changing, stopping, having again."""

import pytest

from familychef.core import clock
from familychef.core.db import transaction
from familychef.kitchen.models import CartItem, Order


def moved(order, minutes):
    """The same order, promised so many minutes from now."""
    with transaction(order.family):
        Order.update(promised_at=clock.now() + clock.minutes(minutes)).where(Order.id == order.id).execute()


@pytest.mark.parametrize("name", ["leo", "nonna", "pia", "marta"])
def test_everybody_has_a_page_of_orders(world, table, name):
    page = world.client(getattr(world, name)).get("/orders")
    assert page.status_code == 200 and "Nothing on the way." in page.text


def test_the_card_follows_its_order(world, table):
    order = table.order(world.leo)
    page = world.client(world.leo).get("/orders").text
    assert 'hx-trigger="orders from:body' in page
    assert f'hx-trigger="{order.dom_id} from:body"' in page
    assert "about " in page and "<noscript>" in page


def test_one_card_is_one_address(world, table):
    order = table.order(world.leo)
    client = world.client(world.leo)
    piece = client.htmx("GET", f"/orders/{order.id}").text
    assert piece.lstrip().startswith("<article") and f'id="{order.dom_id}"' in piece
    assert piece.strip().splitlines()[0] in client.get(f"/orders/{order.id}").text


@pytest.mark.parametrize(("verbs", "step"), [
    ([], "Sent"), (["accept"], "Accepted"), (["accept", "start"], "Cooking"), (["accept", "start", "finish"], "Ready"),
])
def test_the_steps(world, table, verbs, step):
    order = table.order(world.leo)
    for verb in verbs:
        getattr(order.fresh(), verb)(world.nonna)
    page = world.client(world.leo).get(f"/orders/{order.id}").text
    current = page.split('aria-current="step"')[1].split("</li>")[0]
    assert step in current and page.count('aria-current="step"') == 1
    assert ("Nonna" in page) == bool(verbs)


def test_ready_is_spoken_and_in_the_title(world, table):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.fresh().finish(world.nonna)
    page = world.client(world.leo).get("/orders").text
    assert 'data-say="alert"' in page and 'data-state="ready"' in page and "<title>(1) Orders" in page


def test_a_promise_that_moved_is_said(world, table):
    order = table.order(world.leo)
    moved(order, -10)
    assert "later than promised: " in world.client(world.leo).get("/orders").text


def test_declined_says_why_and_what_else_there_is(world, table):
    table.order(world.leo).decline(world.nonna, "Dinner is soon")
    page = world.client(world.leo).get("/orders").text
    assert "Dinner is soon" in page and "What is ready instead:" in page and "Pancakes" in page


def test_got_it_closes_the_order(world, table):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.fresh().finish(world.nonna)
    answer = world.client(world.leo).htmx("POST", f"/orders/{order.id}/receipt")
    assert answer.status_code == 200 and f'id="{order.dom_id}"' in answer.text
    assert order.fresh().state == "served"


def test_cancelling_asks_first_and_works_without_script(world, table):
    order = table.order(world.leo)
    client = world.client(world.leo)
    assert "Nothing has been cooked yet." in client.get(f"/orders/{order.id}/cancellation").text
    answer = client.post(f"/orders/{order.id}/cancellation", data={})
    assert (answer.status_code, answer.location) == (303, "/orders")
    assert order.fresh().state == "cancelled"


def test_what_is_cooking_is_stopped_by_the_cook_only(world, table):
    order = table.order(world.leo)
    order.accept(world.nonna)
    order.fresh().start(world.nonna)
    client = world.client(world.leo)
    assert "ask the cook" in client.get(f"/orders/{order.id}").text
    answer = client.htmx("POST", f"/orders/{order.id}/cancellation")
    assert answer.status_code == 409 and f'id="{order.dom_id}"' in answer.text and 'id="ticket-' not in answer.text
    page = world.client(world.nonna).get(f"/orders/{order.id}/cancellation").text
    assert 'value="leftover"' in page
    answer = world.client(world.nonna).post(f"/orders/{order.id}/cancellation", data={"fate": "eaten"})
    assert (answer.status_code, answer.location) == (303, "/kitchen")


def test_an_unknown_fate_is_refused(world, table):
    order = table.order(world.leo)
    answer = world.client(world.leo).post(f"/orders/{order.id}/cancellation", data={"fate": "given to the dog"})
    assert answer.status_code == 422 and order.fresh().state == "placed"


@pytest.mark.parametrize("path", ["", "/cancellation", "/edition"])
def test_the_orders_of_others_do_not_exist(world, table, path):
    order = table.order(world.leo)
    for name, status in (("pia", 404), ("carla", 404), ("nonna", 200), ("leo", 200)):
        assert world.client(getattr(world, name)).get(f"/orders/{order.id}{path}").status_code == status, name


@pytest.mark.parametrize("path", ["cancellation", "receipt", "repetition", "items", "items/1", "items/1/removal"])
def test_nobody_changes_the_orders_of_others(world, table, path):
    order = table.order(world.leo)
    for name in ("pia", "carla"):
        answer = world.client(getattr(world, name)).post(f"/orders/{order.id}/{path}", data={"portions": 1, "dish": 1})
        assert answer.status_code == 404, name


def test_again_puts_it_into_the_cart(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.cancel(world.leo)
    answer = world.client(world.leo).post(f"/orders/{order.id}/repetition")
    assert (answer.status_code, answer.location) == (303, "/cart")
    assert CartItem.select().count() == 2


def test_changing_an_order(world, table):
    order = table.order(world.leo, table.pancakes, table.lasagne)
    client, first = world.client(world.leo), order.items[0]
    page = client.get(f"/orders/{order.id}/edition").text
    assert "Lasagne" in page and "Something more?" in page and "Walnut cake" not in page
    answer = client.htmx("POST", f"/orders/{order.id}/items/{first.id}", data={"portions": 3})
    assert answer.status_code == 200 and f'id="edition-{order.id}"' in answer.text and first.fresh().portions == 3
    added = client.post(f"/orders/{order.id}/items", data={"dish": table.pancakes.id, "portions": 1, "for_member": ""})
    assert added.status_code == 303 and len(order.fresh().items) == 3
    client.post(f"/orders/{order.id}/items/{first.id}/removal")
    assert first.fresh().state == "void"


def test_bad_changes_come_back_with_words(world, table):
    order = table.order(world.leo)
    client, item = world.client(world.leo), order.items[0]
    for portions in ("0", "100", "", "x"):
        answer = client.post(f"/orders/{order.id}/items/{item.id}", data={"portions": portions})
        assert answer.status_code == 422 and "Something more?" in answer.text
    assert item.fresh().portions == 1


def test_more_than_there_is_shows_the_order_as_it_is(world, table):
    order = table.order(world.leo, table.lasagne)
    answer = world.client(world.leo).htmx("POST", f"/orders/{order.id}/items/{order.items[0].id}", data={"portions": 9})
    assert answer.status_code == 409 and f'id="edition-{order.id}"' in answer.text


def test_many_orders_cost_no_more_queries_than_one(world, table, queries):
    client = world.client(world.leo)
    table.order(world.leo, key="order-number-0")
    few = queries.during(lambda: client.get("/orders"))
    for number in range(1, 6):
        table.order(world.leo, table.pancakes, table.pancakes, key=f"order-number-{number}")
    assert queries.during(lambda: client.get("/orders")) == few
