"""A backup is whole or it isn't there, whoever writes meanwhile and wherever it is cut off."""

import stat

import pytest

from familychef.backups import houses, programs, taking
from familychef.backups.troubles import Trouble
from familychef.backups.vault import Vault
from familychef.kitchen.models import Order
from tests.kitchen import busy


class Killed(BaseException):
    pass


def test_it_is_there_for_its_owner_alone_with_the_files_it_names(keeper):
    keeper.picture()
    taken = keeper.take()
    (digest,) = keeper.vault.about(taken.name)["files"]
    assert keeper.vault.names() == [taken.name] and taken.files == 1
    assert stat.S_IMODE(keeper.path(taken).stat().st_mode) == 0o600
    assert stat.S_IMODE((keeper.vault.root / "files" / digest[:2] / digest).stat().st_mode) == 0o600
    assert not (keeper.vault.root / ".tmp").exists()


@pytest.mark.parametrize("step", ["snapshots.write", "_write", "look", "settle"])
def test_cut_off_in_the_middle_there_is_none_and_the_next_one_is_whole(keeper, monkeypatch, step):
    def dies(*_args, **_more):
        raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(f"familychef.backups.taking.{step}", dies)
        with pytest.raises(Killed):
            keeper.take()
    assert keeper.vault.names() == []
    assert keeper.trial(keeper.take())["troubles"] == []


def test_what_a_killed_one_left_lying_is_cleared_away(keeper):
    drafts = keeper.vault.root / ".tmp"
    drafts.mkdir(parents=True)
    (drafts / "database").write_text("half")
    assert keeper.trial(keeper.take())["troubles"] == [] and not drafts.exists()


def test_two_are_never_taken_at_once(keeper):
    with keeper.vault.alone(), pytest.raises(Trouble, match="just now"):
        keeper.take()
    assert keeper.vault.names() == []


def test_a_file_that_is_not_what_its_name_says_is_left_out(keeper):
    keeper.picture()
    (file,) = keeper.settings.files.glob("*/*/*")
    file.write_bytes(b"spoiled")
    taken = keeper.take()
    assert taken.files == 0 and "I-33" in keeper.trial(taken)["troubles"][0]


def test_taken_while_people_order_it_has_every_order_acknowledged_before_it_began(keeper):
    dish = busy.lasagne(keeper.world.rossi, 5_000)
    for number in range(5):
        busy.order(keeper.world.leo, dish, key=f"before-{number}")
    backup, number = keeper.command("backup"), 0
    while backup.poll() is None:
        busy.order(keeper.world.leo, dish, key=f"meanwhile-{number}")
        number += 1
    assert backup.returncode == 0 and number
    taken = keeper.newest()
    assert keeper.trial(taken)["troubles"] == []
    keeper.restore(taken)
    assert {f"before-{number}" for number in range(5)} <= {order.key for order in Order.select()}


def test_what_is_pruned_takes_only_the_files_with_it_that_nobody_else_names(keeper):
    first, second = keeper.picture(b"one"), keeper.picture(b"two")
    taken = keeper.take()
    vault, early = keeper.vault, "20250101T000000Z.zip"
    (vault.root / early).write_bytes(keeper.path(taken).read_bytes())
    vault.tell_about(early, 1, {first.small, "f" * 64})
    (vault.root / "files" / "ff").mkdir()
    (vault.root / "files" / "ff" / ("f" * 64)).write_text("only the early one names it")
    vault.remove([early])
    left = {path.name for path in (vault.root / "files").glob("*/*")}
    assert vault.names() == [taken.name] and left == {first.small, second.small}


def test_while_nobody_knows_what_a_backup_names_no_file_goes(keeper):
    keeper.picture()
    taken = keeper.take()
    vault = keeper.vault
    (vault.root / "20250101T000000Z.zip").write_bytes(b"found somewhere")
    vault.tell_about(taken.name, 1, set())
    vault.remove([])
    assert list((vault.root / "files").glob("*/*"))


@pytest.mark.only("postgres")
def test_without_pg_dump_it_says_what_to_install(keeper, database_kind, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="pg_dump is not there. Install"):
        keeper.take()


@pytest.mark.only("postgres")
def test_what_a_program_complains_of_is_for_the_log_alone(keeper, database_kind, caplog):
    if database_kind == "postgres":
        with pytest.raises(Trouble) as refused:
            programs.let_work("pg_dump", keeper.settings.database_url, "--table", "nowhere")
        assert "matching" not in str(refused.value) and "no matching tables" in caplog.text


def test_an_address_that_can_not_be_read_is_not_told(database_kind):
    with pytest.raises(Trouble) as refused:
        houses._connected("postgresql+pool://familychef:buon-appetito@127.0.0.1:1/house")
    assert "buon-appetito" not in str(refused.value)


def test_the_password_is_in_nobodys_list_of_processes(keeper, database_kind, monkeypatch):
    from familychef.backups import programs

    seen = []
    monkeypatch.setattr(programs, "_run", lambda command, environment, _s: seen.append((command, environment)) or Done)
    programs.let_work("pg_dump", "postgres://chef:s%40cret@127.0.0.1/food")
    command, environment = seen[0]
    assert "--dbname=postgresql://chef@127.0.0.1/food" in command and environment["PGPASSWORD"] == "s@cret"


class Done:
    returncode = 0


def test_old_ones_go_when_a_fresh_one_was_restored(keeper):
    taken = keeper.take()
    now = taking.taken_at(taken.name)
    old = [f"202501{day:02}T{hour:02}0000Z.zip" for day in (1, 2) for hour in range(24)]
    for name in old:
        (keeper.vault.root / name).write_bytes(keeper.path(taken).read_bytes())
        keeper.vault.tell_about(name, 1, set())
    assert taking.prune(keeper.settings, [], now) == [] and len(keeper.vault.names()) == 49
    gone = taking.prune(keeper.settings, [taken.name], now)
    assert len(gone) == 24 and set(Vault(keeper.settings).names()) == {*old, taken.name} - set(gone)
