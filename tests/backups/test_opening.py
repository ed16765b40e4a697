"""A hostile backup: nothing of it is unpacked before all of it is what it should be."""

import json
import zipfile

import pytest

from familychef.backups import opening
from familychef.backups.troubles import Trouble
from familychef.core import archive

pytestmark = pytest.mark.one_database


@pytest.fixture
def path(keeper):
    keeper.picture()
    return keeper.path(keeper.take())


def packed(path, change):
    """The backup again, after `change(parts, manifest)`."""
    with zipfile.ZipFile(path) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    manifest = json.loads(parts.pop(opening.MANIFEST))
    change(parts, manifest)
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            archive.add(made, name, content)
        archive.add(made, opening.MANIFEST, archive.pretty(manifest))


def stranger(parts, _manifest):
    parts["../../etc/passwd"] = b"root"


def unsaid(parts, _manifest):
    parts["push_key"] = b"another key, and longer"


def longer(parts, _manifest):
    parts["database"] += b"x"


def without_a_database(parts, manifest):
    for told in (parts, manifest["sha256"], manifest["sizes"]):
        del told["database"]


def of_another_time(_parts, manifest):
    manifest["format"] = 2


def without_rows(_parts, manifest):
    del manifest["rows"]


def another_kind(_parts, manifest):
    manifest["kind"] = "oracle"


def file_elsewhere(_parts, manifest):
    manifest["files"] = {"../../secret": "0" * 64}


def file_with_another_name(_parts, manifest):
    manifest["files"] = {f"1/aa/{'a' * 64}.webp": "b" * 64}


CHANGES = [
    (stranger, "does not belong there"), (unsaid, "what its manifest says"), (longer, "what its manifest says"),
    (without_a_database, "what its manifest says"), (of_another_time, "newer FamilyChef"),
    (without_rows, "not complete"), (another_kind, "not complete"), (file_elsewhere, "names a file that can't be"),
    (file_with_another_name, "names a file that can't be"),
]


@pytest.mark.parametrize(("change", "why"), CHANGES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_changed_backup_is_refused(path, change, why):
    assert opening.look(path)
    packed(path, change)
    with pytest.raises(Trouble, match=why):
        opening.look(path)


def test_a_part_with_another_content_of_the_same_length_is_refused(path, keeper, tmp_path):
    def spoil(parts, _manifest):
        parts["database"] = bytes(len(parts["database"]))

    packed(path, spoil)
    with opening.opened(keeper.settings, path) as backup, pytest.raises(Trouble, match="database in the backup is dam"):
        backup.unpack(tmp_path)


@pytest.mark.parametrize("left", [0, 10, 1000])
def test_a_file_that_is_cut_off_is_refused(path, left):
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Trouble):
        opening.look(path)


def test_something_twice_is_refused(path):
    with zipfile.ZipFile(path, "a") as made, pytest.warns(UserWarning):
        archive.add(made, "secret", b"another")
    with pytest.raises(Trouble, match="does not belong there"):
        opening.look(path)


def test_what_does_not_fit_on_the_disk_is_not_unpacked(path, monkeypatch):
    monkeypatch.setattr(opening, "SPARE", 1 << 60)
    with pytest.raises(Trouble, match="not enough room"):
        opening.look(path)


def test_a_lost_or_spoiled_stored_file_is_found(path, keeper, tmp_path):
    (stored,) = (keeper.vault.root / "files").glob("*/*")
    stored.write_bytes(b"spoiled")
    with opening.opened(keeper.settings, path) as backup:
        with pytest.raises(Trouble, match="is damaged"):
            backup.place_files(tmp_path / "files")
        stored.unlink()
        with pytest.raises(Trouble, match="not among the backups"):
            backup.place_files(tmp_path / "files")
