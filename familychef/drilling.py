"""`familychef drill`: the newest backup becomes a house of its own, which is started, killed, and looked at."""

import subprocess
import sys
import time
from dataclasses import replace

from . import restoring, settling
from .backups.opening import opened
from .backups.trying import environment
from .backups.vault import taken_at
from .core import clock, db

SERVE = "from gevent import monkey; monkey.patch_all(); from familychef.cli import main; main(['serve'])"
READY = "FamilyChef is ready"


def drill(settings, say=print):
    """Nothing of the real house is touched, and the copy sends nothing. Prints what would be lost (RPO) and how long it takes to be back (RTO).

    0 when the doctor finds nothing wrong with the copy after it was killed. Raises Trouble.
    """
    path, now, began = restoring.path_of(settings, "latest"), clock.now(), time.monotonic()
    with opened(settings, path) as backup, restoring.rebuilt(restoring.fitting(settings, backup), backup) as beside:
        settling.settle(taken_at(path.name))
        restoring.let_go()
        served = _serve_and_kill(beside)
        seconds = time.monotonic() - began
        db.connect(beside)
        wrong = restoring.wrong_with(beside)
    lost = int((now - taken_at(path.name)).total_seconds() // 60)
    say(f"RPO reached: {lost} minutes. That much would be lost now; the newest backup is {path.name}.")
    say(f"RTO reached: {seconds:.0f} s, from the backup to a house that answers.")
    if not served:
        say("The restored house did not start.")
    for rule in wrong:
        say(f"The doctor says of the copy that was killed: {rule}")
    return 0 if served and not wrong else 1


def _serve_and_kill(beside):
    """Did the house come up? Then it is ended without a word, as by a power cut."""
    own = replace(beside, port=0, redis_url="", backup_folder=str(beside.data / "backups"))
    apart = environment(own) | {"REDIS_URL": "", "FAMILYCHEF_HOST": "127.0.0.1", "FAMILYCHEF_SMTP_URL": ""}
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", SERVE], env=apart, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        return any(line.startswith(READY) for line in process.stdout)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
