"""What holds up the event loop is counted and named; a loop that moves is left alone."""

import subprocess
import sys

from tests.fixtures.storage import ROOT

STALL = """
from gevent import monkey
monkey.patch_all()
import logging, sys, time
import gevent
from familychef.core import stalls
logging.basicConfig()
stand_still = monkey.get_original("time", "sleep")

def bake_a_cake():
    stand_still(0.6)

stalls.watch.start()
gevent.sleep(0.3)
began = stalls.watch.count
if sys.argv[1] == "stall":
    bake_a_cake()
gevent.sleep(0.3)
print(stalls.watch.count - began)
"""


def run(how):
    done = subprocess.run([sys.executable, "-c", STALL, how], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return int(done.stdout), done.stderr


def test_a_loop_that_stands_still_is_counted_and_says_where():
    count, said = run("stall")
    assert count >= 1 and "the event loop stood still for" in said and "bake_a_cake" in said


def test_it_knows_by_the_beat_and_not_by_the_clock_on_the_wall(monkeypatch):
    from familychef.core import stalls

    moments = iter([100.0, 100.01, 100.5, 100.6])
    monkeypatch.setattr(stalls, "monotonic", lambda: next(moments))
    monkeypatch.setattr(stalls.gevent, "spawn", lambda say, text, ms, where: said.append((round(ms), where)))
    said, watch = [], stalls.Watch()
    watch._thread = stalls.monkey.get_original("_thread", "get_ident")()
    watch.look()
    assert watch._since is None
    watch.look()
    watch.beat()
    assert watch.count == 1 and said[0][0] == 550 and "test_stalls.py" in said[0][1]
