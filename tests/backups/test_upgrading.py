"""`familychef upgrade`: every released house comes along with a backup; what goes wrong is put back as it was."""

import shutil
import subprocess
import sys
from contextlib import nullcontext

import pytest

from familychef import doctor, rooms, settings, upgrading
from familychef.backups import sealing, taking
from familychef.backups.troubles import Trouble
from familychef.core import clock, db, heartbeat, migrate
from tests.fixtures.storage import ROOT, clean_environment
from tests.raw_rows import counts, everything, execute
from tests.releases import VERSIONS, restore
from tests.serving import Server
from tests.shapes import shape

RUN = "import sys; from familychef.cli import main; main(sys.argv[1:])"
LAST = '"""The last one."""\n\n\ndef up(migrator, db):\n    db.execute_sql("{}")\n'
FALLS = LAST.format("DELETE FROM stock_move") + '    raise OSError("The disk is full")\n'
SPOILS = LAST.format("UPDATE pantry_stock SET on_hand = on_hand + 1")


@pytest.fixture
def house(empty_database_url, tools, tmp_path):
    """The settings of a house of the oldest release, in a folder of its own."""
    rooms.load()
    restore(VERSIONS[0], empty_database_url)
    yield settings_of(empty_database_url, tmp_path / "data")
    db._owned.clear()


@pytest.fixture
def bring(tmp_path, monkeypatch):
    """bring(text): this release has one more migration."""

    def build(text):
        folder = tmp_path / "release"
        shutil.copytree(ROOT / "migrations", folder / "migrations")
        (folder / "migrations" / "9998_last.py").write_text(text)
        for module in (migrate, doctor):
            monkeypatch.setattr(module, "data_dir", lambda name: folder / name)

    return build


def settings_of(url, data):
    return settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(data), "PORT": "8000"})


def upgraded(house, **more):
    said = []
    code = upgrading.run(house, say=said.append, **more)
    return code, "\n".join(said)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_house_of_this_version_is_upgraded_with_a_backup_beside_it(empty_database_url, tools, tmp_path, version):
    restore(version, empty_database_url)
    before, where = counts(empty_database_url), settings_of(empty_database_url, tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-c", RUN, "upgrade"], cwd=ROOT, capture_output=True, text=True,
        env=clean_environment(DATABASE_URL=empty_database_url, FAMILYCHEF_DATA=where.data),
    )
    assert done.returncode == 0 and "up to date and lives" in done.stdout, done.stdout + done.stderr
    after = counts(empty_database_url)
    assert before == {table: after[table] for table in before}
    assert len(list(where.backups.glob("*.zip"))) == 1


@pytest.mark.parametrize(("text", "why"), [(FALLS, "The disk is full"), (SPOILS, "The doctor finds something")])
def test_what_goes_wrong_is_put_back_as_it_was(house, bring, text, why):
    before = everything(house.database_url), shape(house.database_url)
    bring(text)
    code, said = upgraded(house)
    assert code == 1 and why in said and "as it was before" in said, said
    assert (everything(house.database_url), shape(house.database_url)) == before
    assert len(list(house.backups.glob("*.zip"))) == 1 and "failed-" in said


def test_a_house_that_does_not_answer_is_put_back(house, monkeypatch):
    before = everything(house.database_url), shape(house.database_url)
    monkeypatch.setattr(upgrading, "PAGES", ("/health/ready", "/nowhere"))
    code, said = upgraded(house)
    assert code == 1 and "/nowhere answers 404." in said
    assert (everything(house.database_url), shape(house.database_url)) == before


def test_faults_from_before_hold_up_nobody_who_says_so(house):
    execute(house.database_url, "UPDATE pantry_stock SET on_hand = on_hand + 1")
    assert upgraded(house)[0] == 1
    db._owned.clear()
    code, said = upgraded(house, anyway=True)
    assert code == 0 and "The doctor says: I-01" in said


def test_without_a_backup_nothing_is_changed(house, monkeypatch):
    before = everything(house.database_url), shape(house.database_url)

    def full(settings):
        raise Trouble("The disk is full.")

    monkeypatch.setattr(taking, "take", full)
    assert upgraded(house) == (1, "Nothing was changed. The disk is full.")
    assert (everything(house.database_url), shape(house.database_url)) == before


def test_without_the_key_that_would_bring_it_back_nothing_is_changed(house):
    sealing.make_key(house.data)
    (house.data / sealing.KEY).unlink()
    before = everything(house.database_url), shape(house.database_url)
    code, said = upgraded(house)
    assert code == 1 and said.startswith("Nothing was changed. Backups are sealed")
    assert (everything(house.database_url), shape(house.database_url)) == before


def test_work_that_waited_while_nobody_was_there_is_no_fault_of_the_upgrade(house, monkeypatch):
    monkeypatch.setattr(heartbeat, "BEGUN", clock.now() - clock.minutes(24 * 60))
    monkeypatch.setattr(heartbeat, "_waits_since", lambda then: True)
    assert upgraded(house)[0] == 0


def test_what_can_not_be_put_back_says_where_the_backup_is(house, bring, monkeypatch):
    bring(FALLS)

    def broken(*_args, **_more):
        raise Trouble("No room.")

    monkeypatch.setattr(upgrading.restoring, "rebuilt", broken)
    code, said = upgraded(house)
    assert code == 1 and f"`database` in {next(house.backups.glob('*.zip'))}" in said


def test_a_house_that_is_up_to_date_stays_as_it_is(house):
    assert upgraded(house)[0] == 0
    db._owned.clear()
    before = everything(house.database_url)
    assert upgraded(house) == (0, "This house is up to date already.")
    assert everything(house.database_url) == before


def test_a_newer_house_is_refused(house):
    execute(house.database_url, "UPDATE schema_migration SET name = '9999_later'")
    before = everything(house.database_url)
    with pytest.raises(migrate.NewerSchema):
        upgraded(house)
    assert everything(house.database_url) == before and not house.backups.exists()


def test_a_running_house_is_not_upgraded(house, tmp_path):
    running = Server(tmp_path / "server", house.database_url).start()
    execute(house.database_url, "DELETE FROM schema_migration WHERE name = '0018_found_events'")
    before = shape(house.database_url)
    try:
        here = settings_of(house.database_url, running.data)
        with pytest.raises(SystemExit) if here.sqlite else nullcontext():
            assert "Stop it first" in upgraded(here)[1]
        assert shape(house.database_url) == before
    finally:
        running.stop()
