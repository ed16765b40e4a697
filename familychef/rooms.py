"""The list of rooms; each brings its pages, its reactions to events and its jobs."""

from importlib import import_module
from importlib.util import find_spec

ROOMS = ("families", "pantry", "menu", "kitchen")


def register(app):
    """Open each room's doors: every blueprint in its views module, and let its reactions be known."""
    for room in ROOMS:
        for blueprint in _module(room, "views").blueprints:
            app.register_blueprint(blueprint)
        if find_spec(f"familychef.{room}.reactions"):
            _module(room, "reactions")


def jobs():
    """The modules that hold periodic jobs."""
    return [_module(room, "jobs") for room in ROOMS if find_spec(f"familychef.{room}.jobs")]


def _module(room, name):
    return import_module(f"familychef.{room}.{name}")
