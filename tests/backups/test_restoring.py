"""A restored house is the one of the backup; what was revoked since stays revoked, and nothing is sent twice."""

import json
import zipfile

import pytest

from familychef import doctor, settling
from familychef.alerts.hooks import Webhook
from familychef.alerts.models import Notification, NotificationMessage
from familychef.backups import opening
from familychef.backups.models import Held
from familychef.backups.troubles import Trouble
from familychef.core import archive, clock, db, relay
from familychef.core.events import Event, record
from familychef.families.models import Device, Family, Invitation, Letter, Passage, Program, RefreshToken, Session
from tests import cast


def test_what_happened_since_is_gone_and_what_was_there_is_back(keeper):
    keeper.picture()
    taken = keeper.take()
    keeper.rename("Somebody else")
    said = keeper.restore(taken)
    assert "Leo" in keeper.names() and "Somebody else" not in keeper.names()
    assert "is back" in said and doctor_is_content(keeper)


def test_stored_files_come_back(keeper):
    picture = keeper.picture()
    taken = keeper.take()
    (file,) = keeper.settings.files.glob("*/*/*")
    file.unlink()
    keeper.restore(taken)
    assert file.exists() and picture.id and doctor_is_content(keeper)


def test_nobody_is_signed_in_and_nothing_opens_that_was_handed_out(keeper):
    world = keeper.world
    cast.open_session(world.leo)
    cast.paired(world.marta)
    program, _token = Program.sign_in(world.marta, "Wall")
    Invitation.issue(world.marta, ["member"])
    Passage.issue("reset", settling.WAIT, user=world.leo.user)
    taken = keeper.take()
    for model, field in ((Session, Session.ended_at), (Device, Device.revoked_at), (Program, Program.ended_at)):
        model.update({field: clock.now()}).execute()
    keeper.restore(taken)
    assert not Session.select().where(Session.counts()).exists() and not Device.paired().exists()
    assert Program.get_by_id(program.id).ended_at and not RefreshToken.select().exists()
    assert not Invitation.select().where(Invitation.uses_left > 0).exists()
    assert not Passage.select().where(Passage.used_at.is_null()).exists()


def test_a_cookie_of_before_opens_nothing_and_the_password_does(keeper):
    jar = keeper.world.cookies(keeper.world.marta)
    taken = keeper.take()
    keeper.restore(taken)
    client = keeper.world.app.test_client()
    for name, value in jar.items():
        client.set_cookie(name, value)
    assert client.get("/menu").status_code in (302, 303, 401)
    known = {"email": cast.email_of("marta"), "password": cast.PASSWORD}
    assert client.post("/session", data=known).status_code == 303


def test_messages_wait_for_a_yes(keeper):
    message, letter = waiting_message(keeper.world), Letter.create(kind="was_reset", user=keeper.world.leo.user)
    taken = keeper.take()
    said = keeper.restore(taken)
    unsent = NotificationMessage.select().where(NotificationMessage.done_at.is_null())
    assert not unsent.exists() and Letter.get_by_id(letter.id).done_at and Held.select().count() == 2
    assert "2 messages had not been sent" in said
    assert settling.send_held() == 2 and not Held.select().exists()
    assert [row.id for row in unsent] == [message.id] and Letter.get_by_id(letter.id).done_at is None


def test_what_was_sent_before_the_backup_is_not_sent_by_the_yes(keeper):
    message = waiting_message(keeper.world)
    message.changed_rows(done_at=clock.now())
    keeper.restore(keeper.take())
    assert settling.send_held() == 0 and NotificationMessage.get_by_id(message.id).done_at


def test_an_event_nobody_reacted_to_yet_brings_no_message_afterwards(keeper):
    with db.transaction(keeper.world.rossi):
        record("member.granted", keeper.world.leo, actor=keeper.world.marta)
    assert Event.select().where(~Event.settled).exists()
    keeper.restore(keeper.take())
    assert not Event.select().where(~Event.settled).exists() and relay.deliver_pending(Family) == 0


def test_webhooks_are_off_until_somebody_looks(keeper):
    about = {"name": "Light", "url": "https://hook.example/", "secret": "s", "key": "k", "kinds": ["orders"]}
    hook = Webhook.create(family=keeper.world.rossi, member=keeper.world.marta, created_at=clock.now(), **about)
    keeper.restore(keeper.take())
    assert Webhook.get_by_id(hook.id).off_reason == "restored"


def test_a_family_that_was_to_be_deleted_has_its_week_again(keeper):
    keeper.world.rossi.changed_rows(deletes_at=clock.now())
    keeper.restore(keeper.take())
    left = Family.get_by_id(keeper.world.rossi.id).deletes_at - clock.now()
    assert left > settling.WAIT * 0.99


def test_each_family_reads_that_it_was_restored(keeper):
    keeper.restore(keeper.take())
    told = Event.select(Event.family_id).where(Event.kind == "house.restored").order_by(Event.family_id)
    assert [event.family_id for event in told] == [keeper.world.rossi.id, keeper.world.neri.id]


@pytest.mark.only("sqlite")
def test_it_refuses_while_a_server_owns_the_folder(keeper, database_kind):
    import fcntl

    taken = keeper.take()
    with open(keeper.settings.data / "owner.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(SystemExit, match="already uses"):
            keeper.restore(taken)


@pytest.mark.only("postgres")
def test_it_refuses_while_anybody_is_connected(keeper, database_kind):
    import psycopg2

    taken = keeper.take()
    other = psycopg2.connect(keeper.settings.database_url)
    try:
        with pytest.raises(Trouble, match="Stop it first"):
            keeper.restore(taken)
    finally:
        other.close()


def test_it_refuses_what_a_newer_version_made(keeper, monkeypatch):
    taken = keeper.take()
    known = opening.known()
    monkeypatch.setattr(opening, "known", lambda: known[:-1])
    keeper.rename("Still here")
    with pytest.raises(Trouble, match="newer FamilyChef"):
        keeper.restore(taken)
    assert "Still here" in keeper.names()


def test_the_house_that_was_there_is_kept(keeper, databases):
    taken = keeper.take()
    keeper.rename("Before the restore")
    said = keeper.restore(taken)
    kept = said.split("is kept: ")[1].split(" and ")[0]
    assert "Before the restore" in names_in(keeper.settings, kept)
    if not keeper.settings.sqlite:
        databases.postgres.drop(kept)


def test_what_the_doctor_finds_stops_it_unless_one_insists(keeper):
    db.database.execute_sql("UPDATE family_member SET roles = '[\"member\"]'")
    taken = keeper.take()
    db.database.execute_sql("UPDATE family_member SET roles = '[\"admin\"]'")
    keeper.rename("Still here")
    with pytest.raises(Trouble, match="--anyway"):
        keeper.restore(taken)
    assert "Still here" in keeper.names()
    assert "I-35" in keeper.restore(taken, anyway=True) and "Leo" in keeper.names()


def test_a_trial_changes_nothing_and_finds_what_is_wrong(keeper):
    keeper.picture()
    taken = keeper.take()
    keeper.rename("Still here")
    assert keeper.trial(taken)["troubles"] == [] and "Still here" in keeper.names()
    changed(keeper.path(taken), rows={"family": 99})
    assert "rows" in keeper.trial(taken)["troubles"][0]
    assert not list(keeper.settings.data.glob("restoring-*")) and not list(keeper.settings.data.glob("opening-*"))


def waiting_message(world):
    about = {"family": world.rossi, "member": world.leo, "kind": "meal", "seq": 1, "what": "order.ready"}
    told = Notification.create(**about, subject="order-1")
    return NotificationMessage.create(family=world.rossi, notification=told, channel="mail")


def doctor_is_content(keeper):
    return [each for each in doctor.examine(keeper.settings) if not each.rule.startswith(("I-46", "I-47"))] == []


def names_in(settings, kept):
    import sqlite3

    import psycopg2

    url = settings.database_url
    other = sqlite3.connect(kept) if settings.sqlite else psycopg2.connect(url.rpartition("/")[0] + "/" + kept)
    cursor = other.cursor()
    cursor.execute("SELECT name FROM family_member")
    found = {name for (name,) in cursor.fetchall()}
    other.close()
    return found


def changed(path, **values):
    """The backup says something else of itself."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(parts[opening.MANIFEST])
    for name, value in values.items():
        manifest[name] = manifest[name] | value
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            archive.add(packed, name, archive.pretty(manifest) if name == opening.MANIFEST else content)
