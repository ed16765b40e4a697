"""Rounds in the cellar: thirty taps with no network, the browser killed, answers lost, days passed, two people in turn.

python -m tests.faults.offline [rounds] [seed]

The judge looks each tap up in the database by its key: done exactly once as its owner, or refused and said so. Then it
compares what is there, portions, orders, steps of stock, the list and its basket, events, with what those taps owe.
It prints one line for each round with what is not as it should be, and ends with 1 when anything was lost, done twice,
done by somebody else, or done and said not to be.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.faults.judge import FAULTS, Judge
from tests.faults.taps import Phone, tap
from tests.serving import Server
from tests.wire import Wire

PEOPLE, TAPS, SLOW = ("marta", "nonna"), 30, 1.5


def play(phone, dice, judge):
    """One round: taps, a death, a way back; whoever is away keeps what is theirs."""
    who = dice.choice(PEOPLE)
    phone.begin(who)
    phone.wire.cut()
    for _ in range(TAPS):
        tap(phone.page, dice)
    taps = phone.kept(TAPS)
    phone.die(dice)
    phone.wire.loses = lambda: loses(dice)
    phone.wire.mend()
    if dice.random() < 0.3:
        phone.begin(next(each for each in PEOPLE if each != who))
    phone.begin(who, ahead=dice.choice((0, 3 * 86400)))
    refused = phone.drained()
    judge.look(taps, refused, TAPS)
    judge.orders_say_what_was_seen(taps)
    phone.forget()
    phone.wire.loses = lambda: False


def loses(dice):
    """One answer in five never comes back; one in ten takes its time."""
    if dice.random() < 0.1:
        time.sleep(SLOW)
    return dice.random() < 0.2


def rounds(playwright, folder, count, seed):
    """The counts of all rounds, printed as they come."""
    dice = random.Random(seed)
    house = Server(folder, f"sqlite:///{folder}/family.db", demo=True).start()
    wire, judge = Wire(house), Judge(house)
    phone = Phone(playwright, folder / "profile", wire)
    try:
        for number in range(1, count + 1):
            play(phone, dice, judge)
            print(number, dict(judge.counts), *judge.unlike(), flush=True)
    finally:
        phone.close()
        wire.cut()
        house.stop()
    return judge.counts


def main(count=100, seed=1):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = rounds(playwright, Path(folder), count, seed)
    return any(found[fault] for fault in FAULTS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
