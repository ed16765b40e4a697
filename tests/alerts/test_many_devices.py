"""Several devices of one person: what one of them does with a message is nothing to the others."""

import pytest

from familychef.alerts import outbox
from familychef.alerts.models import MOST_TRIES, NotificationMessage, choose
from familychef.alerts.subscriptions import PushSubscription
from tests.alerts.moments import AT_ONCE, later
from tests.alerts.test_push import Browser
from tests.cast import session_of
from tests.families.papers import text

TRIES = range(0, 12 * 24 * 60, 24 * 60)


@pytest.fixture
def house(app):
    return app.config["SETTINGS"]


@pytest.fixture
def leo(world):
    """Leo wants to hear of his orders on his phone and on his laptop."""
    for name in ("phone", "laptop"):
        add(world.leo, Browser(name))
    choose(world.leo, {"accepted": ["app", "push"], "meal": ["app", "push"]}, AT_ONCE)
    return world.client(world.leo)


def add(member, browser):
    PushSubscription.add(member, session_of(member), **browser.form)


def rung(outside):
    return [path for path, _headers, _body in outside.heard]


def tried_to_the_end(house):
    for minutes in TRIES:
        with later(minutes):
            outbox.send_due(house)


def test_a_device_that_took_it_is_not_rung_again_for_the_sake_of_another(accepted, leo, house, outside):
    outside.says_to["/laptop"] = 500
    tried_to_the_end(house)
    assert rung(outside).count("/phone") == 1 and rung(outside).count("/laptop") == MOST_TRIES
    assert NotificationMessage.get().done_at and not NotificationMessage.get().failed
    with later(TRIES[-1] + 1):
        assert "nothing has got through" not in text(leo.get("/me/news"))


def test_the_other_gets_it_when_it_can(world, accepted, house, outside, happen):
    outside.says_to["/laptop"] = 500
    assert outbox.send_due(house) == 0
    outside.says_to.clear()
    accepted.start(world.nonna)
    accepted.finish(world.nonna)
    happen()
    with later(3):
        assert outbox.send_due(house) == 2 and outbox.send_due(house) == 0
    assert sorted(rung(outside)) == ["/laptop"] * 3 + ["/phone"] * 2


@pytest.mark.parametrize("refused", [400, 401, 403])
def test_one_that_refuses_us_is_forgotten_and_the_other_rung_once(accepted, house, outside, refused):
    outside.says_to["/laptop"] = refused
    tried_to_the_end(house)
    assert rung(outside) == ["/phone", "/laptop"]
    assert [row.endpoint for row in PushSubscription.select()] == ["https://push.example/phone"]
    assert not NotificationMessage.get().failed


def test_where_none_takes_anything_the_page_says_so_until_one_is_added(world, accepted, leo, house, outside):
    outside.says = 500
    tried_to_the_end(house)
    assert NotificationMessage.get().failed
    with later(TRIES[-1] + 1):
        assert "On my devices: nothing has got through since" in text(leo.get("/me/news"))
        add(world.leo, Browser("tablet"))
        assert "nothing has got through" not in text(leo.get("/me/news"))


@pytest.mark.parametrize("odd", [{"endpoint": "https://127.0.0.1/"}, {"p256dh": "B" + "A" * 86}])
def test_one_that_can_not_be_reached_keeps_the_others_from_nothing(world, accepted, house, outside, odd):
    PushSubscription.delete().where(PushSubscription.endpoint.endswith("laptop")).execute()
    add(world.leo, Browser("laptop"))
    changed = PushSubscription.update(odd).where(PushSubscription.endpoint.endswith("phone"))
    assert changed.execute() and outbox.send_due(house) == 0
    assert rung(outside) == ["/laptop"] and NotificationMessage.get().done_at is None


def test_what_a_device_remembers_has_an_end(world, leo):
    device = PushSubscription.of_member(world.leo).first()
    for number in range(60):
        device.answered(201, number)
    kept = PushSubscription.get_by_id(device.id).told
    assert len(kept) == 50 and kept[-1] == 59 and device.took(59) and not device.took(9)
