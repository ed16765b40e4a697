"""Stored files: named by their content, kept outside the web root, in a folder per family."""

import hashlib
import os
from pathlib import Path

_root = None


def keep_in(folder):
    """Said once at start: where this installation keeps its files."""
    global _root
    _root = Path(folder)


def root():
    return _root


def store(root, family_id, content, suffix):
    """Write bytes once; returns their sha256. The name never comes from the web."""
    name = digest(content)
    path = place(root, family_id, name, suffix)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, content)
    return name


def digest(content):
    return hashlib.sha256(content).hexdigest()


def place(root, family_id, name, suffix):
    return Path(root) / str(int(family_id)) / name[:2] / f"{name}.{suffix}"


def _write(path, content):
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with open(draft, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
