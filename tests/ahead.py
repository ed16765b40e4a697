"""Runs a program whose clock is ahead, as in `python tests/ahead.py SECONDS program …`."""

import datetime as dt
import runpy
import sys

import time_machine

if __name__ == "__main__":
    there = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=float(sys.argv[1]))
    sys.argv = sys.argv[2:]
    time_machine.travel(there, tick=True).start()
    runpy.run_path(sys.argv[0], run_name="__main__")
