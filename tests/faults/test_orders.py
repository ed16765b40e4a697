"""The storm of orders in its short form, and a judge who sees what is lost, twice, or there in spite of a refusal."""

import pytest

from tests.faults.history import DONE, REFUSED, UNKNOWN, Deed, History
from tests.faults.order_judge import judged
from tests.faults.orders import Day, storm
from tests.faults.races import Arena


def deeds(outcome, *pairs):
    return History(Deed(what, about, outcome, 303, 0.0, 1.0) for what, about in pairs)


class House:
    """What stands in a database, by the first words of the question."""

    def __init__(self, orders=(), uses=(), events=()):
        self.orders, self.uses, self.events = orders, uses, events

    def rows(self, query, *_values):
        if "stock_move" in query:
            return self.uses
        return self.events if "event" in query else [(key,) for key in self.orders]


@pytest.mark.parametrize(("house", "history", "faults"), [
    (House(["a"]), deeds(DONE, ("place", "a")), []),
    (House(), deeds(DONE, ("place", "a")), [("lost", "place", "a")]),
    (House(["a", "a"]), deeds(DONE, ("place", "a")), [("twice", "place", "a")]),
    (House(["a"]), deeds(REFUSED, ("place", "a")), [("ghost", "place", "a")]),
    (House(["a"]), deeds(UNKNOWN, ("place", "a")), []),
    (House(["a", "a"]), deeds(UNKNOWN, ("place", "a")), [("twice", "place", "a")]),
    (House(uses=[("u", -600), ("u.1", -400)]), deeds(DONE, ("use", "u")), []),
    (House(uses=[("u", -2000)]), deeds(DONE, ("use", "u")), [("twice", "use", "u")]),
    (House(uses=[]), deeds(DONE, ("use", "u")), [("lost", "use", "u")]),
    (House(events=[("order.accepted", "order-7")]), deeds(DONE, ("accept", 7), ("accept", 7)), []),
    (House(events=[("order.accepted", "order-7")] * 2), deeds(DONE, ("accept", 7)), [("twice", "accept", 7)]),
    (House(), deeds(DONE, ("cancel", 7)), [("lost", "cancel", 7)]),
    (House(events=[("order.served", "order-7")]), deeds(REFUSED, ("serve", 7)), [("ghost", "serve", 7)]),
])
def test_the_judge_sees(house, history, faults):
    assert list(judged(house, history)) == faults


def test_what_one_was_refused_another_may_have_done():
    both = History([*deeds(REFUSED, ("accept", 7)).deeds, *deeds(DONE, ("accept", 7)).deeds])
    assert judged(House(events=[("order.accepted", "order-7")]), both) == []


def test_a_storm_of_four_families_with_two_kills(database_url, tmp_path):
    day = Day(tmp_path, database_url)
    storm(day, seconds=0, kills=2, seed=812)
    assert day.found() == []
    assert day.history.outcomes()[DONE] > 20 and {"place"} <= {deed.what for deed in day.history.deeds}
    assert set(day.history.statuses()) <= {0, 200, 303, 409}


def test_races_of_each_kind(database_url, tmp_path):
    arena = Arena(tmp_path, database_url)
    arena.server.start()
    arena.last_portion(1, clients=8)
    arena.last_portion(5, clients=8)
    arena.two_accept()
    arena.accept_or_cancel()
    arena.serve_or_cancel()
    arena.same_key(4)
    arena.server.stop()
    assert arena.faults == []
