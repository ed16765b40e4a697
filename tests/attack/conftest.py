"""One dish that can be cooked, for attackers to reach for."""

import pytest

from tests import larder


@pytest.fixture
def flour(world):
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 3_000_000)
    return flour


@pytest.fixture
def dish(world, flour):
    return larder.dish(world.rossi, "Pancakes", {flour: 100_000})
