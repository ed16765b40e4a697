"""A file that only looks like a family's copy: refused in a sentence, and nothing of it stays."""

import io
import struct
import zipfile

import pytest

from familychef import moving
from familychef.core import archive, sealed
from tests.moving.luggage import Luggage, living_at, packed, row_counts
from tests.moving.spoilers import SPOILED


@pytest.fixture
def copy(kitchen, settings, tmp_path):
    """The path of an honest copy of the Rossi."""
    return packed(settings, kitchen.rossi, tmp_path / "rossi.zip")


@pytest.fixture
def refused(elsewhere):
    """refused(path) is the sentence the import says; whatever it is, the other server stays empty."""
    new = elsewhere()

    def tried(path):
        said = []
        with living_at(new):
            before = row_counts()
            assert moving.run(new, path, say=said.append) == 1
            assert row_counts() == before and not before["family"]
        assert not [file for file in new.files.rglob("*") if file.is_file()]
        assert len(said) == 1 and said[0].startswith("Nothing was imported. ") and len(said[0]) < 400
        return said[0]

    return tried


@pytest.mark.parametrize(("spoil", "sentence"), SPOILED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_spoiled_copy_is_refused(copy, refused, tmp_path, spoil, sentence):
    luggage = Luggage(copy)
    spoil(luggage)
    assert sentence in refused(luggage.pack(tmp_path / "spoiled.zip"))


@pytest.mark.one_database
@pytest.mark.parametrize("name", [
    "../../etc/passwd", "/etc/passwd", "rows/../../dish.jsonl", "rows\\dish.jsonl", "C:\\x", "files/x.webp", "rows/",
    f"files/{'a' * 64}.html", f"files/{'a' * 64}.webp\n", f"files/{'A' * 64}.webp", "manifest.json/x", "README.txt", "",
])
def test_row_44_only_names_of_ours_are_read(copy, refused, tmp_path, name):
    path = Luggage(copy).pack(tmp_path / "named.zip")
    with zipfile.ZipFile(path, "a") as spoiled:
        spoiled.writestr(zipfile.ZipInfo(name), b"")
    assert "does not belong there" in refused(path)


@pytest.mark.one_database
def test_row_44_a_link_is_no_file(copy, refused, tmp_path):
    path = Luggage(copy).pack(tmp_path / "link.zip")
    link = zipfile.ZipInfo(f"files/{'a' * 64}.webp")
    link.external_attr, link.create_system = 0o120777 << 16, 3
    with zipfile.ZipFile(path, "a") as spoiled:
        spoiled.writestr(link, "/etc/passwd")
    assert "does not belong there" in refused(path)


@pytest.mark.one_database
def test_row_44_a_name_comes_once(copy, refused, tmp_path):
    path = Luggage(copy).pack(tmp_path / "twice.zip")
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as spoiled:
        archive.add(spoiled, "rows/dish.jsonl", b"")
    assert "a name twice" in refused(path)


@pytest.mark.one_database
def test_row_44_a_bomb_does_not_go_off(copy, refused, tmp_path):
    path = Luggage(copy).pack(tmp_path / "bomb.zip")
    with zipfile.ZipFile(path, "a") as spoiled, spoiled.open(archive.entry(f"files/{'a' * 64}.webp"), "w") as bomb:
        for _mebibyte in range(31):
            bomb.write(bytes(2**20))
    assert "far too large" in refused(path)


@pytest.mark.one_database
def test_row_44_one_file_is_not_too_large(copy, refused, tmp_path):
    path = Luggage(copy).pack(tmp_path / "large.zip")
    with zipfile.ZipFile(path, "a") as spoiled, spoiled.open(archive.entry(f"files/{'a' * 64}.webp"), "w") as bomb:
        for _mebibyte in range(33):
            bomb.write(bytes(2**20))
    assert "is too large" in refused(path)


@pytest.mark.one_database
def test_row_44_a_hundred_thousand_names_are_not_even_listed(refused, tmp_path):
    path, listing = tmp_path / "many.zip", io.BytesIO()
    with zipfile.ZipFile(listing, "w") as many:
        for number in range(100_000):
            many.writestr(zipfile.ZipInfo(f"files/{number:064x}.webp"), b"")
    path.write_bytes(listing.getvalue())
    assert "more than 50000 files" in refused(path)


@pytest.mark.one_database
def test_row_44_who_lies_about_the_count_is_counted(refused, tmp_path, monkeypatch):
    monkeypatch.setattr(sealed, "MOST_FILES", 10)
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w") as many:
        for number in range(20):
            many.writestr(zipfile.ZipInfo(f"files/{number:064x}.webp"), b"")
    content = bytearray(path.read_bytes())
    content[-14:-10] = struct.pack("<HH", 1, 1)
    path.write_bytes(content)
    refused(path)


@pytest.mark.one_database
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(copy, refused, tmp_path, share):
    content = copy.read_bytes()
    path = tmp_path / "half.zip"
    path.write_bytes(content[: int(len(content) * share)])
    refused(path)


@pytest.mark.one_database
def test_any_other_file_is_refused(copy, refused, tmp_path):
    path = tmp_path / "letter.zip"
    odd = (b"Dear Nonna", b"PK\x05\x06" + bytes(18), b"PK\x05\x06" + b"\xff" * 18, copy.read_bytes() + b"more")
    for content in odd:
        path.write_bytes(content)
        refused(path)
    assert "There is no file" in refused(tmp_path / "not there.zip")


@pytest.mark.one_database
def test_a_locked_copy_is_refused(copy, refused, tmp_path):
    content = bytearray(copy.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(content)
    assert "packed in a way" in refused(path)


@pytest.mark.one_database
def test_a_scratch_is_refused_or_changes_nothing(copy, tables, tmp_path):
    content, path, honest = copy.read_bytes(), tmp_path / "scratched.zip", Luggage(copy)
    refusals = 0
    for place in range(40, len(content), max(1, len(content) // 150)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            sealed.Sealed(path)
        except sealed.BadArchive:
            refusals += 1
        else:
            assert Luggage(path).content == honest.content
    assert refusals > 100


@pytest.mark.one_database
def test_what_only_looks_like_an_escape_moves_along(kitchen, settings, elsewhere, tmp_path):
    typed = "a backslash \\u0000 and \\ud800, \u0001, \U0001f9c0"
    kitchen.rossi.settle(kitchen.marta, name=typed)
    new, said = elsewhere(), []
    path = packed(settings, kitchen.rossi, tmp_path / "rossi.zip")
    with living_at(new):
        assert moving.run(new, path, say=said.append) == 0, said
        assert Luggage(packed(new, kitchen.rossi, tmp_path / "again.zip")).rows("family")[0]["name"] == typed
