"""Pictures that nobody means well with need little memory and leave nothing behind but pixels of ours."""

import json
import subprocess
import sys

import pytest

from tests.fixtures.storage import ROOT
from tests.menu.hostile_pictures import hostile

MOST_MEGABYTES = 150


def trial(*words):
    run = subprocess.run(
        [sys.executable, "-m", "tests.menu.picture_trial", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, f"{run.returncode}: {run.stderr[-2000:]}"
    return json.loads(run.stdout.splitlines()[-1])


def test_there_are_forty():
    assert len(hostile()) >= 40


def test_row_43_hostile_pictures_need_little_memory():
    found = trial("hostile")
    assert found["megabytes"][0] < MOST_MEGABYTES, found
    assert found["taken"] + found["refused"] >= 40 and found["refused"] > 20, found


@pytest.mark.timeout(300)
def test_row_43_damaged_pictures_break_nothing():
    found = trial("damaged", "300")
    assert found["megabytes"][0] < MOST_MEGABYTES and found["taken"] + found["refused"] == 300, found
