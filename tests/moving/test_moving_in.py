"""A family moves to another server and everything it had is there again, but no way in."""

import hashlib

import pytest

from familychef import demo, doctor, moving
from familychef.core import db, relay
from familychef.core.events import Event, link
from tests.conftest import wanted_databases
from tests.moving.luggage import Luggage, living_at, packed, row_counts


def moved(new, path):
    """What the import says, told in the other server's database; it must go well."""
    said = []
    with living_at(new):
        assert moving.run(new, path, say=said.append) == 0, said
    return said


@pytest.mark.parametrize("kind", wanted_databases())
def test_a_family_that_moves_and_packs_again_packs_the_same(kitchen, settings, elsewhere, tmp_path, kind):
    path, new = packed(settings, kitchen.rossi, tmp_path / "rossi.zip"), elsewhere(kind)
    moved(new, path)
    with living_at(new):
        again = packed(new, kitchen.rossi, tmp_path / "again.zip")
    assert Luggage(again).content == Luggage(path).content


def test_the_demo_family_moves_as_well(tables, settings, elsewhere, tmp_path):
    from familychef.families.models import Family

    demo.seed(settings)
    relay.deliver_pending(Family)
    rossi, new = Family.get(Family.name == "Rossi"), elsewhere()
    path = packed(settings, rossi, tmp_path / "rossi.zip")
    rows = Luggage(path).manifest["rows"]
    assert min(rows[table] for table in ("dish", "order", "stock_move", "event", "delivery_of_event")) > 0
    said = moved(new, path)
    assert said[-1] == "All is well."
    with living_at(new):
        assert Luggage(packed(new, rossi, tmp_path / "again.zip")).content == Luggage(path).content
        assert not Family.get().demo, "nobody knows a password there"


def test_their_pictures_come_along(kitchen, settings, elsewhere, tmp_path):
    new, path = elsewhere(), packed(settings, kitchen.rossi, tmp_path / "rossi.zip")
    moved(new, path)
    files = [file for file in new.files.rglob("*") if file.is_file()]
    assert len(files) == 3 and all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


def test_the_chain_through_their_events_holds(kitchen, settings, elsewhere, tmp_path):
    new = elsewhere()
    moved(new, packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    with living_at(new):
        before = ""
        for event in Event.select().where(Event.family_id == kitchen.rossi.id).order_by(Event.seq):
            assert event.hash == link(before, event), event.seq
            before = event.hash
        assert before and doctor.examine(new) == []


def test_life_goes_on_with_fresh_numbers(kitchen, settings, elsewhere, tmp_path):
    from familychef.families.models import FamilyMember, Invitation
    from tests import larder

    new = elsewhere()
    moved(new, packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    with living_at(new):
        marta = FamilyMember.get_by_id(kitchen.marta.id)
        Invitation.issue(marta, ["member"])
        larder.lot(larder.ingredient(marta.family, "Salt"), 1_000)
        assert doctor.examine(new) == []


def test_each_admin_gets_a_link_and_chooses_a_password(kitchen, settings, elsewhere, tmp_path):
    from familychef.families.models import User
    from familychef.families.passages import Passage
    from familychef.families.resets import RESET, usable

    new = elsewhere()
    said = moved(new, packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    links = [line.rpartition("/password/reset/")[2] for line in said if "/password/reset/" in line]
    with living_at(new):
        assert [Passage.opened_by(link, RESET).user.name for link in links] == ["Marta", "Aldo"]
        assert usable(Passage.opened_by(links[0], RESET))
        assert {user.password_hash for user in User.select()} == {""}


def test_nobody_comes_in_with_an_old_password_or_key(kitchen, settings, elsewhere, tmp_path):
    from familychef import create_app
    from tests.cast import COOKIE, PASSWORD, email_of, open_session

    old, new = open_session(kitchen.marta), elsewhere()
    moved(new, packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    with living_at(new):
        browser = create_app(new).test_client()
        came = {"email": email_of("marta"), "password": PASSWORD}
        assert browser.post("/session", data=came, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 422
        browser.set_cookie(COOKIE, old)
        assert browser.get("/me").status_code in (302, 401)


def test_the_house_is_founded_then(kitchen, settings, elsewhere, tmp_path):
    from familychef.families import welcome

    new = elsewhere()
    moved(new, packed(settings, kitchen.rossi, tmp_path / "rossi.zip"))
    with living_at(new):
        assert welcome.founded() and row_counts()["installation"] == 1


def test_where_a_family_lives_nobody_moves_in(kitchen, settings, elsewhere, tmp_path):
    new, path = elsewhere(), packed(settings, kitchen.rossi, tmp_path / "rossi.zip")
    moved(new, path)
    with living_at(new):
        before, said = row_counts(), []
        assert moving.run(new, path, say=said.append) == 1
        assert "lives here already" in said[0] and row_counts() == before


def test_where_only_a_login_is_left_nobody_moves_in(kitchen, settings, elsewhere, tmp_path):
    from familychef.families.models import User

    new, path, said = elsewhere(), packed(settings, kitchen.rossi, tmp_path / "rossi.zip"), []
    with living_at(new):
        with db.write():
            User.create(name="Somebody", email="somebody@else.example", password_hash="")
        assert moving.run(new, path, say=said.append) == 1
        assert row_counts()["family"] == 0 and row_counts()["user"] == 1
