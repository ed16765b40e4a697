"""What the page of backups says."""

from flask import current_app

from familychef.core import clock
from familychef.families.models import Installation

from . import models, programs
from .models import Backup
from .notices import TROUBLES
from .troubles import Trouble
from .vault import Vault

SHOWN = 24


def about_backups():
    """`verified`: the newest that could be restored; `free`: percent of the disk; `lacking`: a program, or nothing."""
    settings = current_app.config["SETTINGS"]
    vault, found = Vault(settings), list(Backup.latest().limit(SHOWN))
    share, founded = vault.free_share(), Installation.select().order_by(Installation.id).first()
    now = clock.now()
    return {
        "found": found,
        "verified": Backup.verified().first(),
        "troubles": [TROUBLES[code] for code in models.troubles(now, founded.founded_at if founded else now, share)],
        "free": round(share * 100),
        "sealed": vault.seal.is_made,
        "command": "familychef backup-key",
        "lacking": "" if settings.sqlite else _lacking(),
    }


def _lacking():
    try:
        return programs.found("pg_dump") and ""
    except Trouble as trouble:
        return str(trouble)
