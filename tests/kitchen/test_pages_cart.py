"""The cart: adding, changing, what ran out, whose allergens, and sending it."""

import re

from familychef.kitchen.models import CartItem, Order


def sending(page, **more):
    """What the browser sends from this page."""
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    cart = re.search(r'name="cart" value="([^"]+)"', page)[1]
    return {"key": key, "cart": cart, "when": "now", "day": "", "time": "", "note": ""} | more


def test_adding_answers_with_the_bar_and_a_word(world, table):
    body = {"dish": table.pancakes.id, "portions": 2, "key": "a-key-of-mine"}
    answer = world.client(world.leo).htmx("POST", "/cart/items", data=body)
    assert answer.status_code == 200
    assert 'id="cartbar"' in answer.text and "Pancakes added. 2 in your order." in answer.text
    assert "/removal?portions=2" in answer.text


def test_without_script_adding_leads_back_to_the_dish(world, table):
    answer = world.client(world.leo).post("/cart/items", data={"dish": table.pancakes.id, "key": "a-key-of-mine"})
    assert answer.status_code == 303
    assert answer.location.endswith(f"#{table.pancakes.dom_id}")


def test_the_same_key_adds_once(world, table):
    client, body = world.client(world.leo), {"dish": table.pancakes.id, "key": "a-key-of-mine"}
    for _ in range(3):
        client.post("/cart/items", data=body)
    assert [item.portions for item in CartItem.select()] == [1]


def test_undo_takes_back_what_was_added(world, table):
    item = table.add(world.leo, table.pancakes, 3)
    world.client(world.leo).htmx("POST", f"/cart/items/{item.id}/removal?portions=1")
    assert CartItem.get().portions == 2
    world.client(world.leo).htmx("POST", f"/cart/items/{item.id}/removal")
    assert not CartItem.select().exists()


def test_a_dish_of_the_neighbours_does_not_exist(world, table):
    assert world.client(world.carla).post("/cart/items", data={"dish": table.pancakes.id}).status_code == 404


def test_nobody_reaches_into_anothers_cart(world, table):
    item = table.add(world.leo, table.pancakes)
    assert world.client(world.marta).post(f"/cart/items/{item.id}", data={"portions": 9}).status_code == 404


def test_the_page_groups_by_eater(world, table):
    table.add(world.leo, table.pancakes)
    table.add(world.leo, table.lasagne, eater=world.pia)
    page = world.client(world.leo).get("/cart").text
    assert page.index(f'id="for-{world.leo.id}"') < page.index(f'id="for-{world.pia.id}"')
    assert 'hx-trigger="cart from:body, menu from:body"' in page


def test_a_changed_number_answers_with_the_whole_cart(world, table):
    item = table.add(world.leo, table.pancakes)
    answer = world.client(world.leo).htmx("POST", f"/cart/items/{item.id}", data={"portions": 4})
    assert 'id="cart"' in answer.text and "<output>4</output>" in answer.text
    assert world.client(world.leo).post(f"/cart/items/{item.id}", data={"portions": 5}).status_code == 303


def test_an_absurd_number_is_refused(world, table):
    item = table.add(world.leo, table.pancakes)
    for portions in ("100", "-1", "many", "1e9"):
        answer = world.client(world.leo).htmx("POST", f"/cart/items/{item.id}", data={"portions": portions})
        assert answer.status_code == 422, portions
    assert CartItem.get().portions == 1


def test_what_ran_out_says_what_can_be_done(world, table):
    item = table.add(world.leo, table.lasagne, 2)
    table.order(world.marta, table.lasagne)
    page = world.client(world.leo).get("/cart").text
    assert "data-trouble" in page and "Only 1 left" in page and "Take 1" in page and "Ask the kitchen" in page
    answer = world.client(world.leo).htmx("POST", f"/cart/items/{item.id}", data={"asked": "1"})
    assert "data-trouble" not in answer.text and CartItem.get().asked


def test_sending_leads_to_the_order(world, table):
    table.add(world.leo, table.pancakes)
    client = world.client(world.leo)
    answer = client.htmx("POST", "/orders", data=sending(client.get("/cart").text, note="With honey"))
    order = Order.get()
    assert answer.headers["HX-Redirect"] == f"/orders/{order.id}" and order.note == "With honey"


def test_without_script_sending_works_for_a_later_time(world, table):
    table.add(world.leo, table.pancakes)
    client = world.client(world.leo)
    day = world.rossi.today().isoformat()
    answer = client.post("/orders", data=sending(client.get("/cart").text, when="time", day=day, time="23:59"))
    assert answer.status_code == 303 and answer.location == f"/orders/{Order.get().id}"
    assert Order.get().wanted_for is not None


def test_sold_out_meanwhile_is_a_conflict_that_loses_nothing(world, table):
    table.add(world.leo, table.lasagne, 2)
    client = world.client(world.leo)
    body = sending(client.get("/cart").text, note="Extra crispy")
    table.order(world.marta, table.lasagne)
    answer = client.htmx("POST", "/orders", data=body)
    assert answer.status_code == 409 and "data-trouble" in answer.text
    assert "Extra crispy" in answer.text and Order.select().count() == 1


def test_a_cart_that_changed_elsewhere_is_a_conflict(world, table):
    item = table.add(world.leo, table.pancakes)
    client = world.client(world.leo)
    body = sending(client.get("/cart").text)
    item.change(world.leo, portions=3)
    assert client.post("/orders", data=body).status_code == 409
    assert not Order.select().exists()


def test_a_bad_time_is_said_beside_its_field(world, table):
    table.add(world.leo, table.pancakes)
    client = world.client(world.leo)
    for day, time in (("2020-01-01", "12:00"), ("tomorrow", "12:00"), ("2026-12-24", ""), ("9999-12-31", "23:59")):
        body = sending(client.get("/cart").text, when="time", day=day, time=time, note="Keep me")
        answer = client.htmx("POST", "/orders", data=body)
        assert answer.status_code == 422 and "Keep me" in answer.text, (day, time)
        assert 'id="field-time-error"' in answer.text or 'id="field-day-error"' in answer.text, (day, time)


def test_an_allergen_needs_a_named_adult(world, table):
    table.add(world.marta, table.cake, eater=world.leo)
    client = world.client(world.marta)
    page = client.get("/cart").text
    assert "Walnut cake for Leo: nuts" in page and f'<option value="{world.leo.id}"' not in page
    refused = client.htmx("POST", "/orders", data=sending(page))
    assert refused.status_code == 422 and 'id="field-ack_by-error"' in refused.text
    child = client.htmx("POST", "/orders", data=sending(refused.text, ack_by=world.leo.id))
    assert child.status_code == 422
    sent = client.htmx("POST", "/orders", data=sending(child.text, ack_by=world.nonna.id))
    assert sent.status_code == 200 and Order.get().allergen_by == world.nonna


def test_an_empty_cart_says_so(world):
    page = world.client(world.leo).get("/cart").text
    form = re.search(r'<form[^>]* id="send"[^>]*>', page).group()
    assert "Nothing in your order yet." in page and form.endswith(" hidden>")


def test_the_bar_follows_and_hides_when_empty(world, table):
    client = world.client(world.leo)
    assert "data-empty" in client.htmx("GET", "/cart/bar").text
    table.add(world.leo, table.pancakes, 2)
    bar = client.htmx("GET", "/cart/bar").text
    assert "data-empty" not in bar and 'hx-trigger="cart from:body"' in bar


def test_a_dish_that_arrives_again_with_its_key_is_added_once_whatever_happened_since(world, table):
    client = world.client(world.leo)
    late, other = ({"dish": table.pancakes.id, "key": f"{name}-key-0001"} for name in ("late", "other"))
    for form in (late, other, late):
        assert client.htmx("POST", "/cart/items", data=form).status_code == 200
    assert [item.portions for item in CartItem.select()] == [2], "another came in between"
    assert client.htmx("POST", "/orders", data={"key": "the-order-0001"}).status_code == 200
    client.htmx("POST", "/cart/items", data=late)
    assert not CartItem.select().count(), "it was ordered already"
    table.add(world.leo, table.pancakes, 1)
    stranger = world.client(world.marta).htmx("POST", "/cart/items", data=late)
    assert stranger.status_code == 422 and CartItem.select().count() == 1, "somebody else's key is none of hers"


def test_an_order_says_which_dishes_its_sender_saw(world, table):
    client = world.client(world.leo)
    table.add(world.leo, table.pancakes, 2)
    form = {"key": "the-order-0001", "saw": f"{table.pancakes.id}x1"}
    assert client.htmx("POST", "/orders", data=form).status_code == 409 and not Order.select().count()
    form["saw"] = f"{table.pancakes.id}x2"
    for _again in range(2):
        assert client.htmx("POST", "/orders", data=form).status_code == 200
    assert Order.select().count() == 1
    other = client.htmx("POST", "/orders", data=form | {"saw": f"{table.pancakes.id}x9"})
    assert other.status_code == 422, "the same key means the same order"
