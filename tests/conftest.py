"""The ground every test stands on: a database of its own, the app, the real server, people with browsers."""

import os
from pathlib import Path
from zlib import crc32

import huey  # noqa: F401  with Redis, before a queue without it is made in here
import hypothesis
import pytest

pytest_plugins = ["tests.fixtures.storage", "tests.fixtures.web", "tests.fixtures.browsers", "tests.fixtures.counting"]

KINDS = ("sqlite", "postgres")
MOST_WORKERS = 4

hypothesis.settings.register_profile("family", deadline=None, print_blob=True)
hypothesis.settings.load_profile("family")


def pytest_configure(config):
    config.addinivalue_line("markers", "one_database: what is looked at does not depend on the database")
    config.addinivalue_line("markers", "each_database: in a browser, and yet on each database; the others take turns")
    config.addinivalue_line("markers", "wide_limits: people here do in a minute what a family does in a day")
    config.addinivalue_line("markers", "only(kind): a property of this database alone")


def pytest_xdist_auto_num_workers(config):
    """The whole suite uses the machine's cores; a single file is quicker without the fuss."""
    few = len(config.args) == 1 and config.args[0].partition("::")[0].endswith(".py")
    return 0 if few else min(os.cpu_count() or 1, MOST_WORKERS)


def pytest_generate_tests(metafunc):
    """A test that reaches a database runs once on each of them."""
    if "database_kind" in metafunc.fixturenames:
        kinds = wanted_databases()
        if metafunc.definition.get_closest_marker("one_database"):
            kinds = kinds[:1]
        elif takes_turns(metafunc.definition):
            kinds = [kinds[crc32(metafunc.definition.nodeid.encode()) % len(kinds)]]
        if only := metafunc.definition.get_closest_marker("only"):
            kinds = [kind for kind in kinds if kind in only.args]
        metafunc.parametrize("database_kind", kinds, indirect=True)


def takes_turns(item):
    """A browser's test that says nothing of databases runs on one of them, the same each time."""
    in_browser = item.path.is_relative_to(Path(__file__).parent / "browser")
    return in_browser and not (item.get_closest_marker("each_database") or item.get_closest_marker("only"))


def wanted_databases():
    wanted = (os.environ.get("FAMILYCHEF_TEST_DATABASES") or ",".join(KINDS)).split(",")
    unknown = set(wanted) - set(KINDS)
    if unknown:
        raise pytest.UsageError(f"FAMILYCHEF_TEST_DATABASES knows {KINDS}, not {sorted(unknown)}")
    return wanted
