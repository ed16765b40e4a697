"""A house whose news can be followed: its reactions run when a test asks, and its mails go to a real server."""

from dataclasses import replace

import pytest

from familychef import rooms
from familychef.core import relay
from tests import larder
from tests.alerts.outside import receiver
from tests.families.postman import Postman
from tests.kitchen.conftest import Table


@pytest.fixture
def happen():
    """Let everything that follows from what was done happen, as the house does by itself."""
    from familychef.families.models import Family

    rooms.load()

    def follow():
        while relay.deliver_pending(Family):
            pass

    return follow


@pytest.fixture
def table(world):
    rooms.load()
    return Table(world.rossi)


@pytest.fixture
def milk(world):
    """600 ml of it, and the family wants to have 500."""
    rooms.load()
    found = larder.ingredient(world.rossi, "Milk", base="volume", threshold=500_000)
    found.carton = larder.lot(found, 600_000)
    return found


@pytest.fixture
def postman():
    found = Postman()
    found.controller.start()
    yield found
    found.controller.stop()


@pytest.fixture
def mailing(app, postman):
    """The settings of a house that has mail."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], smtp_url=postman.url, url="http://food.example")
    return app.config["SETTINGS"]


@pytest.fixture
def outside(monkeypatch):
    """Who takes news out there, whatever its address."""
    with receiver(monkeypatch) as found:
        yield found


@pytest.fixture
def accepted(world, leo, table, happen):
    """Leo's order, which the kitchen has accepted; `leo` is how the test lets him be told."""
    order = table.order(world.leo)
    order.accept(world.nonna)
    happen()
    return order
