"""What the stream says: names of stale pieces, to those who may know, with a cursor that never skips."""

from familychef.core import live
from familychef.core.db import transaction
from familychef.core.events import KEPT_FOR_REPLAY, Event, record


def tell(world, *stale, who=None, **more):
    who = who or world.leo
    with transaction(who.family):
        for names in stale:
            record("test", who, stale=names, **more)


def parse(text):
    blocks = [dict(line.split(":", 1) for line in block.splitlines()) for block in text.split("\n\n") if block]
    return [(block["event"].strip(), int(block["id"])) for block in blocks]


def test_each_stale_name_is_sent_once_and_the_cursor_rides_on_the_last(world):
    tell(world, "orders order-1", "orders menu")
    text, cursor = live.look(0, world.leo)
    assert parse(text) == [("orders", 0), ("order-1", 0), ("menu", 2)] and cursor == 2


def test_nothing_new_says_nothing(world):
    tell(world, "orders")
    assert live.look(1, world.leo) == ("", 1)


def test_what_a_member_may_not_know_is_left_out_but_moves_the_cursor(world):
    tell(world, "invitations", needs="family.manage")
    assert live.look(0, world.leo) == ("", 1)
    assert parse(live.look(0, world.marta)[0]) == [("invitations", 1)]


def test_what_is_for_one_member_is_heard_by_that_one(world):
    tell(world, "cart", member=world.leo)
    assert live.look(0, world.nonna)[0] == "" and parse(live.look(0, world.leo)[0]) == [("cart", 1)]


def test_the_neighbours_hear_nothing(world):
    tell(world, "orders")
    assert live.look(0, world.carla) == ("", 0)


def test_who_was_away_too_long_is_told_to_reload(world):
    tell(world, "orders")
    type(world.rossi).update(version=KEPT_FOR_REPLAY + 2).execute()
    assert parse(live.look(0, world.leo)[0]) == [("reload", KEPT_FOR_REPLAY + 2)]


def test_a_cursor_from_the_future_is_told_to_reload(world):
    assert parse(live.look(99, world.leo)[0]) == [("reload", 0)]


def test_the_first_message_carries_the_cursor_at_once(world):
    session = type("Session", (), {"lives": lambda self, member: False})()
    first = next(live.messages(7, world.leo, session, "build-1"))
    assert "event: hello\nid: 7\ndata: build-1" in first


def test_a_removed_member_hears_nothing_more(world):
    session = type("Session", (), {"lives": lambda self, member: False})()
    assert len(list(live.messages(0, world.leo, session, "b"))) == 1
    assert Event.select().count() == 0
