"""Archives that come from elsewhere: looked at from outside first, then file by file, and only then believed."""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path

from . import archive
from .carrying import carried
from .migrate import known

MOST_FILES, MOST_BYTES, MOST_RATIO = 50_000, 20 * 2**30, 200
MOST_MANIFEST, LONGEST_LINE, LARGEST_FILE = 16 * 2**20, 2 * 2**20, 32 * 2**20
CHUNK = 2**20
TAIL, END, END_64, LOCATOR = 22, b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
MOST_INDEX = MOST_FILES * 256
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
UNKEPT = re.compile(rb"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F])")
ENCRYPTED, KIND, REGULAR = 0x1, 0o170000, 0o100000


class BadArchive(Exception):
    """A sentence about why this file is not taken."""


class Sealed:
    """A family's archive that was found in order: names, sizes, hashes and schema. Raises BadArchive otherwise."""

    def __init__(self, path):
        try:
            self._size = Path(path).stat().st_size
            with open(path, "rb") as file:
                refuse_large_index(file, self._size)
            self._zip = zipfile.ZipFile(path)
            self._look_from_outside()
            self.manifest = self._read_manifest()
            self._look_inside()
        except FileNotFoundError:
            raise BadArchive(f"There is no file {path}.") from None
        except (zipfile.BadZipFile, NotImplementedError, struct.error, EOFError, OSError, zlib.error):
            raise BadArchive("The file is damaged, or it is no copy of a family.") from None

    @property
    def family_id(self):
        return self.manifest["family"]

    def rows(self, model):
        """Every row of a table as it is told. Raises BadArchive when there are more or fewer than the manifest says."""
        table, count = model._meta.table_name, 0
        with self._zip.open(archive.ROWS.format(table)) as lines:
            while line := lines.readline(LONGEST_LINE + 1):
                count += 1
                yield parsed(line, f"{table}, row {count}")
        if count != self.manifest["rows"][table]:
            raise BadArchive(f"The file has {count} rows of {table} and should have {self.manifest['rows'][table]}.")

    def files(self):
        """(suffix, content) of each stored file."""
        for name in sorted(self._zip.namelist()):
            if name.startswith("files/"):
                yield name.rpartition(".")[2], self._zip.read(name)

    def _look_from_outside(self):
        infos, names = self._zip.infolist(), _expected()
        if len(infos) > MOST_FILES:
            raise BadArchive(f"The file has more than {MOST_FILES} files inside.")
        if len({info.filename for info in infos}) != len(infos):
            raise BadArchive("The file has a name twice.")
        for info in infos:
            refuse_entry(info, names)
        total = sum(info.file_size for info in infos)
        if total > MOST_BYTES or total > max(self._size, 1) * MOST_RATIO:
            raise BadArchive("What is in the file is far too large for it.")

    def _read_manifest(self):
        if archive.MANIFEST not in self._zip.namelist():
            raise BadArchive("The file is no copy of a family: it has no manifest.")
        if self._zip.getinfo(archive.MANIFEST).file_size > MOST_MANIFEST:
            raise BadArchive("The file's manifest is too large.")
        manifest = parsed(self._zip.read(archive.MANIFEST), archive.MANIFEST)
        refuse_manifest(manifest)
        return manifest

    def _look_inside(self):
        """Every byte is read once, and nothing is kept: what is not what the manifest says is not taken."""
        sums, names = self.manifest["sha256"], set(self._zip.namelist()) - {archive.MANIFEST}
        if names != set(sums):
            raise BadArchive("The files inside are not those of the manifest.")
        for name in sorted(names):
            digest = self._digest(name)
            if digest != sums[name] or name.startswith("files/") and digest != Path(name).stem:
                raise BadArchive(f"{name} is not as it was when the copy was made.")

    def _digest(self, name):
        digest = hashlib.sha256()
        with self._zip.open(name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()


def refuse_large_index(file, size):
    """Before the list of files is read: how long does it say it is? Raises BadArchive."""
    if size < TAIL:
        raise BadArchive("The file is damaged, or it is no copy of a family.")
    start = max(0, size - TAIL - 20)
    file.seek(start)
    tail = file.read()
    end = tail[-TAIL:]
    if end[:4] != END:
        raise BadArchive("The file is cut off, or it is no copy of a family.")
    count, length = struct.unpack("<HI", end[10:16])
    if tail[:4] == LOCATOR and start:
        file.seek(struct.unpack("<Q", tail[8:16])[0])
        count, length = _counts_64(file.read(56))
    if count > MOST_FILES or length > MOST_INDEX:
        raise BadArchive(f"The file has more than {MOST_FILES} files inside.")


def refuse_entry(info, names):
    """Raises BadArchive for what no copy of ours has."""
    kind = (info.external_attr >> 16) & KIND
    if not names.fullmatch(info.filename) or info.orig_filename != info.filename or kind not in (0, REGULAR):
        raise BadArchive(f"There is something in the file that does not belong there: {info.filename[:80]!r}.")
    if info.flag_bits & ENCRYPTED or info.compress_type not in PLAIN:
        raise BadArchive(f"{info.filename[:80]!r} is packed in a way we don't read.")
    if info.filename.startswith("files/") and info.file_size > LARGEST_FILE:
        raise BadArchive(f"{info.filename} is too large.")


def refuse_manifest(manifest):
    """Raises BadArchive unless it is one of ours, of this version."""
    tables = {model._meta.table_name for model in carried()}
    told = manifest if isinstance(manifest, dict) else {}
    if told.get("format") != archive.FORMAT:
        raise BadArchive("The copy was made by a newer FamilyChef, or by something else.")
    refuse_schema(told.get("schema"), told.get("made_by"))
    rows, sums = told.get("rows"), told.get("sha256")
    if not isinstance(rows, dict) or set(rows) != tables or not isinstance(sums, dict):
        raise BadArchive("The manifest does not name the tables we know.")
    if rows["family"] != 1:
        raise BadArchive("The file does not hold exactly one family.")
    if {archive.ROWS.format(table) for table in tables} - set(sums) or type(told.get("family")) is not int:
        raise BadArchive("The manifest is not complete.")


def refuse_schema(schema, made_by):
    if schema == known():
        return
    elif isinstance(schema, list) and all(name in known() for name in schema):
        raise BadArchive(f"The copy is of an older version ({made_by}). Import it with that one, then update.")
    else:
        raise BadArchive("The copy was made by a newer FamilyChef. Update this one first.")


def parsed(text, what):
    """JSON without anything a database could not keep. Raises BadArchive naming `what`."""
    if len(text) > LONGEST_LINE and what != archive.MANIFEST:
        raise BadArchive(f"{what}: the line is too long.")
    try:
        if UNKEPT.search(text):
            raise ValueError
        return json.loads(text.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadArchive(f"{what} can't be read.") from None


def _refuse_constant(name):
    raise ValueError(name)


def _expected():
    """The names a copy may have inside, as a pattern."""
    tables = "|".join(re.escape(model._meta.table_name) for model in carried())
    suffixes = "|".join(sorted({suffix for model in carried() for suffix in model.stored.values()}))
    return re.compile(rf"manifest\.json|rows/(?:{tables})\.jsonl|files/[0-9a-f]{{64}}\.(?:{suffixes})")


def _counts_64(record):
    if record[:4] != END_64:
        raise BadArchive("The file is damaged.")
    return struct.unpack("<Q", record[32:40])[0], struct.unpack("<Q", record[40:48])[0]
