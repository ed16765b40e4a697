"""What the room of backups does by the clock: takes one, tries the newest, and tells when something is wrong."""

import logging

from familychef.core import clock
from familychef.core.i18n import _l, ngettext
from familychef.core.jobs import job
from familychef.families.models import Family, Installation

from . import models, taking, trying, vault
from .models import Backup, BackupAlarm
from .troubles import Trouble

log = logging.getLogger(__name__)


def taken(count):
    return ngettext("%(count)s backup taken", "%(count)s backups taken", count)


def tried(count):
    return ngettext("%(count)s backup restored on trial", "%(count)s backups restored on trial", count)


def told(count):
    return ngettext("%(count)s message about backups", "%(count)s messages about backups", count)


@job("backups.take", _l("Taking a backup"), every="hour", per="house", atomic=False, done=taken)
def take():
    """A new one, and away with those the rules let go; 0 when none could be taken, which the log explains."""
    settings = vault.settings()
    try:
        taking.take(settings)
    except Trouble as trouble:
        log.warning("no backup was taken: %s", trouble)
        return 0
    _tidy(settings)
    return 1


def _tidy(settings):
    try:
        taking.prune(settings, [backup.name for backup in Backup.verified()], clock.now())
    except Trouble as trouble:
        log.warning("older backups stay for now: %s", trouble)
    Backup.follow(vault.Vault(settings))


@job("backups.try", _l("Trying whether the newest backup can be restored"), every="day", at="03:12", per="house",
     atomic=False, done=tried)
def try_newest():
    """How many went well."""
    backup = trying.try_newest(vault.settings())
    if backup and backup.trouble:
        log.warning("the backup %s could not be restored: %s", backup.name, backup.trouble)
    return int(backup is not None and backup.is_verified)


@job("backups.watch", _l("Looking whether there are good backups"), every="hour", per="house", atomic=False, done=told)
def watch():
    """Every family's admins hear of a trouble once, as long as it lasts; how many messages that makes."""
    founded = Installation.select().order_by(Installation.id).first()
    if founded is None:
        return 0
    ours = vault.Vault(vault.settings())
    Backup.follow(ours)
    troubles = models.troubles(clock.now(), founded.founded_at, ours.free_share())
    return sum(BackupAlarm.tell(family, troubles) for family in Family.staying())
