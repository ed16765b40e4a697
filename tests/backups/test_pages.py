"""What an admin reads about the backups, and what one press does."""

import pytest

from familychef.backups import jobs, sealing
from familychef.backups.models import Backup
from familychef.core import clockwork
from familychef.families.models import Family, Installation
from tests.families.papers import text


@pytest.fixture
def marta(keeper):
    Installation.create(id=1)
    return keeper.world.client(keeper.world.marta)


def test_an_admin_reads_what_there_is_and_whether_it_can_be_restored(keeper, marta):
    assert "There is none yet." in text(marta.get("/system/backups"))
    jobs.take()
    page = text(marta.get("/system/backups"))
    assert "Last restored on trial Not yet" in page and "today" in page and "familychef backup-key" in page
    backup = Backup.select().get()
    backup.tried(41, "")
    page = text(marta.get("/system/backups"))
    assert "41 seconds" in page and "Can be restored" in page
    backup.tried(3, "The file abc is damaged.")
    page = text(marta.get("/system/backups"))
    assert "The file abc is damaged." in page and "The newest backup that was tried can't be restored." in page


def test_sealed_ones_say_so(keeper, marta):
    sealing.make_key(keeper.settings.data)
    jobs.take()
    page = text(marta.get("/system/backups"))
    assert "keeps the emergency kit" in page and "encrypted" in page and "backup-key" not in page


def test_one_press_takes_one(keeper, marta):
    assert marta.post("/system/backups").status_code == 303
    assert "It starts in a moment." in text(marta.get("/system/backups"))
    marta.post("/system/backups")
    clockwork.run_asked(list(Family.staying()))
    assert Backup.select().count() == 1


def test_the_page_is_for_admins_and_behind_more(keeper, marta):
    leo = keeper.world.client(keeper.world.leo)
    assert 'href="/system/backups"' in marta.get("/more").text and "/system/backups" not in leo.get("/more").text
    assert leo.get("/system/backups").status_code == 403 and leo.post("/system/backups").status_code == 403


def test_the_list_follows_by_itself(keeper, marta):
    piece = marta.htmx("GET", "/system/backups")
    assert piece.text.lstrip().startswith("<div") and 'id="backups"' in piece.text and "jobs from:body" in piece.text


@pytest.mark.only("postgres")
def test_a_missing_program_is_named(keeper, marta, database_kind, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_dump is not there. Install PostgreSQL" in text(marta.get("/system/backups"))


def test_a_trouble_reads_in_the_history(keeper, marta):
    from familychef.backups.models import BackupAlarm

    BackupAlarm.tell(keeper.world.rossi, ["full"])
    assert "Backups need a look" in text(marta.get("/audit"))
