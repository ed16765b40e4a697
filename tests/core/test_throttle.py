"""Limits are counted in the database: exactly, for all processes together, and forgotten when their time is over."""

import datetime as dt
import subprocess
import sys

import pytest
import time_machine

from familychef.core import clock, throttle
from familychef.core.throttle import LIMITS, Throttle, TooMany, take, take_slowly
from tests.fixtures.storage import ROOT, clean_environment

PROCESSES, TRIES = 4, 25
TAKER = """
import sys
import peewee
from familychef import settings
from familychef.core import db, throttle

def taken():
    while True:
        try:
            throttle.take("orders", "leo")
            return True
        except throttle.TooMany:
            return False
        except peewee.OperationalError:  # the file is busy: as in a family, the request is sent again
            continue

db.connect(settings.read())
print("ready", flush=True)
sys.stdin.readline()
with db.reading():
    print(sum(taken() for _ in range(int(sys.argv[1]))))
"""


@pytest.fixture
def clock_hand(tables):
    with time_machine.travel(dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC), tick=False) as hand:
        yield hand


def refused(name, who, how=take):
    with pytest.raises(TooMany) as caught:
        how(name, who)
    return caught.value.seconds


def test_leo_orders_thirty_times_a_minute_and_no_more(clock_hand):
    for _ in range(30):
        take("orders", "leo")
    assert refused("orders", "leo") == 60
    take("orders", "nonna")
    take("uploads", "leo")
    clock_hand.shift(59)
    assert refused("orders", "leo") == 1
    clock_hand.shift(1)
    take("orders", "leo")
    assert Throttle.get(Throttle.key == throttle._key("orders", "leo")).count == 1


def test_being_refused_makes_the_wait_no_longer(clock_hand):
    for _ in range(5):
        take("exports", 1)
    for _ in range(50):
        refused("exports", 1)
    clock_hand.shift(throttle.DAY)
    take("exports", 1)


def test_after_ten_guesses_each_one_costs_a_wait_that_doubles_up_to_an_hour(clock_hand):
    for _ in range(10):
        take_slowly("accounts", "leo")
    waits = []
    for _ in range(10):
        waits.append(refused("accounts", "leo", take_slowly))
        clock_hand.shift(waits[-1])
        take_slowly("accounts", "leo")
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_quiet_quarter_of_an_hour_after_the_wait_starts_anew(clock_hand):
    for _ in range(10):
        take_slowly("accounts", "leo")
    clock_hand.shift(30 + 15 * 60)
    for _ in range(10):
        take_slowly("accounts", "leo")
    assert refused("accounts", "leo", take_slowly) == 30


def test_nine_guesses_now_and_nine_later_are_two_times_nine(clock_hand):
    for _ in range(2):
        for _ in range(9):
            take_slowly("accounts", "leo")
        clock_hand.shift(15 * 60)


def test_what_is_forgotten_or_given_back_can_be_taken_again(clock_hand):
    for _ in range(30):
        take("networks", "here")
    throttle.give_back("networks", "here")
    take("networks", "here")
    refused("networks", "here")
    throttle.forget("networks", "here")
    take("networks", "here")
    throttle.give_back("networks", "never seen")


def test_a_limit_is_never_counted_inside_the_transaction_it_protects(world):
    from familychef.core.db import transaction

    with pytest.raises(RuntimeError), transaction(world.rossi):
        take("orders", world.leo.id)


def test_the_setting_makes_every_limit_wider_and_none_disappears(app, settings):
    app.config["SETTINGS"] = type(settings)(**vars(settings) | {"limits": 2})
    with app.app_context(), time_machine.travel(clock.now(), tick=False):
        for _ in range(2 * LIMITS["exports"][0]):
            take("exports", 1)
        refused("exports", 1)


def test_old_counts_are_dropped_and_young_ones_stay(clock_hand):
    from familychef.families import jobs

    take("orders", "old")
    clock_hand.shift(throttle.KEPT + dt.timedelta(seconds=1))
    take("exports", "young")
    jobs.tidy()
    assert [row.key for row in Throttle.select()] == [throttle._key("exports", "young")]


def test_no_address_or_e_mail_stands_in_the_table(clock_hand):
    take_slowly("accounts", "password leo@rossi.example")
    assert len(Throttle.get().key) == 64 and "leo" not in Throttle.get().key


def test_row_22_four_processes_at_once_get_exactly_what_the_limit_allows(tables, settings, database_url):
    environment = clean_environment(DATABASE_URL=database_url, FAMILYCHEF_DATA=settings.data)
    command = [sys.executable, "-c", TAKER, str(TRIES)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    takers = [subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) for _ in range(PROCESSES)]
    assert all(taker.stdout.readline() == "ready\n" for taker in takers)
    for taker in takers:
        taker.stdin.write("go\n")
        taker.stdin.flush()
    got = [int(taker.communicate(timeout=60)[0]) for taker in takers]
    assert sum(got) == LIMITS["orders"][0], got
