"""A house moves from one database to another and back: every row, nobody at home, all of it or nothing."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import psycopg2
import pytest

from familychef import doctor, relocating, rooms
from familychef.core import db
from familychef.invariants import Violation
from tests.any_row import AnyRow, all_models
from tests.conftest import wanted_databases
from tests.fixtures.storage import ROOT, clean_environment
from tests.fixtures.web import close
from tests.raw_rows import everything, execute, tables
from tests.serving import Server
from tests.supper import order_supper

RUN = "import sys; from familychef.cli import main; main(sys.argv[1:])"
UNTAKEN = {
    "sqlite": "UPDATE family SET name = CAST(x'4e657269004e657269' AS TEXT) WHERE name = 'Neri'",
    "postgres": 'ALTER TABLE "family" ADD COLUMN garden INTEGER',
}


@pytest.fixture
def elsewhere(databases, database_kind):
    """elsewhere() is the URL of an empty database of the other kind, elsewhere(kind) of that one."""
    made = []
    other = next((kind for kind in wanted_databases() if kind != database_kind), database_kind)

    def build(kind=other):
        made.append(databases.empty(kind))
        return made[-1]

    yield build
    for url in made:
        databases.drop(url)


@pytest.fixture
def move(settings, world):
    """move(url) is what the move of the Rossi and the Neri said, and how it ended."""
    close(db.database)
    rooms.load()

    def run(url):
        said = []
        try:
            code = relocating.run(settings, replace(settings, database_url=url), say=said.append)
        finally:
            db._owned.clear()
        return code, "\n".join(said)

    return run


def command(server, url, to):
    where = clean_environment(DATABASE_URL=url, FAMILYCHEF_DATA=server.data)
    return subprocess.run(
        [sys.executable, "-c", RUN, "migrate-to", to], cwd=ROOT, env=where, capture_output=True, text=True
    )


def test_there_and_back_every_row_is_the_same_and_the_family_eats(serve, elsewhere, database_kind):
    house = serve(demo=True)
    order_supper(house)
    house.stop()
    before = everything(house.database_url)
    away, back = elsewhere(), elsewhere(database_kind)
    for old, new in ((house.database_url, away), (away, back)):
        done = command(house, old, new)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"DATABASE_URL={new}" in done.stdout and f"order: {len(before['order'])}\n" in done.stdout
        assert everything(new) == before
    assert everything(house.database_url) == before, "the old database was touched"
    for url in (away, back):
        home = Server(house.folder, url).start()
        try:
            order_supper(home)
        finally:
            home.stop()


def test_every_table_travels(world, settings, elsewhere, move, monkeypatch):
    """One row of each, made up: the doctor would not like them."""
    monkeypatch.setattr(doctor, "examine", lambda settings: [])
    db.connect(settings)
    rows, away = AnyRow(world.rossi), elsewhere()
    for model in all_models():
        rows.of(model)
    close(db.database)
    before = everything(settings.database_url)
    assert all(before.values())
    code, said = move(away)
    assert code == 0, said
    assert everything(away) == before == everything(settings.database_url)


@pytest.mark.parametrize("table", ["family", "order", "refresh_token"])
def test_a_move_that_fails_in_the_middle_leaves_it_empty(settings, elsewhere, move, monkeypatch, table):
    away, before, copied = elsewhere(), everything(settings.database_url), relocating._copied

    def until(source, model):
        if model._meta.table_name == table:
            raise relocating.Refused("The power is gone.")
        return copied(source, model)

    monkeypatch.setattr(relocating, "_copied", until)
    assert move(away) == (1, "Nothing was moved. The power is gone.")
    assert tables(away) == [] and everything(settings.database_url) == before
    monkeypatch.undo()
    assert move(away)[0] == 0


@pytest.mark.parametrize("statement", [60, 400, 640])
def test_a_power_cut_leaves_it_empty(world, settings, elsewhere, statement):
    close(db.database)
    away, before = elsewhere(), everything(settings.database_url)
    where = clean_environment(DATABASE_URL=settings.database_url, FAMILYCHEF_DATA=settings.data)
    command = [sys.executable, "-m", "tests.faults.sudden", str(statement), "migrate-to", away]
    done = subprocess.run(command, cwd=ROOT, env=where, capture_output=True, text=True)
    assert done.returncode == -9, done.stdout + done.stderr
    assert tables(away) == [] and everything(settings.database_url) == before


def test_a_value_that_changes_on_the_way_is_seen(settings, elsewhere, move, monkeypatch):
    pages, away = relocating._pages, elsewhere()

    def careless(place, model):
        for page in pages(place, model):
            is_new = place is db.database.obj
            yield [["Rosso" if value == "Rossi" and is_new else value for value in row] for row in page]

    monkeypatch.setattr(relocating, "_pages", careless)
    code, said = move(away)
    assert code == 1 and "family is not the same on both sides: 2 rows here, 2 there." in said
    assert tables(away) == []


def test_what_the_other_database_does_not_take_is_named(settings, elsewhere, move, database_kind):
    execute(settings.database_url, UNTAKEN[database_kind])
    away = elsewhere("postgres" if database_kind == "sqlite" else "sqlite")
    code, said = move(away)
    assert code == 1 and "family" in said and tables(away) == []


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_house_the_doctor_does_not_like_stays(settings, elsewhere, move, monkeypatch, side):
    away, wrong = elsewhere(), [Violation("I-01 the books balance", ((7,),))]
    ill = settings.database_url if side == "old" else away
    monkeypatch.setattr(doctor, "examine", lambda where: wrong if where.database_url == ill else [])
    code, said = move(away)
    assert code == 1 and f"in the {side} database: I-01 the books balance" in said
    assert tables(away) == []


def test_a_database_in_which_something_is_stays_as_it_is(settings, elsewhere, move):
    full = elsewhere()
    execute(full, "CREATE TABLE garden (id INTEGER)")
    code, said = move(full)
    assert code == 1 and "garden" in said and tables(full) == ["garden"]
    code, said = move(settings.database_url)
    assert code == 1 and "not empty" in said


def test_an_older_house_is_brought_up_to_date_first(settings, elsewhere, move):
    execute(settings.database_url, "DELETE FROM schema_migration WHERE name = '0018_found_events'")
    code, said = move(away := elsewhere())
    assert code == 1 and "`familychef migrate`" in said and tables(away) == []


def test_nobody_moves_while_the_app_runs(serve, elsewhere):
    """Said before the other database is even looked for."""
    house, away = serve(demo=True), elsewhere()
    for to in (away, "sqlite:////nowhere/at/all.db"):
        done = command(house, house.database_url, to)
        assert done.returncode == 1 and "DATABASE_URL" not in done.stdout + done.stderr
        assert "already uses" in done.stderr or "Somebody is connected" in done.stdout
    assert tables(away) == []


@pytest.mark.only("postgres")
def test_who_connects_during_the_move_is_seen(settings, elsewhere, move, monkeypatch):
    away, visitors = elsewhere(), []
    monkeypatch.setattr(relocating, "count_on", lambda: visitors.append(psycopg2.connect(settings.database_url)))
    code, said = move(away)
    with closing(visitors[0]):
        assert code == 1 and "Somebody is connected" in said and tables(away) == []


def test_a_wrong_address_is_named(serve, settings):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "migrate-to", "mysql://host/name"], cwd=ROOT, capture_output=True, text=True,
        env=clean_environment(DATABASE_URL=settings.database_url, FAMILYCHEF_DATA=settings.data),
    )
    assert done.returncode == 1 and "must start with postgresql://" in done.stderr
