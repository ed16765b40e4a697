"""A larder for shopping: what the Rossi buy, and how they put it on the list."""

import pytest

from tests import larder

LITRE = KILO = 1_000_000


@pytest.fixture(autouse=True)
def rooms():
    """Every room's reactions are known, as in the running house."""
    from familychef import rooms

    rooms.load()


@pytest.fixture
def foods(world):
    make = larder.ingredient
    return {
        "milk": make(world.rossi, "Milk", "volume", aisle="dairy", place="fridge", shelf_days=7),
        "flour": make(world.rossi, "Flour", aisle="baking", pack=KILO),
        "eggs": make(world.rossi, "Eggs", "count", aisle="dairy"),
        "parsley": make(world.rossi, "Parsley", aisle="vegetables"),
        "salt": make(world.rossi, "Salt", aisle="spices", track="level", level="plenty"),
    }


@pytest.fixture
def add(world):
    """add("2 l milk") puts it on the Rossi's list."""
    from familychef.shopping import actions

    return lambda text, by=None, **more: actions.add(world.rossi, text, by or world.pia, **more)


@pytest.fixture
def listed(world):
    """listed() is [(name, thousandths, or the amount and its unit as typed)] of what is on the list."""
    from familychef.shopping.models import ShoppingListItem as Item

    def lines():
        open_ones = world.rossi.of(Item).where(Item.state == "open").order_by(Item.id)
        return [(line.name, line.total or typed(line)) for line in open_ones]

    return lines


def typed(line):
    return line.num and f"{line.num / line.den:g} {line.unit}".strip()


@pytest.fixture
def happen(world):
    """Let everything that waits to be reacted to be reacted to."""
    from familychef.core.relay import deliver_pending
    from familychef.families.models import Family

    def deliver():
        while deliver_pending(Family):
            pass

    return deliver


@pytest.fixture
def pia(world):
    """zia Pia's browser: she shops."""
    return world.client(world.pia)
