"""Where somebody newer has been, an older FamilyChef does nothing: every door is shut, and no row is written."""

import subprocess
import sys

import pytest

from tests.fixtures.storage import ROOT, clean_environment
from tests.fixtures.web import close
from tests.raw_rows import everything, execute

RUN = "import sys; from familychef.cli import main; main(sys.argv[1:])"
LATER = (
    "INSERT INTO schema_migration (id, name, applied) "
    "SELECT MAX(id) + 1, '9999_later', MAX(applied) FROM schema_migration"
)
DOORS = {
    "serve": ["-c", RUN, "serve"],
    "migrate": ["-c", RUN, "migrate"],
    "upgrade": ["-c", RUN, "upgrade"],
    "backup": ["-c", RUN, "backup"],
    "doctor": ["-c", RUN, "doctor"],
    "import": ["-c", RUN, "import", "nothing.zip"],
    "reset-link": ["-c", RUN, "reset-link", "leo@rossi.example"],
    "migrate-to": ["-c", RUN, "migrate-to", "sqlite:///never.db"],
    "app": ["-c", "from familychef.cli import wsgi; wsgi()"],
    "worker": ["-c", "import tasks"],
}


@pytest.mark.parametrize("door", DOORS)
def test_nothing_is_done_in_a_newer_house(world, tables, database_url, tmp_path, door):
    close(tables)
    execute(database_url, LATER)
    before = everything(database_url)
    done = subprocess.run(
        [sys.executable, *DOORS[door]], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env=clean_environment(DATABASE_URL=database_url, FAMILYCHEF_DATA=tmp_path / "data", PORT=0),
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "written by a newer FamilyChef (9999_later)" in done.stderr and "Traceback" not in done.stderr
    assert everything(database_url) == before
