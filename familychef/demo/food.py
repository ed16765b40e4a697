"""Food for both families: a pantry, a menu, and orders on their way."""

from . import food_menu, food_orders, food_pantry


def seed(cast):
    for family, cook in ((cast.rossi, cast.nonna), (cast.neri, cast.carla)):
        food_pantry.seed(family, cook)
        food_menu.seed(family, cook)
    food_orders.seed(cast.rossi)
