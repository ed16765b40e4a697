"""Opens a backup: what it says of itself, its sums and its limits come before anything is unpacked."""

import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from familychef.core.migrate import known
from familychef.core.sealed import BadArchive, parsed, refuse_entry, refuse_large_index

from .sealing import private
from .troubles import Trouble
from .vault import CHUNK, STORED, Vault

FORMAT = 1
MANIFEST, DATABASE, PLACE = "manifest.json", "database", "settings.json"
NAMES = re.compile(r"manifest\.json|database|settings\.json|secret|push_key")
LONGEST_MANIFEST = 64 * 1024 * 1024
SPARE = 64 * 1024 * 1024


class Backup(NamedTuple):
    """An opened backup: its `manifest`, the plain archive at `path`, and the vault that has its stored files."""

    manifest: dict
    path: Path
    vault: Vault

    @property
    def kind(self):
        return self.manifest["kind"]

    @property
    def made_at(self):
        """As it says itself: the file may have got another name."""
        return dt.datetime.fromisoformat(self.manifest["made_at"])

    def refuse_newer(self):
        """Raises Trouble unless this FamilyChef knows its schema."""
        if unknown := set(self.manifest["schema"]) - set(known()):
            newer = ", ".join(sorted(unknown))
            raise Trouble(f"The backup was made by a newer FamilyChef ({newer}). Update this one first.")

    def unpack(self, folder):
        """Every part into the folder, each compared with its sum; {name: path}. Raises Trouble."""
        with zipfile.ZipFile(self.path) as packed:
            return {name: _unpack(packed, name, folder, self.manifest) for name in self.manifest["sha256"]}

    def place_files(self, root):
        """The stored files into a folder, each with the content it is named by. Raises Trouble."""
        for name, digest in self.manifest["files"].items():
            self.vault.fetch(digest, root / name)


@contextmanager
def opened(settings, path, key=None):
    """The Backup in this file; what was unsealed for it is gone afterwards. Raises Trouble."""
    vault = Vault(settings, path.parent, key)
    with tempfile.TemporaryDirectory(dir=settings.data, prefix="opening-") as folder:
        plain = Path(folder) / "packed"
        if path.suffix == ".age":
            vault.seal.open(path, plain)
        yield Backup(look(plain if plain.exists() else path), plain if plain.exists() else path, vault)


def look(path):
    """The manifest of a plain archive, once everything in it is what it should be. Raises Trouble."""
    try:
        with open(path, "rb") as file:
            refuse_large_index(file, os.path.getsize(path))
        with zipfile.ZipFile(path) as packed:
            return _looked(packed, path)
    except BadArchive as bad:
        raise Trouble(str(bad)) from None
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Trouble(f"{Path(path).name} is no backup, or it is damaged ({type(error).__name__}).") from None


def _looked(packed, path):
    entries = packed.infolist()
    for info in entries:
        refuse_entry(info, NAMES)
    sizes = {info.filename: info.file_size for info in entries}
    if len(sizes) != len(entries) or sizes[MANIFEST] > LONGEST_MANIFEST:
        raise Trouble("There is something in the backup that does not belong there.")
    manifest = parsed(packed.read(MANIFEST), MANIFEST)
    _refuse_odd(manifest, {name: size for name, size in sizes.items() if name != MANIFEST})
    if sum(sizes.values()) + SPARE > shutil.disk_usage(Path(path).parent).free:
        raise Trouble("There is not enough room on the disk to unpack the backup.")
    return manifest


def _refuse_odd(manifest, sizes):
    told = manifest if isinstance(manifest, dict) else {}
    if told.get("format") != FORMAT:
        raise Trouble("The backup was made by a newer FamilyChef, or by something else.")
    kinds = {"schema": list, "rows": dict, "events": dict, "journal": str, "sha256": dict, "files": dict}
    if any(not isinstance(told.get(name), kind) for name, kind in kinds.items()) or told.get("kind") not in TYPES:
        raise Trouble("The manifest of the backup is not complete.")
    if told.get("sizes") != sizes or set(told["sha256"]) != set(sizes) or DATABASE not in sizes:
        raise Trouble("The backup does not hold what its manifest says.")
    if not _is_moment(told.get("made_at")):
        raise Trouble("The manifest of the backup does not say when it was made.")
    if any(_is_odd(name, digest) for name, digest in told["files"].items()):
        raise Trouble("The manifest of the backup names a file that can't be.")


TYPES = ("sqlite", "postgres")


def _is_moment(text):
    try:
        return dt.datetime.fromisoformat(text).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_odd(name, digest):
    match = STORED.fullmatch(name)
    return match is None or match[1] != digest


def _unpack(packed, name, folder, manifest):
    """A part is never longer than the manifest says, whatever its own header says."""
    target, digest, left = folder / name, hashlib.sha256(), manifest["sizes"][name]
    try:
        with packed.open(name) as source, private(target) as file:
            while chunk := source.read(min(CHUNK, left + 1)):
                left -= len(chunk)
                digest.update(chunk)
                file.write(chunk)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise Trouble(f"{name} in the backup can't be unpacked ({type(error).__name__}).") from None
    if left or digest.hexdigest() != manifest["sha256"][name]:
        raise Trouble(f"{name} in the backup is damaged.")
    return target
