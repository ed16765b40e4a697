"""A house with one of everything, and an empty server somewhere else."""

import pytest

from familychef.core import relay
from tests import larder
from tests.kitchen import busy
from tests.permissions.scene import Scene


@pytest.fixture
def kitchen(world):
    """A house that has cooked: orders in every state, a dish with a picture, people who came and went."""
    orders = [
        busy.order(world.leo, busy.lasagne(world.rossi, 4, minutes=number), key=f"order-{number}")
        for number in range(1, 5)
    ]
    for order in orders[1:]:
        order.accept(world.nonna)
    orders[2].start(world.nonna)
    orders[3].finish(world.nonna)
    scene = Scene(world)
    for name in ("photo", "invitation", "measure", "swap", "cart_item"):
        scene.row(name)
    world.pia.remove(by=world.marta)
    larder.lot(larder.ingredient(world.neri, "rice"), 5_000)
    relay.deliver_pending(type(world.rossi))
    return world


@pytest.fixture
def elsewhere(databases, database_kind, tmp_path):
    """elsewhere() is the settings of another, empty server; elsewhere("postgres") one on that database."""
    from familychef import settings

    made = []

    def build(kind=database_kind):
        made.append(databases.fresh(kind))
        place = {"DATABASE_URL": made[-1], "FAMILYCHEF_DATA": str(tmp_path / f"elsewhere{len(made)}")}
        return settings.read(place | {"FAMILYCHEF_PASSWORD_COST": "low", "PORT": "8000"})

    yield build
    for url in made:
        databases.drop(url)
