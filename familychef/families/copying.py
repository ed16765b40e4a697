"""Makes the copies people asked for, off the loop, and throws them away when their day is over."""

import io
import logging
import os
import time

from familychef.core import archive, bell, i18n
from familychef.core.db import reading
from familychef.core.threads import Lane

from . import own_data
from .copies import PATIENCE, WHOLE, Export

log = logging.getLogger(__name__)
LOOK_EVERY = 60
LONGEST = 5 * 60
MAKING = Lane("copies", slots=1, most_waiting=10)


class Timed(io.FileIO):
    """A file that lets nobody write for longer than LONGEST seconds: the next copy waits for the same thread."""

    def __init__(self, *args):
        super().__init__(*args)
        self._ends = time.monotonic() + LONGEST

    def write(self, content):
        if time.monotonic() > self._ends:
            raise TimeoutError("a copy takes too long")
        return super().write(content)


def run(settings):
    """The background loop: woken by any family's bell, and each minute for what was left lying or is over."""
    tidied = None
    while True:
        news = bell.ticket(bell.ANY)
        try:
            with reading():
                make_due(settings)
                if tidied is None or time.monotonic() - tidied >= LOOK_EVERY:
                    tidied = time.monotonic()
                    tidy(settings)
        except Exception as error:
            log.error("looking after copies failed (%s)", type(error).__name__)
        news.wait(LOOK_EVERY)


def make_due(settings):
    """Make what waits; safe to run in several processes, for each copy is taken by one."""
    for export in list(Export.to_make()):
        if export.take():
            make(export, settings)


def make(export, settings):
    """Write the file of a copy that is ours to make. Who took too long throws away what came of it."""
    path = place(settings, export.family_id, f"{export.id}-{export.tries}.zip")
    try:
        size = MAKING.apart(_written, path, settings, export.kind, export.member, _language(export.member))
    except Exception as error:
        log.error("copy %s could not be made (%s)", export.id, type(error).__name__)
        export.fail()
    else:
        if not export.finish(path.name, size):
            path.unlink(missing_ok=True)


def tidy(settings):
    """What is over goes with its file, and so does every file that no copy names."""
    for export in list(Export.outlived()):
        path = place(settings, export.family_id, export.file) if export.file else None
        export.end()
        if path:
            path.unlink(missing_ok=True)
    rows = Export.select(Export.family, Export.file).where(Export.file != "").tuples()
    known, old = {place(settings, *row) for row in rows}, time.time() - PATIENCE.total_seconds()
    for path in _folder(settings).glob("*/*"):
        if path not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def place(settings, family_id, name):
    return _folder(settings) / str(int(family_id)) / name


def _folder(settings):
    return settings.data / "exports"


def _language(member):
    return member.user and member.user.locale or member.family.locale


def _written(path, settings, kind, member, language):
    """The size of the finished file, which appears whole and is readable by us alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".draft")
    timed = Timed(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")
    with i18n.speaking(language), io.BufferedRandom(timed) as file:
        if kind == WHOLE:
            archive.write(file, settings, member.family_id)
        else:
            own_data.write(file, settings, member)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    return path.stat().st_size
