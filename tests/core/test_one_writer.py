"""Of two greenlets that write at once, one waits: nothing of the one is part of what the other takes back."""

import subprocess
import sys

from tests.fixtures.storage import ROOT, clean_environment

TWO_WRITERS = """
from gevent import monkey
monkey.patch_all()
import gevent
from gevent.event import Event
from familychef import settings
from familychef.core import db
from familychef.families.models import Family

db.connect(settings.read())
halfway = Event()

def takes_it_back():
    with db.reading():
        try:
            with db.write():
                Family.create(name="Taken back")
                halfway.set()
                gevent.sleep(0.2)
                raise KeyError
        except KeyError:
            pass

def writes():
    halfway.wait()
    with db.reading(), db.write():
        Family.create(name="Written")

gevent.joinall([gevent.spawn(takes_it_back), gevent.spawn(writes)], raise_error=True)
with db.reading():
    print(*(family.name for family in Family.select()))
"""


def test_what_one_takes_back_takes_nothing_of_the_other_along(database_url, tmp_path):
    environment = clean_environment(DATABASE_URL=database_url, FAMILYCHEF_DATA=tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-c", TWO_WRITERS], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "Written", done.stdout + done.stderr
