"""The command line of backups: familychef backup, backup-key, restore and drill."""

import json
import logging
from pathlib import Path

from . import drilling, restoring, settling
from .backups import sealing, taking
from .backups.troubles import Trouble
from .core import db, migrate

KIT = """The emergency kit of {url}

    {key}

Write it down or print it, and keep it away from this machine: whoever has it reads every backup, and without it
nobody does. It also stays here, in {path}, for the nightly check of the backups.
"""


def add_commands(add, current):
    """`add(name, run, told)` gives an argparse parser; `current()` the Settings."""

    def command(name, run, told):
        return add(name, lambda options: _answered(run, current(), options), told)

    command("backup", backup, "take a backup now")
    made = command("backup-key", make_key, "make the key that seals backups, and print the emergency kit")
    made.add_argument("--no-question", action="store_true", help="don't ask for the key to be typed back")
    made.add_argument("--from", type=Path, dest="kit", help="use the key in this file again")
    back = command("restore", restore, "put the house of a backup in the place of this one")
    back.add_argument("file", nargs="?", default="latest", help="its file, its name, or `latest`")
    back.add_argument("--key", type=Path, help="the file with the emergency kit")
    back.add_argument("--anyway", action="store_true", help="also when the doctor finds something wrong with it")
    back.add_argument("--trial", action="store_true", help="restore beside everything and change nothing")
    back.add_argument("--json", action="store_true", help="for programs, with --trial")
    back.add_argument("--send", action="store_true", help="send the messages that wait since the last restore")
    command("drill", drill, "kill and restore a copy of this house, and tell how long it took")


def backup(settings, _options):
    db.connect(settings)
    with db.reading():
        migrate.refuse_newer()
    made = taking.take(settings)
    print(f"{settings.backups / made.name}: {made.rows} rows, {made.files} files, {made.bytes} bytes, {made.seconds} s")
    return 0


def make_key(settings, options):
    """The key is kept only when it was typed back: who can't read it today can't tomorrow."""
    if options.kit:
        sealing.make_key(settings.data, options.kit.read_text())
        print("Backups are sealed with this key from now on.")
        return 0
    key = sealing.fresh_key(settings.data)
    print(KIT.format(url=settings.url, key=key, path=settings.data / sealing.KEY))
    if not options.no_question and _typed() != key:
        print("That is another one. No key was kept: try again.")
        return 1
    sealing.make_key(settings.data, key)
    print("Backups are sealed with it from now on. Those there are stay as they are.")
    return 0


def _typed():
    """What stands on the line that is typed now; nothing where there is nobody to type."""
    try:
        return input("Type the key once more: ").strip().upper()
    except (EOFError, KeyboardInterrupt):
        return ""


def restore(settings, options):
    if options.send:
        db.connect(settings)
        print(f"{settling.send_held()} messages go out.")
        return 0
    path = restoring.path_of(settings, options.file)
    if options.trial:
        return _told(restoring.trial(settings, path, options.key), options.json)
    restoring.restore(settings, path, key=options.key, anyway=options.anyway)
    return 0


def drill(settings, _options):
    return drilling.drill(settings)


def _told(went, as_json):
    if as_json:
        print(json.dumps(went))
    else:
        print(f"{went['rows']} rows in {went['seconds']} s. " + (" ".join(went["troubles"]) or "All is well."))
    return 1 if went["troubles"] else 0


def _answered(run, settings, options):
    """What can't be done is a sentence, and 1."""
    logging.getLogger("peewee.migrations").setLevel(logging.WARNING)
    try:
        return run(settings, options)
    except Trouble as trouble:
        print(trouble)
        return 1
