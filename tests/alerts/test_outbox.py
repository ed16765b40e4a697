"""Mails of news: together, in the reader's language and hours, each once; tried again, and given up aloud."""

import datetime as dt

import pytest
import time_machine

from familychef.alerts import outbox
from familychef.alerts.models import Notification, NotificationMessage, choose
from familychef.core import clock
from familychef.families.models import User
from tests.alerts.moments import AT_ONCE
from tests.families.papers import text


@pytest.fixture
def pia(world):
    choose(world.pia, {"stock": ["app", "mail"]}, AT_ONCE)
    return world.pia


@pytest.fixture
def low(world, pia, milk, happen, mailing):
    """Leo has drunk the milk, and Pia wants a mail of such a thing."""
    milk.carton.take(300_000, by=world.leo)
    happen()
    return milk


def test_one_mail_says_what_why_and_how_to_get_less(low, mailing, postman):
    assert outbox.send_due(mailing) == 1 and outbox.send_due(mailing) == 0
    [mail] = postman.letters
    assert mail["To"] == "pia@rossi.example" and mail["Subject"] == "Milk: running low"
    body = mail.get_content()
    assert "http://food.example/alerts" in body and "http://food.example/me/news#stock" in body
    assert "You look after the pantry." in body


def again(world, milk, happen):
    """The rest of the milk is gone, too; what was told before has been read."""
    Notification.read_all(world.pia)
    milk.carton.take(300_000, by=world.leo)
    happen()


def test_what_comes_soon_after_is_told_with_it(world, low, happen, mailing, postman):
    low.carton.take(300_000, by=world.leo)
    happen()
    assert Notification.of_member(world.pia).count() == 1 and outbox.send_due(mailing) == 1
    assert postman.letters[0]["Subject"] == "Milk: running low, and 1 more"
    low.add_lot(300_000, world.leo)
    happen()
    assert Notification.of_member(world.pia).count() == 2


def test_what_is_due_together_goes_as_one_mail(world, low, happen, mailing, postman):
    again(world, low, happen)
    assert outbox.send_due(mailing) == 1
    [mail] = postman.letters
    assert mail["Subject"] == "Rossi: 2 things" and mail.get_content().count("Milk: ") == 2


def test_a_mail_that_is_tried_again_is_the_same_mail(world, low, happen, mailing, postman):
    postman.says = "451 later"
    assert outbox.send_due(mailing) == 0
    postman.says = "250 OK"
    again(world, low, happen)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=3)):
        assert outbox.send_due(mailing) == 2
    same, new = sorted(postman.letters, key=lambda mail: mail["Message-ID"])
    assert same["Subject"] == "Milk: running low" and new["Subject"] == "Milk: none left"
    assert same["Message-ID"] != new["Message-ID"]


def test_a_repeat_after_a_crash_has_the_number_of_the_first(low, mailing, postman, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_rows, **_values):
        raise Killed

    with monkeypatch.context() as crash:
        crash.setattr(outbox, "_change", die)
        with pytest.raises(Killed):
            outbox.send_due(mailing)
    assert outbox.send_due(mailing) == 0
    with time_machine.travel(clock.now() + dt.timedelta(minutes=3)):
        assert outbox.send_due(mailing) == 1
    first, second = postman.letters
    assert first["Message-ID"] == second["Message-ID"] and first.get_content() == second.get_content()


def test_of_two_workers_one_sends(low, mailing, postman):
    rows = list(NotificationMessage.select().join(Notification))
    other = list(NotificationMessage.select().join(Notification))
    assert outbox._claim(rows) and not outbox._claim(other)


def test_a_claim_of_a_part_is_none(world, low, happen, mailing):
    again(world, low, happen)
    rows = list(NotificationMessage.select().order_by(NotificationMessage.id))
    NotificationMessage.update(attempts=1).where(NotificationMessage.id == rows[1].id).execute()
    assert len(rows) == 2 and not outbox._claim(rows)
    assert NotificationMessage.get_by_id(rows[0].id).attempts == 0


def test_after_eight_tries_it_is_given_up_and_her_page_says_so(world, low, mailing, postman):
    postman.says = "550 no such person"
    now = clock.now()
    for days in range(12):
        with time_machine.travel(now + dt.timedelta(days=days)):
            outbox.send_due(mailing)
    message = NotificationMessage.get()
    assert (message.attempts, message.failed) == (8, True)
    assert "did not get through" in text(world.client(world.pia).get("/me/news"))


def test_in_the_quiet_hours_it_waits(world, pia, milk, happen, mailing, postman):
    choose(pia, {}, {"quiet_from": "22:00", "quiet_until": "07:00", "digest_at": ""})
    night = clock.instant(world.rossi.today() + dt.timedelta(days=1), dt.time(23), world.rossi.timezone)
    with time_machine.travel(night):
        milk.carton.take(300_000, by=world.leo)
        happen()
        assert outbox.send_due(mailing) == 0
    with time_machine.travel(night + dt.timedelta(hours=9)):
        assert outbox.send_due(mailing) == 1


def test_it_is_written_in_her_language(world, low, mailing, postman):
    User.update(locale="de").where(User.id == world.pia.user_id).execute()
    outbox.send_due(mailing)
    assert postman.letters[0]["Subject"] == "Milk: wird knapp"


def test_a_name_with_an_odd_line_break_is_mailed(world, low, mailing, postman):
    type(low).update(name="Mil\u2028k").where(type(low).id == low.id).execute()
    assert outbox.send_due(mailing) == 1
    assert postman.letters[0]["Subject"] == "Mil k: running low"


def test_who_has_left_gets_none(world, low, mailing, postman):
    world.pia.remove(by=world.marta)
    assert outbox.send_due(mailing) == 0 and not postman.letters


def test_where_mail_was_set_up_late_nobody_is_told_of_last_week(world, low, happen, mailing, postman):
    with time_machine.travel(clock.now() + dt.timedelta(days=4)):
        again(world, low, happen)
        assert outbox.send_due(mailing) == 1 and outbox.send_due(mailing) == 0
    assert [mail["Subject"] for mail in postman.letters] == ["Milk: none left"]
