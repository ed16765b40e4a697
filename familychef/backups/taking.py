"""Takes a backup: the database first, then the stored files, all into one archive that appears whole or not at all."""

import json
import os
import time
import zipfile
from typing import NamedTuple

from familychef.core import clock
from familychef.core.archive import entry, pretty, release

from . import retention, snapshots
from .opening import DATABASE, FORMAT, MANIFEST, PLACE, look
from .vault import Vault, settle, sha256, taken_at

KEPT_BESIDE = ("secret", "push_key")
OURS = ("FAMILYCHEF_", "DATABASE_URL", "REDIS_URL", "PORT")


class Taken(NamedTuple):
    name: str
    bytes: int
    rows: int
    files: int
    seconds: float


def take(settings):
    """A new backup in the settings' folder. Raises Trouble and OSError, and then there is none."""
    began, vault = time.monotonic(), Vault(settings)
    with vault.alone() as drafts:
        stored = snapshots.HANDS.apart(vault.keep, settings.files)
        name = vault.name_at(clock.now())
        facts = snapshots.write(settings, drafts / DATABASE)
        stored |= snapshots.HANDS.apart(vault.keep, settings.files)
        size = snapshots.HANDS.apart(_pack, settings, vault, drafts, name, facts, stored)
    return Taken(name, size, sum(facts.rows.values()), len(stored), round(time.monotonic() - began, 2))


def prune(settings, verified, now):
    """Remove what the rules let go; `verified`: names of backups that were restored well. Returns the names."""
    vault = Vault(settings)
    with vault.alone():
        times = {taken_at(name): name for name in vault.names()}
        gone = retention.superfluous(set(times), {taken_at(name) for name in verified}, now)
        names = [times[at] for at in sorted(gone)]
        if names:
            vault.remove(names)
    return names


def _pack(settings, vault, drafts, name, facts, stored):
    """Written, looked at, sealed, forced onto the disk, and only then given its name; its size in bytes."""
    packed, sealed = drafts / "packed", drafts / "sealed"
    _write(packed, _parts(settings, drafts), facts, stored)
    look(packed)
    vault.seal.close(packed, sealed)
    vault.tell_about(name, sum(facts.rows.values()), set(stored.values()))
    settle(sealed, vault.root / name)
    return (vault.root / name).stat().st_size


def _parts(settings, drafts):
    """{name in the archive: the file with its content}."""
    place = drafts / PLACE
    place.write_text(json.dumps({key: value for key, value in os.environ.items() if key.startswith(OURS)}, indent=1))
    beside = {name: settings.data / name for name in KEPT_BESIDE}
    return {DATABASE: drafts / DATABASE, PLACE: place} | {name: path for name, path in beside.items() if path.exists()}


def _write(path, parts, facts, stored):
    manifest = {
        "format": FORMAT,
        "made_by": f"FamilyChef {release()}",
        "made_at": clock.now().isoformat(timespec="seconds"),
        **facts._asdict(),
        "sha256": {name: sha256(part) for name, part in parts.items()},
        "sizes": {name: part.stat().st_size for name, part in parts.items()},
        "files": stored,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            _add(archive, name, part, squeeze=facts.kind == "sqlite")
        archive.writestr(entry(MANIFEST), pretty(manifest))


def _add(archive, name, part, squeeze):
    with open(part, "rb") as source, archive.open(entry(name, squeeze), "w", force_zip64=True) as target:
        while chunk := source.read(1 << 20):
            target.write(chunk)
