"""Profiles without e-mail: a child has a picture and a PIN, made by an admin; grown-ups may have both, too."""

import pytest

from familychef.core.events import Event
from familychef.families import pins
from familychef.families.models import FamilyMember, Session, User
from tests.cast import join, paired, password_hash

PIN = "2580"


@pytest.fixture
def mia(world):
    return join(world.rossi, "Mia", None, child=True, face="cat", pin_hash=password_hash(PIN))


@pytest.fixture
def tablet(world, mia):
    """The shared tablet with Mia before it."""
    browser = world.client(paired(world.marta, "shared"))
    assert browser.post("/session/pin", data={"member": mia.id, "pin": PIN}).status_code == 303
    return browser


def test_an_admin_makes_a_child_s_profile(world):
    marta = world.client(world.marta)
    form = {"name": "Mia", "face": "cat", "colour": "5", "allergens": ["nuts"], "language": "de", "pin": PIN}
    for _press in range(2):
        assert marta.post("/members", data=form).status_code == 303
    mia = FamilyMember.get(FamilyMember.name == "Mia")
    assert (mia.child, mia.roles, mia.powers, mia.allergens, mia.face) == (True, ["member"], {"child"}, ["nuts"], "cat")
    assert mia.user.email is None and mia.user.locale == "de" and not mia.user.password_hash
    assert mia.pin_hash.startswith("$argon2id$") and pins.PIN.fullmatch(PIN)
    assert User.select().where(User.name == "Mia").count() == 1
    told = Event.get(Event.kind == "member.raised")
    assert PIN not in str(told.changes) and told.subject == mia.dom_id


BAD_PINS = "0000 7777 1234 4321 9876 123456 890123 1212 123123 123 1234567 12a4 ٣٤٥٦ ٧٣9١ ٧٣۹١ ७३९१ ٧٣٩² ٧٬٣٩١".split()


@pytest.mark.parametrize("pin", BAD_PINS)
def test_a_pin_that_everybody_tries_is_refused(world, pin):
    form = {"name": "Mia", "colour": "5", "language": "", "pin": pin}
    answer = world.client(world.marta).post("/members", data=form)
    assert answer.status_code == 422 and not FamilyMember.select().where(FamilyMember.name == "Mia").exists()


@pytest.mark.parametrize("pin", ["٧٣٩١", "۷۳۹۱", "７３９１"])
def test_a_pin_is_the_same_in_the_figures_of_another_keypad(world, tablet, mia, pin):
    assert world.client(world.marta).post(f"/members/{mia.id}/pin", data={"pin": pin}).status_code == 303
    screen = paired(world.marta, "shared", name="Sofa")
    for typed, status in (("7392", 422), ("7391", 303), (pin, 303)):
        assert world.client(screen).post("/session/pin", data={"member": mia.id, "pin": typed}).status_code == status
    assert 'pattern="[0-9٠-٩۰-۹]*"' in world.client(world.marta).get("/members/new").text


def test_people_choose_a_pin_for_themselves_and_admins_for_children(world, mia):
    nonna, marta = world.client(world.nonna), world.client(world.marta)
    assert "Be yourself there without a password" in nonna.get("/me").text
    assert nonna.post(f"/members/{world.nonna.id}/pin", data={"pin": "7391"}).status_code == 303
    assert "There is one." in nonna.get("/me").text
    assert marta.post(f"/members/{mia.id}/pin", data={"pin": "4826"}).status_code == 303
    assert nonna.post(f"/members/{mia.id}/pin", data={"pin": "9173"}).status_code == 404
    assert marta.post(f"/members/{world.nonna.id}/pin", data={"pin": "9173"}).status_code == 404
    assert nonna.post(f"/members/{world.nonna.id}/pin/removal").status_code == 303
    assert FamilyMember.get_by_id(world.nonna.id).pin_hash == ""


def test_a_pin_asks_for_the_password_first(world):
    from familychef.core.db import write

    nonna = world.client(world.nonna)
    with write():
        Session.update(proved_at=None).execute()
    assert nonna.get(f"/members/{world.nonna.id}/pin").location.startswith("/session/proof")


def test_a_child_changes_neither_its_allergies_nor_its_pin(mia, tablet):
    told = {"name": "Mia", "colour": "1", "diet": "", "version": mia.edition}
    assert tablet.post(f"/members/{mia.id}", data=told).status_code == 403
    assert tablet.post(f"/members/{mia.id}/pin", data={"pin": "4826"}).status_code == 403
    assert tablet.post("/me/language", data={"language": "de"}).status_code == 303
    assert 'lang="de"' in tablet.get("/me").text and "password" not in tablet.get("/me").text


def test_a_grown_up_wears_a_picture_too(world):
    leo = world.client(world.leo)
    told = {"name": "Leo", "face": "rocket", "colour": "3", "allergens": ["nuts"], "version": world.leo.edition}
    assert leo.post(f"/members/{world.leo.id}", data=told).status_code == 303
    assert "#rocket" in leo.get("/family").text
    assert leo.post(f"/members/{world.leo.id}", data=told | {"face": "../x"}).status_code == 422
