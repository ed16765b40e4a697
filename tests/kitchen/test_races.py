"""Many at one moment, through the running server: the last portion is sold once, one cook wins, a key counts once."""

import pytest

from tests.kitchen import busy
from tests.storm import Call, all_at_once

FIFTY = 50


@pytest.fixture
def kitchen(world, serve):
    """The Rossi's own server, with the test looking into the same database."""
    return serve()


def count(server, query, *values):
    return server.rows(query, *values)[0][0]


def test_fifty_people_order_the_last_portion_and_one_gets_it(world, kitchen):
    dish = busy.lasagne(world.rossi, 1)
    hungry = busy.people(world.rossi, FIFTY)
    carts = [busy.fill_cart(member, dish) for member in hungry]
    calls = [
        busy.place(world.cookies(member), cart, "the-last-one") for member, cart in zip(hungry, carts, strict=True)
    ]
    answers = all_at_once(kitchen, calls)
    assert sorted(answer.status for answer in answers) == [303] + [409] * (FIFTY - 1)
    assert all("ran out" in answer.text for answer in answers if answer.status == 409)
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 1
    assert count(kitchen, "SELECT SUM(quantity) FROM hold WHERE state = 'held'") == 100_000


def test_five_portions_are_sold_five_times(world, kitchen):
    dish = busy.lasagne(world.rossi, 5)
    hungry = busy.people(world.rossi, 20)
    calls = [
        busy.place(world.cookies(member), busy.fill_cart(member, dish), "one-of-the-five") for member in hungry
    ]
    answers = all_at_once(kitchen, calls)
    assert sorted(answer.status for answer in answers) == [303] * 5 + [409] * 15
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 5


def test_twenty_people_order_the_three_that_are_left_and_three_get_one(world, kitchen):
    dish = busy.lasagne(world.rossi, 50)
    dish.left(world.nonna, 3)
    calls = [
        busy.place(world.cookies(member), busy.fill_cart(member, dish), "one-of-the-three")
        for member in busy.people(world.rossi, 20)
    ]
    answers = all_at_once(kitchen, calls)
    assert sorted(answer.status for answer in answers) == [303] * 3 + [409] * 17
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 3
    assert kitchen.rows("SELECT portions_left FROM dish") == [(0,)]
    assert count(kitchen, "SELECT COUNT(*) FROM cart_item") == 17


def test_of_two_cooks_who_accept_at_once_one_wins(world, kitchen):
    for number in range(5):
        order = busy.order(world.leo, busy.lasagne(world.rossi, 1, minutes=number + 1), key=f"accepted-{number}")
        path = f"/orders/{order.id}/acceptance"
        cooks = (world.nonna, world.marta)
        answers = all_at_once(kitchen, [Call("POST", path, {}, cookies=world.cookies(cook)) for cook in cooks])
        assert sorted(answer.status for answer in answers) == [303, 409]
        accepted = "SELECT COUNT(*) FROM event WHERE kind = 'order.accepted' AND subject = ?"
        assert count(kitchen, accepted, order.dom_id) == 1
        winner = count(kitchen, 'SELECT cook_id FROM "order" WHERE id = ?', order.id)
        assert winner in (world.nonna.id, world.marta.id)


def test_accept_against_cancel_leaves_one_truth(world, kitchen):
    for number in range(5):
        order = busy.order(world.leo, busy.lasagne(world.rossi, 1, minutes=number + 1), key=f"contested-{number}")
        calls = [
            Call("POST", f"/orders/{order.id}/acceptance", {}, cookies=world.cookies(world.nonna)),
            Call("POST", f"/orders/{order.id}/cancellation", {}, cookies=world.cookies(world.leo)),
        ]
        accepted, cancelled = all_at_once(kitchen, calls)
        state = count(kitchen, 'SELECT state FROM "order" WHERE id = ?', order.id)
        assert cancelled.status == 303 and state == "cancelled"
        assert accepted.status in (303, 409)


def test_ready_at_the_same_moment_takes_the_stock_once(world, kitchen):
    order = busy.order(world.leo, busy.lasagne(world.rossi, 3), portions=2)
    order.accept(world.nonna)
    call = Call("POST", f"/orders/{order.id}/readiness", {}, cookies=world.cookies(world.nonna))
    answers = all_at_once(kitchen, [call] * 8)
    assert {answer.status for answer in answers} <= {303, 409}
    assert kitchen.rows("SELECT delta FROM stock_move WHERE reason = 'cook'") == [(-200_000,)]


def test_the_same_key_ten_times_is_one_order(world, kitchen):
    cart = busy.fill_cart(world.leo, busy.lasagne(world.rossi, 20))
    call = busy.place(world.cookies(world.leo), cart, "pressed-ten-times")
    answers = all_at_once(kitchen, [call] * 10)
    assert {answer.status for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 1


def test_the_same_key_with_other_words_is_refused(world, kitchen):
    cart = busy.fill_cart(world.leo, busy.lasagne(world.rossi, 20))
    cookies = world.cookies(world.leo)
    first = busy.place(cookies, cart, "the-one-key").send(kitchen.port, 10)
    other = busy.place(cookies, cart, "the-one-key", note="and quick").send(kitchen.port, 10)
    assert (first.status, other.status) == (303, 422)
    assert "already sent" in other.text
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 1


def test_the_same_key_of_two_people_is_two_orders(world, kitchen):
    dish = busy.lasagne(world.rossi, 20)
    calls = [
        busy.place(world.cookies(member), busy.fill_cart(member, dish), "a-key-of-both")
        for member in (world.leo, world.pia)
    ]
    assert [answer.status for answer in all_at_once(kitchen, calls)] == [303, 303]
    assert count(kitchen, 'SELECT COUNT(*) FROM "order"') == 2


def test_an_add_that_is_sent_twice_happens_once(world, kitchen):
    dish = busy.lasagne(world.rossi, 20)
    body = {"dish": dish.id, "portions": 1, "key": "pressed-twice"}
    answers = all_at_once(kitchen, [Call("POST", "/cart/items", body, cookies=world.cookies(world.leo))] * 5)
    assert {answer.status for answer in answers} == {303}
    assert kitchen.rows("SELECT portions FROM cart_item") == [(1,)]


def test_a_restart_between_placing_and_cooking_keeps_the_hold(world, kitchen):
    order = busy.order(world.leo, busy.lasagne(world.rossi, 1))
    kitchen.kill()
    kitchen.restart()
    assert kitchen.rows("SELECT state, quantity FROM hold") == [("held", 100_000)]
    for verb in ("acceptance", "start", "readiness"):
        answer = kitchen.request("POST", f"/orders/{order.id}/{verb}", {}, headers=_cookie(world, world.nonna))
        assert answer.status == 303
    assert kitchen.rows("SELECT on_hand, held FROM pantry_stock") == [(0, 0)]


def _cookie(world, who):
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in world.cookies(who).items())}
