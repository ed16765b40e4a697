"""How much room the house takes, and how much is left; counted off the event loop."""

import os
import shutil
from typing import NamedTuple

from babel.units import format_unit

from familychef.core.i18n import language
from familychef.core.numbers import database_bytes
from familychef.core.threads import Lane

LOOKS = Lane("looks at the disk", slots=1, most_waiting=10)
STEPS = ((10**9, "gigabyte", "#,##0.0"), (10**6, "megabyte", "#,##0"), (10**3, "kilobyte", "#,##0"))


class Storage(NamedTuple):
    """In bytes: the database, the files (pictures, and copies on their way), and what is free for more."""

    database: int
    files: int
    free: int


def measure(settings):
    files = LOOKS.apart(_below, [settings.files, settings.data / "exports"])
    return Storage(database_bytes(), files, shutil.disk_usage(settings.data).free)


def in_words(size):
    """1.2 GB, 340 MB, 12 kB, in the reader's language."""
    step, unit, form = next((each for each in STEPS if size >= each[0]), STEPS[-1])
    return format_unit(size / step, f"digital-{unit}", length="short", format=form, locale=language())


def _below(folders):
    found = 0
    for folder in folders:
        for path, _folders, names in os.walk(folder):
            found += sum(_size(os.path.join(path, name)) for name in names)
    return found


def _size(path):
    """Of a file that was removed meanwhile, nothing."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0
