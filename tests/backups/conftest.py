"""A house whose backups are looked at: PostgreSQL's programs are found, nobody is connected while it is restored."""

import os

import pytest

from tests.backups.keeper import Keeper
from tests.postgres import find_binaries


@pytest.fixture
def tools(monkeypatch, database_kind):
    """pg_dump and pg_restore of the server's own version come first."""
    if database_kind == "postgres":
        monkeypatch.setenv("PATH", f"{find_binaries()[0]}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def keeper(tools, world, settings):
    from familychef import rooms
    from familychef.backups import vault

    rooms.load()
    vault.keep_in(settings)
    yield Keeper(world, settings)
    vault.keep_in(None)
