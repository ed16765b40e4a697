"""`familychef drill`: the newest backup becomes a house of its own, which is started, killed, and looked at."""

import time
from dataclasses import replace

from . import restoring, settling
from .backups import programs
from .backups.opening import opened
from .backups.vault import taken_at
from .core import clock, db

READY = "FamilyChef is ready"


def drill(settings, say=print):
    """Prints what would be lost (RPO) and how long it takes to be back (RTO); the real house is not touched.

    0 when the copy came up, and the doctor finds nothing wrong with it after it was killed. Raises Trouble.
    """
    path, now, began = restoring.path_of(settings, "latest"), clock.now(), time.monotonic()
    with opened(settings, path) as backup, restoring.rebuilt(restoring.fitting(settings, backup), backup) as beside:
        settling.settle(taken_at(path.name))
        restoring.let_go()
        served, seconds = _serve_and_kill(beside), time.monotonic() - began
        db.connect(beside)
        wrong = restoring.wrong_with(beside)
    lost = int((now - taken_at(path.name)).total_seconds() // 60)
    say(f"RPO reached: {lost} minutes. That much would be lost now; the newest backup is {path.name}.")
    say(f"RTO reached: {seconds:.0f} s, from the backup to a house that answers.")
    for rule in wrong:
        say(f"The doctor says of the copy that was killed: {rule}")
    if not served:
        say("The restored house did not start.")
    return 0 if served and not wrong else 1


def _serve_and_kill(beside):
    """Did the house come up? Then it is ended without a word, as by a power cut. It sends nothing to anybody."""
    alone = {"host": "127.0.0.1", "url": "http://127.0.0.1", "port": 0, "redis_url": "", "smtp_url": ""}
    process = programs.serving(replace(beside, backup_folder=str(beside.data / "backups"), **alone))
    try:
        return any(line.startswith(READY) for line in process.stdout)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
