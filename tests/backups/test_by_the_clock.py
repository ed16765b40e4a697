"""What happens to backups by itself: taken each hour, restored each night, and admins hear when something is wrong."""

import datetime as dt

import pytest
import time_machine

from familychef.alerts.models import Notification
from familychef.backups import jobs, models
from familychef.backups.models import Backup
from familychef.backups.troubles import Trouble
from familychef.backups.vault import Vault
from familychef.core import clock, relay
from familychef.core.events import Event
from familychef.core.jobs import registry
from familychef.core.schedule import Daily, Hourly
from familychef.families.models import Family, Installation

DAY = dt.timedelta(days=1)


@pytest.fixture
def roomy(monkeypatch):
    """The disk is half empty, whatever this machine's is."""
    monkeypatch.setattr(Vault, "free_share", lambda vault: 0.5)


@pytest.fixture
def house(keeper, roomy):
    Installation.create(id=1)
    return keeper


def told():
    return [event.changes["trouble"][1] for event in Event.select().where(Event.kind == "backup.troubled")]


def test_one_an_hour_one_trial_a_night_one_look_an_hour(house):
    assert registry["backups.take"].every == registry["backups.watch"].every == Hourly()
    assert registry["backups.try"].every == Daily(dt.time(3, 12))
    assert not any(registry[name].per_family for name in ("backups.take", "backups.try", "backups.watch"))


def test_it_is_written_down_and_the_night_restores_it(house):
    house.picture()
    assert jobs.take() == 1
    (backup,) = Backup.select()
    assert backup.rows > 10 and backup.files == 1 and not backup.is_verified
    assert jobs.try_newest() == 1
    (backup,) = Backup.select()
    assert backup.is_verified and backup.trouble == "" and backup.seconds is not None
    assert Backup.verified().first() == backup


def test_one_that_was_taken_counts_though_the_older_ones_could_not_go(house, monkeypatch):
    def busy(*_given):
        raise Trouble("Another backup is being taken.")

    monkeypatch.setattr(jobs.taking, "prune", busy)
    assert jobs.take() == 1 and Backup.select().count() == 1


def test_the_night_says_what_is_wrong_and_admins_hear_of_it(house):
    house.picture()
    jobs.take()
    (file,) = (house.vault.root / "files").glob("*/*")
    file.write_bytes(b"spoiled")
    assert jobs.try_newest() == 0
    (backup,) = Backup.select()
    assert "is damaged" in backup.trouble and not Backup.verified().exists()
    jobs.watch()
    assert told() == ["spoiled", "spoiled"]


def test_without_any_there_is_nothing_to_try(house):
    assert jobs.try_newest() == 0


def test_after_a_day_without_one_each_familys_admins_are_told_once(house):
    with time_machine.travel(clock.now() + dt.timedelta(hours=25), tick=False):
        assert jobs.watch() == 0
    with time_machine.travel(clock.now() + dt.timedelta(hours=27), tick=False) as hand:
        assert jobs.watch() == 2 and told() == ["late", "late"]
        hand.shift(dt.timedelta(hours=1))
        assert jobs.watch() == 0 and len(told()) == 2
        relay.deliver_pending(Family)
    readers = {row.member_id for row in Notification.select().where(Notification.kind == "backups")}
    assert readers == {house.world.marta.id, house.world.carla.id}


def test_the_next_trouble_is_told_again(house):
    with time_machine.travel(clock.now() + 2 * DAY, tick=False) as hand:
        jobs.watch()
        jobs.take()
        assert jobs.watch() == 0
        hand.shift(2 * DAY)
        assert jobs.watch() == 2 and told() == ["late"] * 4


def test_a_full_disk_is_told(house, monkeypatch):
    jobs.take()
    assert jobs.watch() == 0
    monkeypatch.setattr(Vault, "free_share", lambda vault: models.ROOM - 0.01)
    assert jobs.watch() == 2 and set(told()) == {"full"}


def test_before_the_first_family_nobody_is_told(keeper, roomy):
    with time_machine.travel(clock.now() + 9 * DAY, tick=False):
        assert jobs.watch() == 0


def test_the_free_part_of_the_disk_is_that_of_the_folder(keeper):
    assert 0 < keeper.vault.free_share() < 1


def test_what_can_not_be_taken_is_no_failed_job(house, caplog):
    with house.vault.alone():
        assert jobs.take() == 0
    assert "just now" in caplog.text and not Backup.select().exists()


def test_backups_that_are_gone_are_forgotten(house):
    with time_machine.travel(clock.now() - DAY, tick=False):
        jobs.take()
    (old,) = house.vault.names()
    (house.vault.root / old).unlink()
    jobs.take()
    assert [backup.name for backup in Backup.select()] == house.vault.names()


def test_what_was_restored_well_lets_old_ones_go(house):
    with time_machine.travel(clock.now() - 400 * DAY, tick=False) as hand:
        for _hour in range(30):
            jobs.take()
            hand.shift(dt.timedelta(hours=1))
    assert len(house.vault.names()) == 30
    jobs.take()
    assert len(house.vault.names()) == 31
    jobs.try_newest()
    with time_machine.travel(clock.now() + dt.timedelta(hours=1), tick=False):
        jobs.take()
    assert len(house.vault.names()) < 31 and Backup.select().count() == len(house.vault.names())


def test_one_that_somebody_took_by_hand_counts(house):
    taken = house.take()
    with time_machine.travel(clock.now() + dt.timedelta(hours=25), tick=False):
        jobs.watch()
    (backup,) = Backup.select()
    assert backup.name == taken.name and backup.rows == taken.rows and backup.bytes == taken.bytes
