"""Runs a program and tells of whoever lets others go first inside a write: `python tests/watched.py program …`.

On SQLite nobody may: the others of this process would wait for the file, and the whole house with them. Each such
switch is a line in the log with its place, `TRAP file:line`.
"""

import os
import runpy
import sys
from contextlib import contextmanager

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()
    import greenlet

    from familychef.core import db

    inside, write, home = set(), db.write, os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

    def place(frame):
        """The innermost line of ours."""
        while frame and not frame.f_code.co_filename.startswith(f"{home}/familychef"):
            frame = frame.f_back
        return f"{os.path.relpath(frame.f_code.co_filename, home)}:{frame.f_lineno}" if frame else "nowhere of ours"

    def watch(event, greenlets):
        if event in ("switch", "throw") and greenlets[0] in inside:
            print(f"TRAP {place(greenlets[0].gr_frame)}", file=sys.stderr, flush=True)

    @contextmanager
    def watched():
        with write():
            here = greenlet.getcurrent()
            outer = here in inside
            inside.add(here)
            try:
                yield
            finally:
                if not outer:
                    inside.discard(here)

    db.write = watched
    greenlet.settrace(watch)
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
