"""The folder of backups: one archive each, and the stored files of all of them, each once, named by its content."""

import datetime as dt
import fcntl
import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager

from familychef.core import clock

from .sealing import Seal, private, sync
from .troubles import Trouble

NAME = re.compile(r"(\d{8}T\d{6}Z)\.zip(?:\.age)?")
STORED = re.compile(r"\d{1,10}/[0-9a-f]{2}/([0-9a-f]{64})\.[a-z0-9]{1,5}")
WHEN = "%Y%m%dT%H%M%SZ"
ABOUT, CHUNK = ".about", 1 << 20
_settings = None


def keep_in(settings):
    """Said once at start: whose backups the jobs take."""
    global _settings
    _settings = settings


def settings():
    return _settings


class Vault:
    """`root` is made readable by its owner alone."""

    def __init__(self, settings, root=None, key=None):
        self.root, self.seal = root or settings.backups, Seal(settings.data, key)
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self):
        """One backup at a time, in whatever process; a folder for drafts. Raises Trouble when another one is at it."""
        with open(self.root / "lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Trouble("A backup is being taken just now.") from None
            drafts = self.root / ".tmp"
            shutil.rmtree(drafts, ignore_errors=True)
            drafts.mkdir(mode=0o700)
            try:
                yield drafts
            finally:
                shutil.rmtree(drafts, ignore_errors=True)

    def name_at(self, moment):
        return f"{moment.astimezone(clock.UTC).strftime(WHEN)}.zip{self.seal.suffix}"

    def names(self):
        """The backups there are, the oldest first."""
        return sorted(path.name for path in self.root.iterdir() if NAME.fullmatch(path.name))

    def about(self, name):
        """What can be known of a backup without opening it: `rows`, and its stored files as `files`; or None."""
        try:
            return json.loads((self.root / (name + ABOUT)).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def tell_about(self, name, rows, digests):
        put(self.root / (name + ABOUT), json.dumps({"rows": rows, "files": sorted(digests)}).encode())

    def keep(self, stored):
        """Take in what is new of the folder of stored files; {path in it: sha256} of all that is whole."""
        found = {}
        for path in stored.glob("*/*/*"):
            name = path.relative_to(stored).as_posix()
            if (match := STORED.fullmatch(name)) and self._has(path, match[1]):
                found[name] = match[1]
        return found

    def fetch(self, digest, target):
        """Write a stored file to `target` as it once was. Raises Trouble when it is lost or spoiled."""
        source = self._find(digest)
        if source is None:
            raise Trouble(f"The file {digest} is not among the backups.")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.seal.open(source, target)
        if sha256(target) != digest:
            raise Trouble(f"The file {digest} is damaged.")

    def remove(self, names):
        """These backups, and the stored files that no other one names; where nobody knows that, they stay."""
        for name in names:
            (self.root / name).unlink(missing_ok=True)
            (self.root / (name + ABOUT)).unlink(missing_ok=True)
        known = [self.about(name) for name in self.names()]
        if None not in known:
            wanted = {digest for about in known for digest in about["files"]}
            for path in self._folder.glob("*/*"):
                if path.name.partition(".")[0] not in wanted:
                    path.unlink()

    def free_share(self):
        """How much of the disk is free, 0 to 1."""
        disk = shutil.disk_usage(self.root)
        return disk.free / disk.total

    @property
    def _folder(self):
        return self.root / "files"

    def _find(self, digest):
        path = self._folder / digest[:2] / digest
        return next((each for each in (path, path.with_suffix(".age")) if each.exists()), None)

    def _has(self, path, digest):
        """Is it kept, now if not before? A file that is gone meanwhile, or not what its name says, is not."""
        if self._find(digest):
            return True
        target = self._folder / digest[:2] / (digest + self.seal.suffix)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(target.name + ".tmp")
        try:
            if sha256(path) != digest:
                return False
            self.seal.close(path, draft)
        except FileNotFoundError:
            return False
        settle(draft, target)
        return True


def taken_at(name):
    """When the backup of this name was taken."""
    return dt.datetime.strptime(NAME.fullmatch(name)[1], WHEN).replace(tzinfo=clock.UTC)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def put(path, content):
    """A small file, whole or not at all."""
    draft = path.with_name(path.name + ".tmp")
    with private(draft) as file:
        file.write(content)
    settle(draft, path)


def settle(draft, path):
    """The draft is on the disk, and then it is called `path`, also after a power cut."""
    sync(draft)
    os.replace(draft, path)
    sync(path.parent)
