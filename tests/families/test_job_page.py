"""What an admin reads about the jobs, and what "Run now" does."""

import re

import pytest

from familychef.core import clockwork
from familychef.core.job_runs import JobRun
from familychef.families.models import Family
from tests.core.clock_jobs import MORNING, declare, house, kinds, note, noted
from tests.families.papers import text

__all__ = ["house"]


def press(client, after=0, job="pantry.stock"):
    return client.post(f"/system/jobs/{job}/runs", data={"after": after})


def run_asked():
    """What the loop does that the bell wakes."""
    clockwork.run_asked(list(Family.staying()))


def after(page):
    """What each button on the page refers to."""
    return [int(number) for number in re.findall(r'name="after" value="(\d+)"', page.text)]


@pytest.fixture
def marta(house):
    """Marta's browser; today's stock check is still to come."""
    for family in (house.world.rossi, house.world.neri):
        family.changed_rows(created_at=MORNING)
    return house.world.client(house.world.marta)


def test_an_admin_reads_when_it_ran_how_it_went_and_when_it_runs_again(house, marta):
    declare(note, done=lambda count: f"{count} alert")
    declare(lambda: None, "menu.pictures", every="hour", per="house")
    page = text(marta.get("/system/jobs"))
    assert "It has not run yet. Next run: tomorrow, 06:00" in page and "(Europe/Rome)" in page
    house.later(days=1)
    page = marta.get("/system/jobs")
    assert "Last run: today, 06:10 · 1 alert Next run: tomorrow, 06:00" in text(page)
    assert "Last run: today, 06:10 · Done. Next run: today, 07:00" in text(page)
    assert 'datetime="2026-11-22T05:10:00+00:00" data-relative' in page.text


def test_an_admin_sees_nothing_of_the_neighbours(house, marta):
    declare(note)
    JobRun.create(job="pantry.stock", family_id=house.world.neri.id, period="x", state="failed", fault="cafe0123")
    assert "cafe0123" not in text(marta.get("/system/jobs"))
    assert "cafe0123" in text(house.world.client(house.world.carla).get("/system/jobs"))


def test_the_page_is_for_admins_and_behind_more(house, marta):
    assert 'href="/system/jobs"' in marta.get("/more").text
    leo = house.world.client(house.world.leo)
    assert leo.get("/system/jobs").status_code == 403 and "/system/jobs" not in leo.get("/more").text


def test_pressed_twice_it_runs_once(house, marta):
    declare(note)
    assert press(marta).status_code == press(marta).status_code == 303
    assert "It starts in a moment." in text(marta.get("/system/jobs")) and after(marta.get("/system/jobs")) == []
    run_asked()
    run_asked()
    assert press(marta).status_code == 303
    assert "It ran meanwhile" in text(marta.get("/system/jobs"))
    house.look()
    assert noted(house.world.rossi) == ["21 06:10"] and noted(house.world.neri) == []
    assert kinds(house.world.rossi) == ["job.asked", "job.ended"]
    assert "Job started by hand" in text(marta.get("/audit")) and "Stock check" in text(marta.get("/audit"))


def test_pressed_again_on_the_new_page_it_runs_again(house, marta):
    declare(note)
    press(marta)
    run_asked()
    press(marta, *after(marta.get("/system/jobs")))
    house.look()
    assert len(noted(house.world.rossi)) == 2 and len(house.runs()) == 2


def test_what_ran_since_the_page_was_opened_is_not_run_again(house, marta):
    declare(note)
    assert after(marta.get("/system/jobs")) == [0]
    house.later(days=1)
    press(marta, 0)
    house.look()
    assert noted(house.world.rossi) == ["22 06:10"] and kinds(house.world.rossi) == []


def test_run_by_hand_it_still_runs_at_its_time(house, marta):
    declare(note)
    press(marta)
    house.look()
    house.later(days=1)
    assert noted(house.world.rossi) == ["21 06:10", "22 06:10"]


def test_two_admins_who_press_at_once_start_the_houses_job_once(house, marta):
    done = []
    declare(lambda: done.append(1), per="house", every="hour")
    house.look()
    seen = after(marta.get("/system/jobs"))
    carla = house.world.client(house.world.carla)
    assert press(marta, *seen).status_code == press(carla, *seen).status_code == 303
    run_asked()
    assert done == [1, 1]
    assert kinds(house.world.rossi) == ["job.asked", "job.ended"] and kinds(house.world.neri) == []


def test_while_it_runs_nobody_starts_it_again(house, marta):
    declare(note)
    run = JobRun.create(
        job="pantry.stock", family_id=house.world.rossi.id, period="2026-11-21", due_at=MORNING, state="running",
        tries=1, started_at=MORNING, seen_at=MORNING,
    )
    assert "It is running." in text(marta.get("/system/jobs"))
    press(marta, run.id)
    assert len(house.runs()) == 1


def test_what_fails_has_a_number_and_a_next_try(house, marta):
    def fails(family):
        raise OSError

    declare(fails)
    press(marta)
    run_asked()
    page = text(marta.get("/system/jobs"))
    assert f"That did not work (number {house.runs()[0].fault})." in page
    assert "It is tried again: today, 06:11" in page and kinds(house.world.rossi) == ["job.asked", "job.failed"]


def test_what_nobody_runs_is_said(house, marta):
    declare(note)
    house.old(house.world.rossi)
    house.later(hours=1)
    for run in house.runs():
        run.delete_instance()
    assert "It should have run by now." in text(marta.get("/system/jobs"))


def test_a_press_that_says_nothing_is_refused(house, marta):
    declare(note)
    answer = marta.post("/system/jobs/pantry.stock/runs")
    assert answer.status_code == 422 and "Please press the button again." in text(answer)
    assert press(marta, job="pantry.nothing").status_code == 404 and not house.runs()


def test_the_number_of_a_neighbours_run_starts_nothing(house, marta):
    declare(note)
    press(house.world.client(house.world.carla))
    (theirs,) = house.runs()
    assert press(marta, theirs.id).status_code == 303 and [run.id for run in house.runs()] == [theirs.id]


def test_the_list_follows_by_itself(house, marta):
    from familychef.core.events import Event

    declare(note)
    press(marta)
    run_asked()
    stale = [event.stale for event in Event.select().where(Event.kind.startswith("job.")).order_by(Event.seq)]
    piece = marta.htmx("GET", "/system/jobs")
    assert stale == ["jobs", "jobs"] and piece.text.lstrip().startswith("<div") and 'id="jobs"' in piece.text
    assert "jobs from:body" in piece.text
