"""Backups are sealed with age when a key was made: one half of it seals, the other one opens."""

import os
import shutil
from importlib.util import find_spec

from .troubles import Trouble

KEY, RECIPIENT = "backup_key", "backup_recipient"
NO_EXTRA = "The key of the backups needs the extra `backup`: install FamilyChef with it."
NO_KEY = "This backup is sealed and its key is not here. Put it into FAMILYCHEF_DATA/backup_key, or name it with --key."


class Seal:
    """What seals and opens the backups of a data folder; without a key they are plain.

    `backup_recipient` seals. `backup_key` opens: it stays for the nightly check, and may be taken away without it.
    """

    def __init__(self, data, key=None):
        self._recipient, self._key = data / RECIPIENT, key or data / KEY

    @property
    def suffix(self):
        return ".age" if self.is_made else ""

    @property
    def is_made(self):
        return self._recipient.exists()

    @property
    def opens(self):
        return self._key.exists()

    @property
    def can_go_back(self):
        """Does what is closed now open again here?"""
        return self.opens or not self.is_made

    def close(self, source, target):
        """Write the file `source` to `target`, sealed when there is a key. Raises Trouble."""
        if self.is_made:
            recipient = _age().x25519.Recipient.from_str(self._recipient.read_text().strip())
            with open(source, "rb") as plain, private(target) as sealed:
                _age().encrypt_io(plain, sealed, [recipient])
        else:
            with open(source, "rb") as plain, private(target) as copy:
                shutil.copyfileobj(plain, copy)

    def open(self, source, target):
        """Write what is in `source` to `target`; a name that ends in .age is sealed. Raises Trouble."""
        with open(source, "rb") as given, private(target) as plain:
            if source.suffix == ".age":
                self._unseal(given, plain)
            else:
                shutil.copyfileobj(given, plain)

    def _unseal(self, given, plain):
        if not self.opens:
            raise Trouble(NO_KEY)
        age = _age()
        try:
            age.decrypt_io(given, plain, [age.x25519.Identity.from_str(key_in(self._key.read_text()))])
        except (age.DecryptError, age.IdentityError, OSError):
            raise Trouble("The backup can't be opened with this key, or it is damaged.") from None


def fresh_key(data):
    """A key that nobody has yet, for `make_key`. Raises Trouble when there is one already."""
    _refuse_second(data)
    return str(_age().x25519.Identity.generate())


def make_key(data, kit=""):
    """(what opens, what seals), both written to the data folder. `kit`: a text with the key that is used.

    Raises Trouble when there is a key already, or none in the kit.
    """
    _refuse_second(data)
    made = _known(kit) if kit else _age().x25519.Identity.generate()
    for name, text in ((KEY, str(made)), (RECIPIENT, str(made.to_public()))):
        with private(data / name) as file:
            file.write(text.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    sync(data)
    return str(made), str(made.to_public())


def _refuse_second(data):
    if (data / RECIPIENT).exists() or (data / KEY).exists():
        raise Trouble("There is a key already. Older backups open with that one only.")


def _known(kit):
    age = _age()
    try:
        return age.x25519.Identity.from_str(key_in(kit))
    except age.IdentityError:
        raise Trouble("There is no key in that file: it begins with AGE-SECRET-KEY.") from None


def key_in(text):
    """The line that is the key; the others may say what it is."""
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")


def private(path):
    """A new binary file that its owner alone reads."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _age():
    if not find_spec("pyrage"):
        raise Trouble(NO_EXTRA)
    import pyrage

    return pyrage


def sync(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
