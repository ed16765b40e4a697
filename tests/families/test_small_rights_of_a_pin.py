"""On the shared tablet a PIN opens the menu, and none of the doors by which people come and go."""

import pytest

from tests.cast import paired, password_hash
from tests.families.papers import again

PIN = "7391"
DOORS = [
    ("GET", "/family/leaving"), ("POST", "/family/leaving"), ("GET", "/me/erasure"), ("POST", "/me/erasure"),
    ("GET", "/families/new"), ("POST", "/families/new"), ("POST", "/family/removal"),
    ("POST", "/family/removal/reversal"), ("POST", "/session/family"), ("POST", "/me/sessions/removal"),
]


@pytest.fixture
def tablet(world):
    """Marta, an admin of two families, by her PIN on the tablet in the living room."""
    from familychef.families.actions import join
    from familychef.families.models import Invitation

    invitation, _token = Invitation.issue(world.carla, ["member"])
    join(invitation, world.marta.user, name="Marta", colour=5)
    world.marta.take_pin(password_hash(PIN), by=world.marta)
    browser = world.client(paired(world.marta, "shared", name="Sofa"))
    assert browser.post("/session/pin", data={"member": world.marta.id, "pin": PIN}).status_code == 303
    return browser


@pytest.mark.parametrize(("method", "path"), DOORS)
def test_row_06_a_pin_opens_none_of_the_doors(world, tablet, method, path):
    assert tablet.open(path, method=method, data={"family": world.neri.id}).status_code == 403
    assert again(world.marta).state == "active" and again(world.marta.user).email


def test_row_06_a_pin_ends_no_browser_of_her_own(world, tablet):
    from familychef.families.models import Session

    world.cookies(world.marta)
    session = Session.select().where(Session.user == world.marta.user_id).order_by(Session.id.desc()).first()
    assert tablet.post(f"/me/sessions/{session.id}/removal").status_code == 403 and not again(session).ended_at


def test_row_06_a_pin_joins_no_other_family(world, tablet):
    from familychef.families.models import FamilyMember, Invitation

    _invitation, token = Invitation.issue(world.carla, ["member"])
    tablet.get(f"/join/{token}")
    assert tablet.post("/join", data={"name": "Marta", "colour": "3"}).status_code == 403
    assert world.neri.of(FamilyMember).where(FamilyMember.user == world.marta.user_id).count() == 1


def test_row_06_the_tablet_shows_no_other_family(tablet):
    assert "Neri" not in tablet.get("/menu").text


def test_row_07_a_removed_member_s_pin_and_session_end_on_the_tablet_too(world, tablet):
    world.nonna.grant(["chef", "admin"], by=world.marta)
    again(world.marta).remove(by=world.nonna)
    assert tablet.get("/menu").status_code in (303, 401, 403)
    answer = tablet.post("/session/pin", data={"member": world.marta.id, "pin": PIN})
    assert answer.status_code not in (200, 303) and again(world.marta).pin_hash == ""
