"""How what happens to backups reads to a person."""

from familychef.core import notices
from familychef.core.i18n import _l
from familychef.core.notices import moment

from .models import FULL, LATE, SPOILED

KINDS = {
    "backup.troubled": _l("Backups need a look"),
    "house.restored": _l("The house was restored from a backup"),
}
FIELDS = {"trouble": _l("What is wrong"), "taken_at": _l("Backup from")}
TROUBLES = {
    LATE: _l("No backup was taken for more than a day."),
    SPOILED: _l("The newest backup that was tried can't be restored."),
    FULL: _l("The disk for the backups is nearly full."),
}

notices.say(KINDS, fields=FIELDS, words={"trouble": TROUBLES, "taken_at": moment})
