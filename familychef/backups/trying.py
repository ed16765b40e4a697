"""Tries whether the newest backup can be restored: in a process of its own, so that nothing here waits or grows."""

import json
import os
import subprocess
import sys

from .models import Backup
from .vault import Vault

COMMAND = "import sys; from familychef.cli import main; main(sys.argv[1:])"
PATIENCE_SECONDS = 4 * 3600
LONGEST = 300


def try_newest(settings):
    """Restore it on trial and write down how that went; the Backup, or None where there is none."""
    there = set(Vault(settings).names())
    newest = next((backup for backup in Backup.latest() if backup.name in there), None)
    if newest:
        told = rehearse(settings, newest.name)
        newest.tried(told["seconds"], " ".join(told["troubles"]))
    return newest


def rehearse(settings, name):
    """What `familychef restore --trial --json` says: {"rows", "seconds", "troubles"}."""
    command = [sys.executable, "-c", COMMAND, "restore", name, "--trial", "--json"]
    try:
        done = subprocess.run(
            command, env=environment(settings), capture_output=True, text=True, timeout=PATIENCE_SECONDS
        )
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return {"rows": 0, "seconds": 0, "troubles": [f"The trial ended early: {done.stderr.strip()[-LONGEST:]}"]}
    except subprocess.TimeoutExpired:
        return {"rows": 0, "seconds": PATIENCE_SECONDS, "troubles": ["The trial took too long."]}


def environment(settings):
    """What a process of ours has to know to mean the same house."""
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "FAMILYCHEF_DATA": str(settings.data),
        "FAMILYCHEF_BACKUPS": str(settings.backups),
        "FAMILYCHEF_URL": settings.url,
        "PORT": str(settings.port),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
