"""Who may import whom: ARCHITECTURE's table, read from the code."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, name_of, parsed, product_modules, report

KITCHEN = {"core", "families", "menu", "pantry"}
SELLING = KITCHEN | {"kitchen", "shopping", "payments"}
MAY_IMPORT = {
    "core": set(),
    "families": {"core"},
    "pantry": {"core", "families"},
    "menu": {"core", "families", "pantry"},
    "payments": {"core", "families"},
    "kitchen": KITCHEN,
    "shopping": KITCHEN,
    "market": SELLING,
    "delivery": SELLING,
    "club": SELLING,
    "advice": SELLING | {"market", "delivery", "club"},
    "alerts": {"core", "families"},
    "backups": {"core", "families"},
    "pocket": {"core"},
    "system": {"core"},
}
BESIDE = {"demo"}
DOORS = (["models"], ["actions"])
OUTSIDE = {
    "urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "poplib", "imaplib",
    "xmlrpc.client", "asyncio", "websockets",
}
DIALS = re.compile(r"create_connection|socket\.socket\(|\.connect\(\(|urlopen|getaddrinfo")
MAY_DIAL = {"familychef/core/fetch.py", "familychef/core/server.py"}
ONLY_FETCHER = "familychef/core/fetch.py"


def test_rooms_import_only_what_the_table_allows():
    report(offence for path in product_modules() for offence in offences(path.relative_to(ROOT), parsed(path)))


def test_every_room_is_in_the_table():
    rooms = {path.parent.name for path in ROOT.glob("familychef/*/models.py")}
    assert rooms <= set(MAY_IMPORT), f"not in the table: {sorted(rooms - set(MAY_IMPORT))}"


def test_what_programs_do_is_not_taken_from_pages():
    """A page and its JSON twin share a verb, a form or a door; neither is the other's."""
    doors = [path for path in product_modules() if path.stem.endswith("api")]
    assert len(doors) > 20
    report(
        f"{name_of(path)} imports {module}: what both need has a room of its own"
        for path in doors for module in imported(path.relative_to(ROOT), parsed(path)) if "views" in module
    )


def test_one_module_opens_outbound_connections():
    report(
        f"{name_of(path)} imports {module}: outbound connections belong to {ONLY_FETCHER}"
        for path in product_modules()
        if name_of(path) != ONLY_FETCHER
        for module in imported(path.relative_to(ROOT), parsed(path)) if module in OUTSIDE
    )


def test_one_module_dials():
    report(
        f"{name_of(path)} opens a socket: that belongs to {ONLY_FETCHER}"
        for path in product_modules() if name_of(path) not in MAY_DIAL and DIALS.search(path.read_text())
    )
    assert DIALS.search("socket.create_connection((host, port))")


@pytest.mark.parametrize(("path", "code", "allowed"), [
    ("familychef/kitchen/models.py", "from ..menu.models import Dish", True),
    ("familychef/kitchen/actions.py", "from ..pantry import actions as pantry", True),
    ("familychef/kitchen/views.py", "from ..core.web import show", True),
    ("familychef/kitchen/views.py", "from .forms import OrderForm", True),
    ("familychef/kitchen/views.py", "def f():\n    from familychef.menu import models", True),
    ("familychef/rooms.py", "from .kitchen import views", True),
    ("familychef/demo/people.py", "from familychef.families import passwords", True),
    ("familychef/menu/models.py", "from ..kitchen.models import Order", False),
    ("familychef/menu/models.py", "from familychef.kitchen import models", False),
    ("familychef/menu/models.py", "import familychef.kitchen.models", False),
    ("familychef/pantry/actions.py", "def f():\n    from ..menu.models import Dish", False),
    ("familychef/kitchen/actions.py", "from ..menu.forms import DishForm", False),
    ("familychef/kitchen/actions.py", "from ..menu import views", False),
    ("familychef/kitchen/actions.py", "from .. import menu", False),
    ("familychef/core/web.py", "from ..families.models import User", False),
    ("familychef/core/web.py", "from .. import settings", False),
    ("familychef/alerts/reactions.py", "from ..pantry.models import PantryStock", False),
    ("familychef/families/models.py", "from ..rooms import ROOMS", False),
])
def test_this_guard_sees(path, code, allowed):
    assert (not list(offences(Path(path), ast.parse(code)))) == allowed


def offences(path, tree):
    """What this module imports against the table; modules beside the rooms may open every room's doors."""
    room = path.parts[1] if path.parts[0] == "familychef" and len(path.parts) > 2 else None
    if room is None or room in BESIDE:
        return
    for module in imported(path, tree):
        if problem := _problem(room, module):
            yield f"{path} imports {module}: {problem}"


def imported(path, tree):
    """Full dotted names of all a module imports, also inside functions."""
    package = path.parts[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _problem(room, module):
    parts = module.split(".")
    if parts[0] != "familychef" or len(parts) < 2 or parts[1] == room:
        return None
    other = parts[1]
    if other not in MAY_IMPORT[room]:
        return f"{room} may import {', '.join(sorted(MAY_IMPORT[room])) or 'nothing of ours'}"
    elif other != "core" and parts[2:3] not in DOORS:
        return "another room is entered through its models and actions"
    else:
        return None
