"""What is in a family's copy, and what never is; and how the command line takes it in."""

import subprocess
import sys
import zipfile

import pytest

from tests.fixtures.storage import ROOT, clean_environment
from tests.moving.luggage import Luggage, living_at, packed

SECRETS = {
    "password_hash", "pin_hash", "token_hash", "prior_hash", "secret", "secret_hash", "code_hash", "public_key",
    "credential_id", "facts",
}


@pytest.fixture
def suitcase(kitchen, settings, tmp_path):
    """The path of the Rossi's copy."""
    return packed(settings, kitchen.rossi, tmp_path / "rossi.zip")


def everything(path):
    luggage = Luggage(path)
    return b"".join(luggage.entries.values()) + repr(luggage.manifest).encode()


def test_the_neighbours_are_not_in_it(suitcase):
    found = everything(suitcase)
    assert b"Rossi" in found and b"Leo" in found
    assert b"Neri" not in found and b"Carla" not in found and b"carla" not in found and b'"rice"' not in found


def test_no_key_to_the_house_is_in_it(kitchen, settings, tmp_path):
    """Every secret of every row says so; the copy says nothing."""
    from familychef.core.db import every_model
    from tests.any_row import AnyRow

    rows, said = AnyRow(kitchen.rossi), 0
    for model in every_model():
        for field in (field for field in model._meta.sorted_fields if field.name in SECRETS):
            row = rows.of(model)
            words = f"sesame {model.__name__} {row.get_id()}"
            words = {"word": words} if field.name == "facts" else words
            said += model.update({field: words}).where(model._meta.primary_key == row.get_id()).execute()
    assert said > 10 and b"sesame" not in everything(packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))


def test_it_tells_nothing_of_this_machine(suitcase):
    with zipfile.ZipFile(suitcase) as archive:
        assert {(info.date_time[0], info.external_attr >> 16) for info in archive.infolist()} == {(1980, 0o100600)}


def test_a_lost_or_spoiled_picture_keeps_nobody_from_leaving(kitchen, settings, tmp_path):
    lost, spoiled, whole = sorted(settings.files.glob("*/*/*.webp"))
    lost.unlink()
    spoiled.write_bytes(b"no picture")
    luggage = Luggage(packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    assert [name for name in luggage.entries if "files/" in name] == [f"files/{whole.name}"]


def test_it_is_of_one_moment(kitchen, settings, tmp_path, monkeypatch):
    """An order that comes while the copy is written is in none of its tables."""
    from familychef.core import archive
    from tests.kitchen import busy

    add_rows, late = archive._add_rows, []

    def add_and_order(*args):
        made = add_rows(*args)
        if not late:
            late.append(busy.order(kitchen.nonna, busy.lasagne(kitchen.rossi, 4, minutes=99), key="late"))
        return made

    monkeypatch.setattr(archive, "_add_rows", add_and_order)
    assert b"Lasagne 99" not in everything(packed(settings, kitchen.rossi, tmp_path / "rossi.zip")) and late


def test_large_tables_are_read_a_page_at_a_time(kitchen, settings, tmp_path, monkeypatch):
    """However small the page, each row is in the copy once, also where two columns are the key."""
    from familychef.core import carrying
    from familychef.core.events import Event
    from familychef.core.relay import DeliveryOfEvent

    for event in Event.select().where(Event.family_id == kitchen.rossi.id).order_by(Event.seq).limit(3):
        for reaction in ("one", "another"):
            DeliveryOfEvent.create(event_id=event.id, reaction=reaction)
    before = Luggage(packed(settings, kitchen.rossi, tmp_path / "large.zip")).content
    assert before[1]["rows"]["delivery_of_event"] >= 6
    monkeypatch.setattr(carrying, "STEP", 1)
    assert Luggage(packed(settings, kitchen.rossi, tmp_path / "small.zip")).content == before


def test_a_family_that_ends_here_does_not_end_there(kitchen, settings, elsewhere, tmp_path):
    from familychef import moving
    from familychef.families.models import Family

    kitchen.rossi.end_later(by=kitchen.marta)
    path, new = packed(settings, kitchen.rossi, tmp_path / "rossi.zip"), elsewhere()
    with living_at(new):
        assert moving.run(new, path, say=print) == 0
        assert Family.get().deletes_at is None


def test_no_new_session_is_taken_for_one_of_the_history(kitchen, settings, elsewhere, tmp_path):
    from familychef import moving
    from familychef.core.events import Event
    from familychef.families.models import FamilyMember, Session
    from tests.cast import open_session

    kitchen.client(kitchen.leo).post("/cart/items", data={"dish": "1"})
    path, new = packed(settings, kitchen.rossi, tmp_path / "rossi.zip"), elsewhere()
    with living_at(new):
        assert moving.run(new, path, say=print) == 0
        known = {event.session_id for event in Event.select() if event.session_id}
        open_session(FamilyMember.get_by_id(kitchen.leo.id))
        fresh = Session.get(Session.ended_at.is_null())
        assert known and fresh.id not in known


def test_the_command_line_lets_a_family_move_in_once(suitcase, databases, database_kind, tmp_path):
    url = databases.empty(database_kind)
    there = clean_environment(DATABASE_URL=url, FAMILYCHEF_DATA=tmp_path / "there")
    command = [sys.executable, ROOT / "app.py", "import", suitcase]
    first, second = (subprocess.run(command, env=there, capture_output=True, text=True) for _time in range(2))
    databases.drop(url)
    assert first.returncode == 0 and "The family Rossi has moved in" in first.stdout, first.stdout + first.stderr
    assert "Marta chooses one within a day" in first.stdout and "All is well." in first.stdout
    assert second.returncode == 1 and "A family lives here already" in second.stdout
    assert '"what":"import.done"' in (tmp_path / "there" / "security.log").read_text()


@pytest.mark.only("sqlite")
def test_nobody_moves_into_a_house_that_is_open(server, suitcase):
    there = clean_environment(DATABASE_URL=server.database_url, FAMILYCHEF_DATA=server.data)
    command = [sys.executable, ROOT / "app.py", "import", suitcase]
    done = subprocess.run(command, env=there, capture_output=True, text=True)
    assert done.returncode == 1 and "Another FamilyChef already uses" in done.stderr
