"""A database that is used again is as good as new, and one whose shape was changed is not used again."""

from contextlib import closing

import psycopg2
import pytest


@pytest.fixture
def used(databases):
    """used("SQL", …): was such a database used again?"""

    def answer(*statements):
        url = databases.fresh("postgres")
        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            connection.commit()
        databases.drop(url)
        again = databases.fresh("postgres")
        made.append(again)
        return again == url

    made = []
    yield answer
    for url in made:
        databases.drop(url)


def some(url):
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM throttle")
        (rows,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO event (family_id, seq, kind, subject, stale, needs, actor_roles, changes, at, settled, "
            "digest, hash) VALUES (1, 1, 'k', 's', '', 'n', '[]', '{}', now(), true, '', '') RETURNING id"
        )
        return rows, cursor.fetchone()[0]


def test_the_next_one_finds_no_row_and_begins_to_count_anew(databases):
    url = databases.fresh("postgres")
    first = some(url)
    databases.drop(url)
    again = databases.fresh("postgres")
    assert (again, some(again)) == (url, first)
    databases.drop(again)


@pytest.mark.parametrize("change", [
    "CREATE TABLE more (id integer)", "ALTER TABLE event ADD COLUMN more integer", "DROP INDEX event_family_id_seq",
    "ALTER TABLE event ALTER COLUMN hash DROP NOT NULL", "ALTER TABLE event ALTER COLUMN kind TYPE text",
    "ALTER TABLE event ADD CHECK (seq > 0)", "CREATE SCHEMA other",
    "CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'"])
def test_what_was_changed_in_shape_is_not_used_again(used, change):
    assert not used(change)


def test_what_only_held_rows_is(used):
    assert used("SELECT 1")
