"""Whom it concerns is told, each once; nobody else, and never the one who did it."""

import pytest

from familychef.alerts.kinds import BY_EVENT
from familychef.alerts.models import Notification, choose
from familychef.alerts.telling import tell
from familychef.core.db import transaction
from familychef.core.events import Event
from tests.alerts.moments import AT_ONCE
from tests.cast import join


def told(member, what=None):
    rows = Notification.of_member(member).order_by(Notification.id)
    return [row.what for row in rows if what in (None, row.what)]


def test_low_milk_is_told_to_who_looks_after_the_pantry(world, milk, happen):
    milk.carton.take(300_000, by=world.leo)
    happen()
    for member in (world.nonna, world.pia):
        assert told(member) == ["alert.opened"]
    for member in (world.leo, world.carla):
        assert told(member) == []


def test_an_order_is_told_to_the_chef_and_its_answer_to_the_eater(world, table, happen):
    order = table.order(world.leo)
    happen()
    assert told(world.nonna) == ["order.placed"] and told(world.leo) == [] and told(world.pia) == []
    order.accept(by=world.nonna)
    happen()
    assert told(world.leo) == ["order.accepted"] and told(world.nonna) == ["order.placed"]


def test_nobody_is_told_what_they_did_themselves(world, table, happen):
    table.order(world.nonna)
    happen()
    assert told(world.nonna) == []


def test_to_tell_twice_of_the_same_event_tells_once(world, milk, happen):
    milk.carton.take(300_000, by=world.leo)
    happen()
    event = Event.get(Event.kind == "alert.opened")
    for _again in range(3):
        with transaction(world.rossi):
            tell(event, world.rossi)
    assert told(world.pia) == ["alert.opened"] and Notification.of_member(world.pia).get().more == 0


def test_what_is_told_late_is_told(world, milk, table, happen):
    """A stock alert went out before the order was delivered to the reactions."""
    from familychef.alerts.models import said

    order = table.order(world.leo)
    with transaction(world.rossi):
        for number in (said(world.rossi), said(world.rossi, world.nonna)):
            words = {"kind": "trial", "what": "news.trial", "subject": world.nonna.dom_id}
            Notification.create(family=world.rossi, member=world.nonna, seq=number, **words)
    happen()
    assert told(world.nonna, "order.placed") == ["order.placed"] and order.id


def test_what_somebody_typed_is_not_kept_with_the_news(world, table, happen):
    order = table.order(world.leo)
    order.decline(by=world.nonna, reason="Leo was rude")
    happen()
    assert told(world.leo) == ["order.declined"] and Notification.of_member(world.leo).get().changes == {}


def test_the_same_news_twice_is_refused_by_the_database(world, milk, happen):
    import peewee

    milk.carton.take(300_000, by=world.leo)
    happen()
    row = Notification.of_member(world.pia).dicts().get()
    with pytest.raises(peewee.IntegrityError), transaction(world.rossi):
        Notification.create(**{name: value for name, value in row.items() if name != "id"})


def test_who_wants_none_of_a_kind_is_told_none(world, milk, happen):
    choose(world.pia, {"stock": []}, AT_ONCE)
    milk.carton.take(300_000, by=world.leo)
    happen()
    assert told(world.pia) == [] and told(world.nonna) == ["alert.opened"]


def test_who_leaves_is_told_nothing_any_more_and_what_was_told_is_gone(world, milk, happen):
    milk.carton.take(300_000, by=world.leo)
    happen()
    world.pia.remove(by=world.marta)
    happen()
    assert told(world.pia) == []


def test_an_admin_hears_who_came(world, happen):
    from familychef.families.models import Family

    join(world.rossi, name="Zio", email="zio@rossi.example", roles=["member"])
    with transaction(world.rossi):
        from familychef.core.events import record

        record("member.joined", world.leo, actor=world.leo)
    happen()
    assert told(world.marta) == ["member.joined"] and told(world.pia) == []
    assert Family.get_by_id(world.neri.id).version == world.neri.version


def test_every_event_that_is_told_has_words():
    from familychef import rooms
    from familychef.core import notices

    rooms.load()
    assert set(BY_EVENT) <= set(notices.sentences)
