"""What the clock does happens once: in each family, whoever looks, however often, whatever dies or jumps."""

import datetime as dt

import peewee
import pytest

from familychef.core import clock, clockwork
from familychef.core.job_runs import BACK_OFF, KEPT, MOST_TRIES, PATIENCE, JobRun
from familychef.core.jobs import homes_of, registry
from tests import cast
from tests.core.clock_jobs import DAY, HOUR, MINUTE, MORNING, cut_off, declare, house, note, noted

__all__ = ["house"]


def test_each_family_has_its_own_and_once(house):
    declare(note)
    house.look()
    house.look()
    assert noted(house.world.rossi) == noted(house.world.neri) == ["21 06:10"]
    assert {(run.family_id, run.period, run.state, run.count) for run in house.runs()} == {
        (house.world.rossi.id, "2026-11-21", "done", 1), (house.world.neri.id, "2026-11-21", "done", 1),
    }


def test_six_is_six_on_the_familys_wall(house):
    declare(note)
    house.world.neri.changed_rows(timezone="America/New_York")
    house.look()
    house.later(hours=12)
    assert noted(house.world.rossi) == ["21 06:10"]
    assert noted(type(house.world.neri).get_by_id(house.world.neri.id)) == ["21 00:10", "21 12:10"]


def test_a_family_founded_today_begins_tomorrow(house):
    declare(note)
    bianchi = cast.found("Bianchi", created_at=MORNING)
    house.later(hours=12)
    assert noted(bianchi) == []
    house.later(hours=12)
    assert noted(bianchi) == ["22 06:10"]


def test_of_two_workers_one_claims_a_period(house):
    declare(note)
    period = registry["pantry.stock"].every.current(clock.now(), "UTC")
    for family_id in (house.world.rossi.id, 0):
        assert JobRun.claim("pantry.stock", family_id, period)
        assert JobRun.claim("pantry.stock", family_id, period) is None


def test_the_database_refuses_a_second_run_of_the_house_too(house):
    JobRun.create(job="families.tidy", family_id=0, period="2026-11-21")
    with pytest.raises(peewee.IntegrityError):
        JobRun.create(job="families.tidy", family_id=0, period="2026-11-21")


@pytest.mark.parametrize("every", ["day", "hour"])
def test_a_clock_that_jumps_repeats_nothing(house, every):
    done = []
    declare(lambda: done.append(clock.now()), every=every, per="house")
    house.look()
    for jump in (-HOUR, HOUR, 400 * DAY, MINUTE, -400 * DAY - MINUTE):
        house.hand.shift(jump)
        house.look()
    assert done == [MORNING, MORNING + 400 * DAY]
    house.later(days=1)
    assert done[2:] == [MORNING + DAY]


@pytest.mark.parametrize(("start", "walls"), [
    (dt.datetime(2026, 3, 28, 20, tzinfo=dt.UTC), ["28 21:00", "29 03:30", "30 02:30"]),
    (dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC), ["24 22:00", "25 02:30", "26 02:30"]),
], ids=["spring", "autumn"])
def test_the_nights_the_clocks_change(house, start, walls):
    declare(note, at="02:30")
    house.hand.move_to(start)
    house.old(house.world.rossi)
    house.world.rossi.changed_rows(created_at=start - 9 * DAY)
    for _half_hour in range(60):
        house.look()
        house.hand.shift(30 * MINUTE)
    assert noted(house.world.rossi)[:3] == walls[: len(noted(house.world.rossi))]
    assert len(noted(house.world.rossi)) == 2 + (walls[2] in noted(house.world.rossi))


def test_what_fails_is_told_and_tried_again_later_and_later(house, caplog):
    tries = []

    def fails(family):
        tries.append(clock.now() - MORNING)
        note(family)
        raise ZeroDivisionError(cast.PASSWORD)

    declare(fails)
    house.world.neri.changed_rows(created_at=MORNING)
    for _minute in range(100):
        house.look()
        house.hand.shift(MINUTE)
    assert tries == [sum(BACK_OFF[:step], dt.timedelta(0)) for step in range(MOST_TRIES)]
    (run,) = house.runs()
    assert (run.state, run.tries, run.next_try_at) == ("failed", MOST_TRIES, None)
    assert run.fault in caplog.text and cast.PASSWORD not in caplog.text
    assert noted(house.world.rossi) == [], "what failed left nothing behind"


def test_what_failed_is_done_at_the_next_try_and_one_failure_stops_no_other(house):
    broken = [True]

    def fragile():
        if broken:
            raise OSError

    declare(fragile, "a.fragile", per="house")
    declare(note)
    house.look()
    assert house.runs("a.fragile")[0].state == "failed" and noted(house.world.rossi) == ["21 06:10"]
    broken.clear()
    house.later(minutes=1)
    (run,) = house.runs("a.fragile")
    assert (run.state, run.tries, run.fault, run.next_try_at) == ("done", 2, "", None)


@pytest.mark.parametrize("atomic", [True, False])
def test_what_a_dead_worker_left_is_done_once_by_the_next(house, atomic):
    with cut_off() as dies:
        declare(dies, atomic=atomic)
        house.look()
    declare(note, atomic=atomic)
    house.later(seconds=PATIENCE.seconds - 5)
    left = house.runs()[0]
    assert (left.state, left.tries) == ("running", 1)
    house.later(seconds=10)
    house.later(minutes=5)
    assert house.runs()[0].tries == 2 and {run.state for run in house.runs()} == {"done"}
    assert noted(house.world.rossi) + noted(house.world.neri) == ["21 06:12", "21 06:11"]


def test_of_two_who_see_a_dead_worker_one_takes_over(house):
    with cut_off() as dies:
        declare(dies)
        house.look()
    house.hand.shift(HOUR)
    (one,), (other,) = house.runs(), house.runs()
    assert one.take() and not other.take()


def test_who_was_only_slow_finds_it_taken_and_leaves_no_effect(house):
    """A worker that stood still for an hour comes back with a job that another has done meanwhile."""
    declare(note)
    house.world.neri.changed_rows(created_at=MORNING)
    job, home = registry["pantry.stock"], homes_of(registry["pantry.stock"], [house.world.rossi])[0]
    slow = JobRun.claim(job.name, home.id, job.every.current(clock.now(), home.timezone))
    house.later(hours=1)
    clockwork._perform(job, home, slow, [])
    assert noted(house.world.rossi) == ["21 07:10"]
    assert [(run.state, run.tries) for run in house.runs()] == [("done", 2)]


def test_what_another_did_while_the_job_before_took_long_is_not_done_again(house):
    done = []
    declare(lambda: done.append("long") or house.look(), "a.long", per="house", atomic=False)
    declare(lambda: done.append("short"), "b.short", per="house")
    house.look()
    assert done == ["long", "short"] and [run.tries for run in house.runs()] == [1, 1]


def test_what_ends_every_worker_is_given_up_until_tomorrow(house):
    for _worker in range(MOST_TRIES + 2):
        with cut_off() as dies:
            declare(dies, per="house")
            house.look()
        house.hand.shift(10 * MINUTE)
    (run,) = house.runs()
    assert (run.state, run.tries) == ("failed", MOST_TRIES) and run.fault
    declare(lambda: 3, per="house")
    house.later(days=1)
    assert [each.state for each in house.runs()] == ["failed", "done"]


def test_the_next_day_makes_yesterdays_retry_needless(house):
    with cut_off() as dies:
        declare(dies, per="house")
        house.look()
    declare(lambda: None, per="house")
    house.later(days=3)
    house.later(minutes=5)
    assert [(run.period, run.state, run.next_try_at) for run in house.runs()] == [
        ("2026-11-21", "failed", None), ("2026-11-24", "done", None),
    ]


def test_a_long_job_gives_signs_of_life(house):
    declare(lambda: None, per="house", atomic=False)
    run = JobRun.claim("pantry.stock", 0, registry["pantry.stock"].every.current(clock.now(), "UTC"))
    for _minute in range(10):
        house.later(minutes=1)
        assert run.beat()
    assert house.runs()[0].tries == 1
    house.later(hours=1)
    assert not run.beat() and not run.finish() and not run.fail("late")
    assert house.runs()[0].state == "done"


def test_of_each_job_the_latest_runs_are_kept(house):
    for number in range(KEPT + 5):
        for family_id in (0, house.world.rossi.id):
            JobRun.create(job="pantry.stock", family_id=family_id, period=f"{number:03}", started_at=MORNING)
    JobRun.create(job="pantry.stock", family_id=0, period="far", started_at=MORNING + 400 * DAY)
    assert JobRun.tidy(clock.now()) == 2 * 5 + 2
    kept = [run.period for run in house.runs() if run.family_id == 0]
    assert len(kept) == KEPT - 1 and "far" not in kept and f"{KEPT + 4:03}" in kept


def test_many_families_are_looked_at_in_the_same_few_queries(house, monkeypatch):
    declare(note)
    declare(note, "pantry.dates")
    house.look()
    counted = [queries_of_a_look(house)]
    for number in range(8):
        cast.found(f"Bianchi {number}", created_at=MORNING)
    counted.append(queries_of_a_look(house))
    assert counted[0] == counted[1] < 12


def queries_of_a_look(house):
    from familychef.core.db import database

    asked = []
    execute = database.obj.execute_sql

    def counting(*args, **more):
        asked.append(args[0])
        return execute(*args, **more)

    database.obj.execute_sql = counting
    try:
        clockwork.run_due(list(type(house.world.rossi).staying()))
    finally:
        del database.obj.execute_sql
    return len(asked)
