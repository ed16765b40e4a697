"""Runs a command that ends, as by a power cut, at a statement: `python -m tests.faults.sudden 99 migrate`."""

import os
import signal
import sys

import peewee

from familychef.cli import main


class Mine:
    """A cursor that counts what is asked, before and after; at the chosen count the process is gone."""

    asked, fatal = 0, None

    def __init__(self, cursor):
        self._cursor = cursor

    def execute(self, *args):
        self._step()
        self._cursor.execute(*args)
        self._step()
        return self

    def _step(self):
        Mine.asked += 1
        if Mine.asked == Mine.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def __getattr__(self, name):
        return getattr(self._cursor, name)

    def __iter__(self):
        return iter(self._cursor)


def count(fatal=None):
    """From here on in this process."""
    real, Mine.fatal = peewee.Database.cursor, fatal
    peewee.Database.cursor = lambda database, *args, **more: Mine(real(database, *args, **more))


if __name__ == "__main__":
    count(int(sys.argv[1]))
    main(sys.argv[2:])
