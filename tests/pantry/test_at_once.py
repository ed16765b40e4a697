"""Several people tap at the same instant, through the running server: every tap counts, each once."""

import pytest

from tests import larder
from tests.storm import Call, all_at_once

TAPS = 20


@pytest.fixture
def kitchen(world, serve):
    return serve()


def taps(world, ingredient, delta, keys):
    people = [world.cookies(who) for who in (world.nonna, world.marta, world.pia)]
    path = f"/pantry/items/{ingredient.id}/changes"
    return [
        Call("POST", path, {"delta": delta, "key": key}, cookies=people[number % len(people)])
        for number, key in enumerate(keys)
    ]


def test_everybodys_minus_counts(world, kitchen):
    flour = larder.ingredient(world.rossi, "Flour", usual=10_000)
    lot = larder.lot(flour, 1_000_000)
    answers = all_at_once(kitchen, taps(world, flour, "-1", [f"minus-{number:03}" for number in range(TAPS)]))
    assert [answer.status for answer in answers] == [303] * TAPS
    assert kitchen.rows("SELECT on_hand FROM pantry_stock WHERE id = ?", lot.id) == [(1_000_000 - TAPS * 10_000,)]
    assert kitchen.rows("SELECT COUNT(*) FROM event WHERE kind = 'stock.taken'") == [(TAPS,)]


def test_the_last_piece_is_used_once(world, kitchen):
    egg = larder.ingredient(world.rossi, "Egg", base="count", usual=1000)
    larder.lot(egg, 1000)
    answers = all_at_once(kitchen, taps(world, egg, "-1", [f"minus-{number:03}" for number in range(TAPS)]))
    assert sorted(answer.status for answer in answers) == [303] + [422] * (TAPS - 1)
    assert kitchen.rows("SELECT on_hand FROM pantry_stock") == [(0,)]


def test_one_tap_sent_many_times_is_one_tap(world, kitchen):
    milk = larder.ingredient(world.rossi, "Milk", base="volume", usual=1_000_000)
    answers = all_at_once(kitchen, taps(world, milk, "1", ["the-same-key"] * TAPS))
    assert [answer.status for answer in answers] == [303] * TAPS
    assert kitchen.rows("SELECT on_hand FROM pantry_stock") == [(1_000_000,)]
    assert kitchen.rows("SELECT COUNT(*) FROM stock_move") == [(1,)]
