"""What the clock clears away is counted by kind: in the log, in the row of the run, and on the page."""

import datetime as dt
import json
import logging

import pytest

from familychef.core import clock, clockwork, removals
from familychef.core.job_runs import JobRun
from familychef.core.jobs import THE_HOUSE, registry
from familychef.core.throttle import Throttle
from familychef.families import jobs
from familychef.families.models import Family, Letter
from tests.families.papers import text

OLD = dt.timedelta(days=400)


@pytest.fixture
def tidied(world, app, caplog):
    """The nightly job has run, with three old counts and an old letter in the house."""
    caplog.set_level(logging.INFO, "familychef.core.removals")
    for number in range(3):
        Throttle.create(key=f"old {number}", since=clock.now() - OLD)
    Letter.create(kind="reset", user=world.leo.user, created_at=clock.now() - OLD)
    clockwork._run_one(registry["families.tidy"], THE_HOUSE, [])
    return list(caplog.messages)


def test_the_row_of_the_run_says_how_many_of_what(tidied):
    run = JobRun.get(JobRun.job == "families.tidy")
    assert run.state == "done" and run.count == 4
    assert {what: count for what, count in run.removed.items() if count} == {"throttle": 3, "letter": 1}
    assert set(run.removed) == set(jobs.KINDS)


def test_the_log_has_a_line_of_json_for_each(tidied):
    told = [json.loads(line) for line in tidied]
    assert {"removed": "throttle", "count": 3, "job": "families.tidy", "family": None} in told
    assert [line["removed"] for line in told] == ["letter", "throttle"]


def test_the_page_says_it_in_words(tidied, world):
    page = text(world.client(world.marta).get("/system/jobs"))
    assert "Counts of limits: 3 · Letters: 1" in page


def test_nothing_found_is_said_too(world, app):
    clockwork._run_one(registry["families.tidy"], THE_HOUSE, [])
    assert "Nothing was there to clear away." in text(world.client(world.marta).get("/system/jobs"))


def test_what_a_family_forgets_is_counted_for_it(world, app, caplog):
    from familychef.alerts.models import Notification
    from familychef.core.jobs import homes_of

    caplog.set_level(logging.INFO, "familychef.core.removals")
    Family.update(created_at=clock.now() - OLD).execute()
    about = {"family": world.rossi, "member": world.leo, "kind": "orders", "subject": "order-1", "what": "order.placed"}
    for seq, at in enumerate((clock.now(), clock.now() - OLD), 900):
        Notification.create(**about, seq=seq, at=at)
    job = registry["alerts.tidy"]
    clockwork._run_one(job, homes_of(job, [Family.get_by_id(world.rossi.id)])[0], [])
    assert json.loads(caplog.messages[0]) == {
        "removed": "notification", "count": 1, "job": "alerts.tidy", "family": world.rossi.id,
    }
    assert "1 old entry removed" in text(world.client(world.marta).get("/system/jobs"))


def test_runs_from_before_kinds_were_told_apart_still_read(app):
    with app.test_request_context():
        assert removals.by_kind({})(7) == removals.forgotten(7) == "7 old entries removed"


def test_old_lines_of_the_security_log_are_counted(settings, tables):
    from familychef.core import security_log

    security_log.keep_in(settings.data)
    lines = [security_log.line("sign_out"), '{"at":"2020-01-01T00:00:00Z","from":null}\n', "cut o"]
    (settings.data / security_log.NAME).write_text("".join(lines))
    assert security_log.tidy(clock.now()) == 2
