"""Sealed backups: only the key opens them, and who has none reads nothing."""

import pytest

from familychef.backups import sealing
from familychef.backups.troubles import Trouble
from tests.backups.keeper import MIDDLE

pytestmark = pytest.mark.one_database


def test_a_sealed_backup_shows_nothing_and_opens_with_the_key(keeper):
    sealing.make_key(keeper.settings.data)
    keeper.picture()
    taken = keeper.take()
    stored = [path for path in (keeper.vault.root / "files").glob("*/*")]
    assert taken.name.endswith(".age") and keeper.path(taken).read_bytes().startswith(b"age-encryption.org/v1")
    assert [path.suffix for path in stored] == [".age"] and MIDDLE not in stored[0].read_bytes()
    assert keeper.trial(taken)["troubles"] == []
    keeper.rename("Since then")
    keeper.restore(taken)
    assert "Leo" in keeper.names()


def test_the_emergency_kit_opens_it_on_another_machine(keeper, tmp_path):
    key, _recipient = sealing.make_key(keeper.settings.data)
    keeper.picture()
    taken = keeper.take()
    (keeper.settings.data / sealing.KEY).unlink()
    assert keeper.trial(taken)["troubles"] == [sealing.NO_KEY]
    kit = tmp_path / "kit.txt"
    kit.write_text(f"The emergency kit\n\n    {key}\n")
    keeper.restore(taken, key=kit)
    assert "Leo" in keeper.names()


def test_another_key_opens_nothing(keeper, tmp_path):
    sealing.make_key(keeper.settings.data)
    taken = keeper.take()
    sealing.make_key(tmp_path)
    with pytest.raises(Trouble, match="can't be opened with this key"):
        keeper.restore(taken, key=tmp_path / sealing.KEY)
    (tmp_path / "empty").write_text("nothing")
    with pytest.raises(Trouble, match="can't be opened with this key"):
        keeper.restore(taken, key=tmp_path / "empty")


def test_a_key_is_made_once(keeper):
    sealing.make_key(keeper.settings.data)
    with pytest.raises(Trouble, match="a key already"):
        sealing.make_key(keeper.settings.data)


def test_the_key_is_its_owners_alone(keeper):
    sealing.make_key(keeper.settings.data)
    files = [keeper.settings.data / name for name in (sealing.KEY, sealing.RECIPIENT)]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_with_a_key_and_without_the_extra_nothing_is_written_plain(keeper, monkeypatch):
    sealing.make_key(keeper.settings.data)
    monkeypatch.setattr(sealing, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match="extra `backup`"):
        keeper.take()
    assert keeper.vault.names() == []


def test_plain_backups_of_before_stay_readable(keeper):
    keeper.picture()
    plain = keeper.take()
    sealing.make_key(keeper.settings.data)
    assert keeper.trial(plain)["troubles"] == []


def test_a_key_of_before_is_used_again(keeper, tmp_path):
    key, recipient = sealing.make_key(tmp_path)
    assert sealing.make_key(keeper.settings.data, f"The kit\n{key}\n") == (key, recipient)
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(Trouble, match="no key in that file"):
        sealing.make_key(tmp_path / "elsewhere", "nothing")
