"""Restores a backup: beside what is there, brought up to date, looked at by the doctor, and only then in its place."""

import secrets
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from . import doctor, rooms, settling
from .backups import snapshots
from .backups.houses import house_of, move_in
from .backups.opening import DATABASE, opened
from .backups.taking import KEPT_BESIDE
from .backups.troubles import Trouble
from .backups.vault import Vault, sha256
from .core import clock, db, migrate, security_log

LOOKED_AT = 20
OF_THE_CLOCK = ("I-46", "I-47")


def restore(settings, path, *, key=None, anyway=False, say=print):
    """Put the house of this backup in the place of the one that is there, which is kept. Raises Trouble, SystemExit.

    `anyway`: also one that the doctor finds something wrong with.
    """
    began, mark = time.monotonic(), f"before-{clock.now():%Y%m%dT%H%M%SZ}".lower()
    with opened(settings, path, key) as backup:
        house = fitting(settings, backup)
        house.refuse_running()
        with rebuilt(house, backup) as beside:
            wrong = wrong_with(beside)
            for rule in wrong:
                say(f"The doctor says of the backup: {rule}")
            if wrong and not anyway:
                raise Trouble("Nothing was changed. Take another backup, or this one all the same with --anyway.")
            held = settling.settle(backup.made_at)
            let_go()
            kept = move_in(settings, beside, mark)
            say(f"What was there before is kept: {house.swap(beside, mark)} and {kept}.")
    security_log.keep_in(settings.data)
    security_log.note("restore.done")
    _tell(say, backup, held, time.monotonic() - began)


def trial(settings, path, key=None):
    """Restore on trial, beside everything: {"rows", "seconds", "troubles": [sentence]}."""
    began, rows, troubles = time.monotonic(), 0, []
    try:
        with opened(settings, path, key) as backup:
            rows = sum(backup.manifest["rows"].values())
            with rebuilt(fitting(settings, backup), backup) as beside:
                troubles = [f"The doctor says: {rule}" for rule in wrong_with(beside)] + _spoiled(backup, beside)
    except Trouble as trouble:
        troubles = [str(trouble)]
    return {"rows": rows, "seconds": round(time.monotonic() - began, 2), "troubles": troubles}


@contextmanager
def rebuilt(house, backup, up_to_date=True):
    """The house of the backup, in a place of its own, bound; gone afterwards. Raises Trouble.

    `up_to_date`: brought to this FamilyChef's schema, or left as it was.
    """
    rooms.load()
    with tempfile.TemporaryDirectory(dir=house.settings.data, prefix="restoring-") as folder:
        beside = house.beside(Path(folder))
        try:
            parts = backup.unpack(_inside(folder))
            house.load(parts.pop(DATABASE), beside)
            for name in KEPT_BESIDE:
                if name in parts:
                    parts[name].rename(beside.data / name)
            backup.place_files(beside.files)
            _refuse_other(beside, backup)
            db.connect(beside)
            if up_to_date:
                migrate.migrate(beside)
            yield beside
        finally:
            let_go()
            house.drop(beside)


def path_of(settings, word):
    """The file of a backup: `latest`, a name in the folder of backups, or a path. Raises Trouble."""
    vault = Vault(settings)
    names = vault.names()
    if word == "latest" and names:
        return vault.root / names[-1]
    for path in (Path(word).absolute(), vault.root / word):
        if path.is_file():
            return path
    raise Trouble(f"There is no backup {word}; they are in {vault.root}.")


def _inside(folder):
    parts = Path(folder) / "parts"
    parts.mkdir(mode=0o700)
    return parts


def fitting(settings, backup):
    backup.refuse_newer()
    return house_of(settings, backup.kind)


def _refuse_other(beside, backup):
    """The database must hold what the manifest counted when it was taken."""
    with db.apart(beside) as look:
        found = snapshots.facts(backup.kind, lambda query: look.execute_sql(query).fetchall())
    for name in ("schema", "rows", "events", "journal"):
        if backup.manifest[name] != getattr(found, name):
            raise Trouble(f"The {name} of the restored database are not those that were written down with the backup.")


def wrong_with(beside):
    """The rules of the doctor that don't hold; what the clock should have done since is no matter here."""
    found = doctor.examine(beside)
    return [f"{each.rule}: {len(each.rows)}" for each in found if not each.rule.startswith(OF_THE_CLOCK)]


def _spoiled(backup, beside):
    """Of the stored files some, looked at again where they lie."""
    files = backup.manifest["files"]
    some = secrets.SystemRandom().sample(sorted(files), min(LOOKED_AT, len(files)))
    return [f"The file {name} is damaged." for name in some if sha256(beside.files / name) != files[name]]


def let_go():
    """Nobody is connected to the database any more."""
    if db.database.obj is not None:
        close = getattr(db.database.obj, "close_all", db.database.obj.close)
        close()


def _tell(say, backup, held, seconds):
    rows, files = sum(backup.manifest["rows"].values()), len(backup.manifest["files"])
    say(f"The house of {backup.manifest['made_at']} is back: {rows} rows, {files} files, in {seconds:.0f} s.")
    say("Everybody signs in anew, with the passwords of that time. Screens, programs, calendars and links are ended.")
    if held:
        say(f"{held} messages had not been sent then. They wait: `familychef restore --send` sends them.")
