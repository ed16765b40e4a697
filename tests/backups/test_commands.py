"""The commands, as who runs the server types them, beside a real server and without it."""

import os
import subprocess
import sys

import pytest

from tests import cast
from tests.fixtures.storage import ROOT, clean_environment

COMMAND = "import sys; from familychef.cli import main; main(sys.argv[1:])"


@pytest.fixture
def familychef(house, tools):
    """familychef("backup"): (status, what it said), for the house of the demo."""

    def run(*arguments, typed=""):
        there = {"FAMILYCHEF_DATA": house.data, "DATABASE_URL": house.database_url, "PORT": house.port}
        command = [sys.executable, "-c", COMMAND, *arguments]
        environment = clean_environment(**there, PATH=os.environ["PATH"], PYTHONPATH=ROOT)
        done = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, cwd=ROOT)
        return done.returncode, done.stdout + done.stderr

    return run


def test_taken_while_it_runs_and_restored_when_it_does_not(house, familychef):
    jar = cast.sign_in(house, "marta")
    status, said = familychef("backup")
    assert status == 0 and "rows" in said
    status, said = familychef("restore")
    assert status == 1 and ("already uses" in said or "Stop it first" in said)
    house.stop()
    status, said = familychef("restore", "latest")
    assert status == 0 and "is back" in said, said
    house.start()
    cookies = "; ".join(f"{name}={value}" for name, value in jar.items())
    assert house.request("GET", "/family", headers={"Cookie": cookies}).status in (302, 303, 401)
    assert cast.sign_in(house, "marta")


def test_a_key_that_is_not_typed_back_is_not_kept(house, familychef):
    status, said = familychef("backup-key", typed="AGE-SECRET-KEY-1SOMETHING\n")
    assert status == 1 and "No key was kept" in said and not (house.data / "backup_key").exists()
    status, said = familychef("backup-key", typed="")
    assert status == 1 and "No key was kept" in said and not (house.data / "backup_recipient").exists()
    assert familychef("backup")[1].count(".age") == 0
    status, said = familychef("backup-key", "--no-question")
    assert status == 0 and (house.data / "backup_key").read_text().strip() in said
    assert ".zip.age" in familychef("backup")[1]


def test_a_drill_says_what_would_be_lost_and_how_long_it_takes(house, familychef):
    familychef("backup")
    status, said = familychef("drill")
    assert status == 0 and "RPO reached: 0 minutes" in said and "RTO reached: " in said, said
    assert house.rows("SELECT COUNT(*) FROM event WHERE kind = 'house.restored'") == [(0,)]


def test_what_is_no_backup_is_a_sentence(house, familychef, tmp_path):
    odd = tmp_path / "odd.zip"
    odd.write_text("nothing")
    house.stop()
    assert familychef("restore", str(odd))[0] == 1
    assert "no backup nowhere" in familychef("restore", "nowhere")[1]
    assert familychef("restore", "--send") == (0, "0 messages go out.\n")
