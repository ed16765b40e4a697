"""The files the house rules speak about."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    ".git", ".venv", "__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache", "node_modules",
    "build", "dist", "data", "vendor",
}


def files(*patterns, under="."):
    """Paths below `under` that match a glob; never vendored, generated or private ones."""
    start = ROOT / under
    found = {path for pattern in patterns for path in start.rglob(pattern)} if start.is_dir() else set()
    return sorted(path for path in found if path.is_file() and not _ignored(path))


def product_modules():
    doors = [ROOT / "app.py", ROOT / "tasks.py"]
    return files("*.py", under="familychef") + [path for path in doors if path.exists()]


def all_modules():
    return product_modules() + files("*.py", under="tests")


def templates(pattern="*.html"):
    return files(pattern, under="templates")


@cache
def parsed(path):
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path):
    return str(path.relative_to(ROOT))


def report(offences):
    """Fail with one line for each offence; nothing when there is none."""
    offences = list(offences)
    assert not offences, "\n" + "\n".join(offences)


def _ignored(path):
    parts = path.relative_to(ROOT).parts
    return not NOT_OURS.isdisjoint(parts) or any(part.endswith(".egg-info") for part in parts)
