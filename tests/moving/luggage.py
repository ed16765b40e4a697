"""A family's copy in a test's hands: packed, looked into, changed by a hostile hand, packed again with honest sums."""

import hashlib
import json
import zipfile
from contextlib import contextmanager

from familychef.core import archive, db
from tests.fixtures.web import close


class Luggage:
    """The entries of a copy by their names; what is changed here is packed as if it had been written so."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as packed:
            self.entries = {name: packed.read(name) for name in packed.namelist()}
        self.manifest = json.loads(self.entries.pop(archive.MANIFEST))

    @property
    def content(self):
        """What there is, whenever it was packed."""
        return self.entries, {name: value for name, value in self.manifest.items() if name != "made_at"}

    def rows(self, table):
        return [json.loads(line) for line in self.entries[f"rows/{table}.jsonl"].splitlines()]

    def put(self, table, rows):
        """These rows instead, with the count and the sum that fit them."""
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        self.put_entry(f"rows/{table}.jsonl", b"".join(line + b"\n" for line in lines))
        self.manifest["rows"][table] = len(rows)

    def put_entry(self, name, content):
        self.entries[name] = content
        self.manifest["sha256"][name] = hashlib.sha256(content).hexdigest()

    def change(self, table, **values):
        """Another value in the first row of a table."""
        rows = self.rows(table)
        self.put(table, [rows[0] | values, *rows[1:]])

    def pack(self, path):
        with zipfile.ZipFile(path, "w") as packed:
            for name, content in self.entries.items():
                archive.add(packed, name, content)
            archive.add(packed, archive.MANIFEST, archive.pretty(self.manifest))
        return path


def packed(settings, family, path):
    """The family's copy, written to `path`."""
    with open(path, "w+b") as file:
        archive.write(file, settings, family.id)
    return path


@contextmanager
def living_at(settings):
    """The other server's database is the one that is open."""
    before = db.database.obj
    db.connect(settings)
    db.database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        close(db.database)
        db.database.initialize(before)


def row_counts():
    """{table: how many rows} of the open database."""
    return {model._meta.table_name: model.select().count() for model in db.every_model()}
