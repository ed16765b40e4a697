"""How much is bought: holds + what orders lack + the least there should be − usable stock − what is on the list."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from familychef.core.db import transaction
from familychef.kitchen import actions as kitchen
from familychef.pantry import actions as pantry
from familychef.shopping import actions
from familychef.shopping.keeping import keep
from familychef.shopping.models import ShoppingGap, ShoppingListItem
from tests import larder

PAST = -1
NUMBERS = itertools.count()
SOME = st.integers(0, 3000)
LOTS = st.lists(st.tuples(st.integers(1, 2000), st.sampled_from([None, 5, PAST])), max_size=4)
EXAMPLES = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def item(world):
    """Something that was ordered, for which food can be held."""
    toast = larder.dish(world.rossi, "Toast", portions=1)
    kitchen.add_to_cart(world.leo, toast, for_member=world.leo)
    return kitchen.place_order(world.leo, key="toast-for-leo", cart="").items[0]


@EXAMPLES
@given(LOTS, SOME, SOME, SOME, st.lists(SOME, max_size=2), st.sampled_from([None, 700, 1000]))
def test_it_is_what_lacks_in_whole_packs_and_no_more(world, item, lots, threshold, held, gap, wished, pack):
    food = stocked(world.rossi, lots, threshold=threshold, pack=pack)
    usable = sum(quantity for quantity, days in lots if days != PAST)
    hold(food, item, min(held, usable))
    ShoppingGap.note(world.rossi, food.id, [(food.id, gap, "Stew")])
    for number, quantity in enumerate(filter(None, wished)):
        actions.add_food(food, quantity, world.pia, key=f"wish-{food.id}-{number}")
    keep(world.rossi)
    listed, step = sum(wished), pack or 1
    buy = max(0, min(held, usable) + gap + threshold - usable - listed)
    assert sum(on_list(food)) == listed + -(-buy // step) * step
    assert len(on_list(food)) == (1 if listed or buy else 0) and not keep(world.rossi)


def stocked(family, lots, **traits):
    """A new food with these lots; a lot with a date of yesterday can't be used any more."""
    food = larder.ingredient(family, f"Food {next(NUMBERS)}", **traits)
    for quantity, days in lots:
        date = None if days is None else family.today() + dt.timedelta(days=days)
        larder.lot(food, quantity, date=date, use_until=date, date_kind="use_by")
    return food


def hold(food, item, quantity):
    if quantity:
        with transaction(food.family):
            pantry.hold(food.family, item.id, [(food.id, quantity)])


def on_list(food):
    lines = ShoppingListItem.select().where(ShoppingListItem.ingredient == food, ShoppingListItem.state == "open")
    return [line.total for line in lines]
