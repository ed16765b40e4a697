"""The trap of SQLite under gevent: who watches sees a switch inside a write, and the house makes none."""

import subprocess
import sys

import pytest

from tests.faults.orders import Day
from tests.faults.trap import WATCHED, traps
from tests.fixtures.storage import ROOT, clean_environment

YIELDS = """
import gevent
from familychef import settings
from familychef.core import db
db.connect(settings.read())
with db.write():
    pass
if "{how}" == "inside":
    with db.write():
        gevent.sleep(0)
else:
    gevent.sleep(0)
"""


@pytest.mark.parametrize(("how", "found"), [("inside", True), ("outside", False)])
def test_the_watch_sees_who_yields_inside_a_write(tmp_path, how, found):
    program = tmp_path / "program.py"
    program.write_text(YIELDS.replace("{how}", how))
    environment = clean_environment(FAMILYCHEF_DATA=tmp_path / "data", PYTHONPATH=ROOT)
    ended = subprocess.run(
        [sys.executable, *WATCHED, program], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert bool(traps(ended.stderr)) is found


@pytest.mark.only("sqlite")
def test_nobody_lets_others_go_first_inside_a_write(database_url, tmp_path):
    day = Day(tmp_path, database_url, through=WATCHED)
    server = day.server.start()
    with day.going([server.port]):
        day.wait_for(60)
    server.stop()
    assert traps(server.log) == {}
    assert day.found() == []
