"""A dozen of the fifty points at which a migration is killed, in the suite."""

import subprocess
import sys

from tests.fixtures.storage import ROOT, clean_environment


def test_a_migration_that_is_killed_is_finished_by_the_next_start(databases, database_kind):
    place = {} if database_kind == "sqlite" else {"FAMILYCHEF_TEST_POSTGRES": databases.postgres.url}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.migrations", "12", database_kind], cwd=ROOT, text=True,
        capture_output=True, env=clean_environment(**place),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{database_kind} from 0.1.0" in done.stdout and "12 killed" in done.stdout, done.stdout
