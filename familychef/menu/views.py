"""The menu's pages, gathered."""

from . import dish_views, picture_views, recipe_views, saving_views, station_views  # noqa: F401
from .room import menu_room

blueprints = (menu_room,)
