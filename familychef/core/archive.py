"""A family in one file: a zip of its rows as JSON lines, its stored files, and a manifest that says what is in it."""

import hashlib
import json
import zipfile
from importlib.metadata import PackageNotFoundError, version

from . import clock, files
from .carrying import carried, fields, pages, told
from .db import apart
from .migrate import known

FORMAT = 1
MANIFEST = "manifest.json"
ROWS, FILES = "rows/{}.jsonl", "files/{}.{}"
MADE = (1980, 1, 1, 0, 0, 0)
PRIVATE = 0o100600 << 16


def write(file, settings, family_id):
    """Write the family to a binary file, a page of rows at a time, all as it was at one moment. Any thread may."""
    with apart(settings) as database, zipfile.ZipFile(file, "w") as archive:
        rows, sums, stored = {}, {}, set()
        for model in carried():
            name = ROWS.format(model._meta.table_name)
            rows[model._meta.table_name], sums[name] = _add_rows(archive, name, database, model, family_id, stored)
        for digest, suffix in sorted(stored):
            sums |= _add_file(archive, settings.files, family_id, digest, suffix)
        add(archive, MANIFEST, pretty(_manifest(family_id, rows, sums)))


def add(archive, name, content, squeeze=True):
    """One entry that tells nothing of this machine or the hour."""
    archive.writestr(entry(name, squeeze), content)


def entry(name, squeeze=True):
    made = zipfile.ZipInfo(name, MADE)
    made.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
    made.external_attr, made.create_system = PRIVATE, 3
    return made


def pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()


def _manifest(family_id, rows, sums):
    return {
        "format": FORMAT,
        "made_by": f"FamilyChef {release()}",
        "made_at": clock.now().isoformat(timespec="seconds"),
        "schema": known(),
        "family": family_id,
        "rows": rows,
        "sha256": sums,
    }


def release():
    """The version of FamilyChef that runs."""
    try:
        return version("familychef")
    except PackageNotFoundError:
        return "from a checkout"


def _add_rows(archive, name, database, model, family_id, stored):
    """How many rows there were, and the sha256 of their lines; notes in `stored` the files they name."""
    count, digest = 0, hashlib.sha256()
    names = [field.name for field in fields(model)]
    named = [(names.index(column), suffix) for column, suffix in model.stored.items()]
    with archive.open(entry(name), "w", force_zip64=True) as lines:
        for page in pages(database, model, family_id):
            text = "".join(_line(told(model, row)) for row in page).encode()
            lines.write(text)
            digest.update(text)
            count += len(page)
            stored.update((row[place], suffix) for row in page for place, suffix in named if row[place])
    return count, digest.hexdigest()


def _line(row):
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _add_file(archive, root, family_id, digest, suffix):
    """{name: sha256}; a file that is lost or spoiled here is left out, and the doctor says so on both sides."""
    path, name = files.place(root, family_id, digest, suffix), FILES.format(digest, suffix)
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != digest:
        return {}
    add(archive, name, content, squeeze=False)
    return {name: digest}
