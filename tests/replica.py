"""A second PostgreSQL that streams from the first one, made by pg_basebackup as the handbook says."""

import subprocess
import time
from contextlib import contextmanager

from tests.postgres import Postgres
from tests.processes import WAIT_SECONDS, as_user, humble_folder, humble_user


class Replica(Postgres):
    """Follows `primary`; it can be told to stand still, and then the primary goes ahead of it."""

    @classmethod
    def of(cls, primary):
        user = humble_user()
        folder = humble_folder(user, "replica")
        copy = [primary.program.parent / "pg_basebackup", f"--dbname={primary.url}", f"--pgdata={folder / 'data'}"]
        subprocess.run(
            [*copy, "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **(as_user(user) if user else {}),
        )
        replica = cls.on(primary.program, folder, wal_retrieve_retry_interval="100ms")
        replica.primary = primary
        return replica

    def catch_up(self):
        """Wait until it has all that the primary has now."""
        ahead = self.primary.asked("SELECT pg_current_wal_lsn()")
        self.wait(lambda: self.asked(f"SELECT pg_last_wal_replay_lsn() >= '{ahead}'::pg_lsn"))

    @contextmanager
    def standing_still(self):
        self.catch_up()
        self.asked("SELECT pg_wal_replay_pause()")
        self.wait(lambda: self.asked("SELECT pg_get_wal_replay_pause_state()") == "paused")
        try:
            yield
        finally:
            self.asked("SELECT pg_wal_replay_resume()")

    def wait(self, ready):
        deadline = time.monotonic() + WAIT_SECONDS
        while not ready():
            if time.monotonic() > deadline:
                raise RuntimeError(f"the replica is not ready:\n{self._process.log[-4000:]}")
            time.sleep(0.02)
