"""The list of rooms; each brings its pages, its reactions to events and its jobs."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

ROOMS = ("families", "pantry", "menu", "kitchen", "shopping", "advice", "alerts", "backups", "pocket", "system")


def register(app):
    """Open each room's doors: every blueprint in its views module, and in its api module where it has one."""
    load()
    for room in ROOMS:
        for blueprint in _module(room, "views").blueprints:
            app.register_blueprint(blueprint)
        for api in _apis(room):
            app.register_blueprint(api.blueprint)


def apis():
    """What all rooms offer to programs."""
    load()
    return [api for room in ROOMS for api in _apis(room)]


def load():
    """Let every room's rows, reactions, words and jobs be known, in the worker as well."""
    for room in ROOMS:
        for name in ("models", "reactions", "notices", "jobs", "sight"):
            if find_spec(f"familychef.{room}.{name}"):
                _module(room, name)


def jobs():
    """The modules that hold what is done by the clock."""
    return [_module(room, "jobs") for room in ROOMS if find_spec(f"familychef.{room}.jobs")]


def _apis(room):
    """What a room offers to programs, with whatever stands in further modules of it, `…_api`."""
    for found in iter_modules(import_module(f"familychef.{room}").__path__):
        if found.name.endswith("_api"):
            _module(room, found.name)
    return _module(room, "api").apis if find_spec(f"familychef.{room}.api") else ()


def _module(room, name):
    return import_module(f"familychef.{room}.{name}")
