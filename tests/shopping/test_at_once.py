"""Several people at the same instant, through the running server: one list, each wish, tick and bag once."""

from familychef.core import clock
from tests.storm import Call, all_at_once

TAPS = 12


def people(world):
    return [world.cookies(who) for who in (world.nonna, world.marta, world.pia)]


def test_everybodys_first_wish_makes_one_list_and_each_key_counts_once(world, foods, serve):
    kitchen, jars = serve(), people(world)
    wishes = [{"text": "1 l milk", "key": f"wish-{number // 2:04}"} for number in range(TAPS)]
    calls = [Call("POST", "/shopping/entries", wish, cookies=jars[at % 3]) for at, wish in enumerate(wishes)]
    assert [answer.status for answer in all_at_once(kitchen, calls)] == [303] * TAPS
    assert kitchen.rows("SELECT COUNT(*) FROM shopping_list") == [(1,)]
    assert kitchen.rows("SELECT quantity FROM shopping_list_item") == [(TAPS // 2 * 1_000_000,)]


def test_two_who_put_the_same_basket_away_store_it_once(world, foods, add, serve):
    (milk,) = add("2 l milk")
    milk.tick(True, clock.now(), world.pia)
    kitchen, jars = serve(), people(world)
    body = {"item": milk.id, "amount": "2 l", "date": "", "place": "fridge", "price": "", "kind": ""}
    path = f"/shopping/{milk.shopping_list_id}/putting-away"
    calls = [Call("POST", path, body | {"key": f"away-{number:04}"}, cookies=jars[number % 3]) for number in range(6)]
    assert [answer.status for answer in all_at_once(kitchen, calls)] == [303] * 6
    assert kitchen.rows("SELECT on_hand FROM pantry_stock") == [(2_000_000,)]
    assert kitchen.rows("SELECT COUNT(*) FROM event WHERE kind = 'entry.bought'") == [(1,)]
