"""A disk without room: it is said in a sentence, nothing is half written, and pages can be read."""

import errno

import psycopg2
import pytest

from familychef.core import db, full
from tests import larder

MOST = 400


@pytest.mark.only("sqlite")
def test_a_full_disk_is_said_and_afterwards_all_goes_on(world, app):
    larder.dish(world.rossi, "Bread")
    client = world.client(world.marta)
    client.get("/")
    (pages,), = db.database.execute_sql("PRAGMA page_count")
    db.database.execute_sql(f"PRAGMA max_page_count = {pages}")
    taken, refused = until_refused(client)
    assert refused.status_code == 507 and "full" in refused.text
    assert client.get("/shopping").status_code == 200
    told = db.database.execute_sql("SELECT COUNT(*) FROM event WHERE kind = 'entry.added'").fetchone()[0]
    assert told == taken
    db.database.execute_sql("PRAGMA max_page_count = 1000000")
    assert add(client, MOST).status_code == 303


def until_refused(client):
    """How many were taken, and the answer to the first that was not."""
    return next((number, answer) for number in range(MOST) if (answer := add(client, number)).status_code != 303)


def add(client, number):
    name = "A thing with a rather long name so that pages fill"
    return client.post("/shopping/entries", data={"text": f"{name} {number}", "key": f"full-disk-{number:04}"})


@pytest.mark.parametrize(("error", "told"), [
    (OSError(errno.ENOSPC, "No space left on device"), True),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
    (OSError(errno.EACCES, "Permission denied"), False),
    (ValueError("no number"), False),
])
def test_which_errors_say_so(error, told):
    assert full.is_full(error) is told
    try:
        raise RuntimeError("it did not work") from error
    except RuntimeError as outer:
        assert full.is_full(outer) is told


def test_postgresql_says_so_by_its_number():
    class Full(psycopg2.OperationalError):
        pgcode = "53100"

    assert full.is_full(Full("could not extend file"))
