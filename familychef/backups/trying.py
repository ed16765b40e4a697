"""Tries whether the newest backup can be restored: in a process of its own, so that nothing here waits or grows."""

import json

from .models import Backup
from .programs import PATIENCE_SECONDS, complain, ours
from .troubles import Trouble
from .vault import Vault


def try_newest(settings):
    """Restore it on trial and write down how that went; the Backup, or None where there is none."""
    Backup.follow(Vault(settings))
    newest = Backup.latest().first()
    if newest:
        told = rehearse(settings, newest.name)
        newest.tried(told["seconds"], " ".join(told["troubles"]))
    return newest


def rehearse(settings, name):
    """What `familychef restore --trial --json` says: {"rows", "seconds", "troubles"}."""
    try:
        said, complained = ours(settings, "restore", name, "--trial", "--json", seconds=PATIENCE_SECONDS)
        return json.loads(said.strip().splitlines()[-1])
    except Trouble as trouble:
        why = str(trouble)
    except (ValueError, IndexError):
        complain("the trial", complained)
        why = "The trial ended early. The log says why."
    return {"rows": 0, "seconds": 0, "troubles": [why]}
