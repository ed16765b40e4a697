"""The judge of the cellar sees what went wrong: made up here, tap by tap, in a real house."""

import pytest

from familychef.core import clock
from familychef.core.db import database, is_postgres, transaction
from familychef.kitchen.models import CartItem
from familychef.pantry.models import StockMove
from familychef.shopping.actions import add
from tests.faults.judge import Judge
from tests.larder import dish, ingredient, lot

ONE, OTHER = "1" * 32, "2" * 32
STEP, KILO = 100_000, 1_000_000
PATHS = {"cart": "/cart/items", "order": "/orders", "tick": "/shopping/ticks", "wish": "/shopping/entries"}
KINDS = (*PATHS, "stock")
TWICE = {
    "cart": {"portions", "told"}, "order": {"order", "told"}, "tick": {"told"}, "wish": {"told"},
    "stock": {"less", "told"},
}
WRONG = TWICE | {"tick": {"basket", "told"}, "wish": {"wish", "told"}}


class House:
    """The database of this test as the judge reads that of a server."""

    def rows(self, query, *values):
        return database.execute_sql(query.replace("?", "%s" if is_postgres() else "?"), values).fetchall()


@pytest.fixture
def rice(world):
    food = ingredient(world.rossi, "Rice")
    lot(food, KILO)
    return food


@pytest.fixture
def risotto(world, rice):
    return dish(world.rossi, "Risotto", {rice: STEP})


@pytest.fixture
def line(world):
    return add(world.rossi, "candles", world.pia)[0]


@pytest.fixture
def op(world, rice, risotto, line):
    """op(kind) is Marta's tap of this kind, as her phone keeps it."""
    forms = {
        "cart": {"dish": str(risotto.id)}, "order": {"cart": "", "saw": f"{risotto.id}x1"}, "wish": {"text": "thing"},
        "tick": {"entry": str(line.id), "done": "1", "at": str(ms(clock.now()))}, "stock": {"delta": "-1"},
    }
    paths = PATHS | {"stock": f"/pantry/items/{rice.id}/changes"}

    def made(kind, key=ONE, **more):
        form = forms[kind] | {"key": key} | more
        return {"kind": kind, "key": key, "person": str(world.marta.id), "path": paths[kind], "form": form}

    return made


@pytest.fixture
def send(world, risotto):
    """send(op) does it, as the person or another; an order has something to send first."""

    def sent(tap, who=None):
        by = who or world.marta
        if tap["kind"] == "order":
            fill(by, risotto)
        return post(world.client(by), tap)

    return sent


@pytest.fixture
def judge(world, rice, risotto, line):
    return Judge(House())


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_done_once_is_done_however_often_it_was_sent(judge, op, world, kind):
    taps = [op("cart", OTHER), op(kind)]
    for tap in (*taps, taps[-1]):
        assert post(world.client(world.marta), tap).status_code == 200
    judge.look(taps, set())
    assert judge.counts == {"done": 2}, judge.unlike()


@pytest.mark.parametrize("kind", KINDS)
def test_what_counted_under_two_keys_is_twice(judge, op, send, kind):
    send(op(kind))
    if kind == "tick":
        send(op(kind, "3" * 32, done="0"))
    send(op(kind, OTHER))
    judge.look([op(kind)], set())
    assert judge.counts["done"] == 1 and seen(judge, "twice") >= TWICE[kind], judge.unlike()


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_did_with_the_key_is_wrong(judge, op, send, world, kind):
    send(op(kind), world.nonna if kind in ("cart", "order", "stock") else world.pia)
    judge.look([op(kind)], set())
    assert seen(judge, "wrong") >= WRONG[kind] and not seen(judge, "lost"), judge.unlike()


@pytest.mark.parametrize("kind", KINDS)
def test_what_left_nothing_is_lost(judge, op, kind):
    judge.look([op(kind)], set())
    judge.look([op(kind, OTHER)], {OTHER})
    assert judge.counts == {"lost": 1, "refused": 1}


def test_a_key_without_what_it_stands_for_is_lost(judge, op, send, world):
    taps = [op("cart"), op("stock", OTHER)]
    assert [send(tap).status_code for tap in taps] == [200, 200]
    with transaction(world.rossi):
        CartItem.delete().execute()
        StockMove.delete().where(StockMove.key == OTHER).execute()
    judge.look(taps, set())
    assert seen(judge, "lost") == {"portions", "less"} and judge.counts == {"done": 2, "lost": 2}


def test_what_is_done_and_said_not_to_be_is_denied(judge, op, send):
    send(op("cart"))
    judge.look([op("cart")], {ONE})
    assert judge.counts == {"denied": 1}


def test_a_finger_counts_what_was_never_kept(judge, op, send):
    send(op("wish"))
    judge.look([op("wish")], set(), 2)
    assert judge.counts == {"done": 1, "lost": 1}


def test_the_last_of_a_step_is_a_whole_one(op, send, world, rice, line):
    rice.take(KILO - STEP // 2, world.marta)
    judge = Judge(House())
    assert send(op("stock")).status_code == 200
    judge.look([op("stock")], set())
    assert judge.counts == {"done": 1}, judge.unlike()


def test_a_step_that_took_too_little_is_lost(judge, op, send):
    send(op("stock"))
    StockMove.update(delta=-STEP // 2).where(StockMove.key == ONE).execute()
    judge.look([op("stock")], set())
    assert seen(judge, "lost") == {"less"} and judge.counts == {"done": 1, "lost": 1}


def test_a_tick_that_a_later_one_beat_owes_nothing(op, send, line, world):
    line.tick(False, clock.now(), world.pia)
    judge, early = Judge(House()), op("tick", at=str(ms(clock.now() - clock.minutes(60))))
    assert send(early).status_code == 409
    judge.look([early], {ONE})
    assert judge.counts == {"done": 1}, judge.unlike()


def test_a_tick_that_counts_and_shows_nowhere_is_lost(judge, op, send, line):
    send(op("tick"))
    line.changed_rows(ticked_at=None, ticked_by=None)
    judge.look([op("tick")], set())
    assert judge.unlike() == [("lost", ("basket", line.id), 1)]


def seen(judge, fault):
    """What it saw this fault in: the first word of each."""
    return {what[0] for name, what, _ in judge.unlike() if name == fault}


def post(client, tap):
    return client.htmx("POST", tap["path"], data=tap["form"])


def fill(member, risotto):
    with transaction(member.family):
        CartItem.create(family=member.family, member=member, dish=risotto, for_member=member)


def ms(instant):
    return int(instant.timestamp() * 1000)
