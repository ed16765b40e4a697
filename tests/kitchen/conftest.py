"""A larder for the kitchen's pages: pancakes for many, lasagne for two, a cake with walnuts."""

import pytest

from familychef.core.db import transaction
from familychef.menu.models import DishStation, Station
from tests import larder


class Table:
    """The Rossi's dishes, and orders made with the family's own verbs."""

    def __init__(self, family):
        flour, walnuts = larder.ingredient(family, "Flour"), larder.ingredient(family, "Walnuts", allergens=["nuts"])
        sheets = larder.ingredient(family, "Lasagne sheets")
        larder.lot(flour, 3_000_000)
        larder.lot(walnuts, 800_000)
        larder.lot(sheets, 200_000)
        self.pancakes = larder.dish(family, "Pancakes", {flour: 100_000}, portions=1, prep_minutes=20)
        self.lasagne = larder.dish(family, "Lasagne", {sheets: 100_000}, portions=1, prep_minutes=60)
        self.cake = larder.dish(family, "Walnut cake", {flour: 200_000, walnuts: 100_000}, portions=4)

    def add(self, member, dish, portions=1, eater=None, **more):
        from familychef.kitchen import actions

        return actions.add_to_cart(member, dish, for_member=eater or member, portions=portions, **more)

    def order(self, member, *dishes, key="the-first-one", **more):
        """An order of these dishes, one portion each."""
        from familychef.kitchen import actions

        for dish in dishes or (self.pancakes,):
            self.add(member, dish)
        return actions.place_order(member, key=key, cart=actions.fingerprint(actions.cart_of(member)), **more)

    def asked(self, member, portions=3):
        """An order of more lasagne than there is."""
        from familychef.kitchen import actions

        self.add(member, self.lasagne, portions, asked=True)
        return actions.place_order(member, key="asked-for-it", cart=actions.fingerprint(actions.cart_of(member)))


@pytest.fixture
def table(world):
    return Table(world.rossi)


@pytest.fixture
def wall(world, table):
    """The board as the chef sees it."""
    return world.client(world.nonna)


@pytest.fixture
def order(world, table):
    """Pancakes and lasagne for Leo, accepted."""
    order = table.order(world.leo, table.pancakes, table.lasagne)
    order.accept(world.nonna)
    return order


@pytest.fixture
def stations(world, table):
    """Pancakes on the stove, lasagne in the oven, the cake anywhere."""
    family = world.rossi
    with transaction(family):
        made = {name: Station.add(family, world.nonna, name) for name in ("Stove", "Oven", "Cold")}
        DishStation.create(family=family, dish=table.pancakes, station=made["Stove"])
        DishStation.create(family=family, dish=table.lasagne, station=made["Oven"])
    return {name: station.id for name, station in made.items()}


@pytest.fixture
def queries(monkeypatch):
    """Counts what is asked of the database: `queries.during(call)`."""
    return Queries(monkeypatch)


class Queries:
    def __init__(self, monkeypatch):
        from familychef.core.db import database

        self.count = 0
        execute = database.obj.execute_sql

        def counted(*args, **kwargs):
            self.count += 1
            return execute(*args, **kwargs)

        monkeypatch.setattr(database.obj, "execute_sql", counted)

    def during(self, call):
        self.count = 0
        call()
        return self.count
