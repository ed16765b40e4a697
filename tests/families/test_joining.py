"""Invitations let in whom they name, as often as they say, for a week."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import PASSWORD, email_of
from tests.families.papers import SIGN_UP, again, cookie_of, hidden, joined, kinds, last_event, text


@pytest.fixture
def invitation(world):
    from familychef.families.models import Invitation

    return Invitation.issue(world.marta, ["member", "shopper"], token="a-token-of-the-rossi")[0]


@pytest.fixture
def token(invitation):
    return "a-token-of-the-rossi"


@pytest.fixture
def guest(client, token):
    """A stranger's browser that followed the link."""
    client.get(f"/join/{token}")
    return client


def test_marta_makes_a_link_that_is_shown_once(world):
    from familychef.families.models import Invitation

    client = world.client(world.marta)
    page = client.get("/invitations")
    form = {"roles": ["member", "shopper"], "uses": "3", "key": hidden(page, "key")}
    answer = client.post("/invitations", data=form)
    invitation = Invitation.get()
    assert answer.status_code == 200 and "http://127.0.0.1:8000/join/" in answer.text
    token = answer.text.split("/join/")[1].split('"')[0]
    assert len(token) == 32 and token not in invitation.token_hash
    assert (invitation.roles, invitation.uses_left) == (["member", "shopper"], 3)
    assert invitation.created_by_id == world.marta.id
    assert kinds(world.rossi) == ["invitation.issued"] and last_event(world.rossi).needs == "family.manage"
    assert token not in client.get("/invitations").text
    assert token in client.post("/invitations", data=form).text and Invitation.select().count() == 1


def test_row_40_the_link_leads_to_an_address_without_its_token(world, client, token):
    answer = client.get(f"/join/{token}")
    assert (answer.status_code, answer.location) == (303, "/join")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get_cookie("fc-invitation").http_only
    page = client.get("/join")
    assert page.status_code == 200 and token not in page.text
    assert joined(client, token).status_code == 303 and not client.get_cookie("fc-invitation")


def test_ugo_joins_with_a_new_login(world, guest, invitation):
    from familychef.families.models import FamilyMember, User

    assert "Marta invites you to the family Rossi" in text(guest.get("/join"))
    answer = guest.post("/join", data=SIGN_UP)
    assert (answer.status_code, answer.location) == (303, "/")
    ugo = FamilyMember.get(FamilyMember.name == "Ugo")
    assert (ugo.family_id, ugo.roles, ugo.colour) == (world.rossi.id, ["member", "shopper"], 6)
    assert User.get_by_id(ugo.user_id).email == "ugo@rossi.example" and again(invitation).uses_left == 0
    event = last_event(world.rossi)
    assert (event.kind, event.actor_id, "members" in event.stale) == ("member.joined", ugo.id, True)
    assert "Ugo" in text(guest.get("/family"))
    assert "Came: Ugo" in text(world.client(world.marta).get("/invitations"))


def test_carla_joins_with_the_login_she_has(world, token):
    from familychef.families.models import FamilyMember, User

    client, people = world.client(world.carla), User.select().count()
    assert 'value="Carla"' in client.get(f"/join/{token}", follow_redirects=True).text
    assert client.post("/join", data={"name": "Carla", "colour": "3"}).location == "/"
    assert User.select().count() == people
    assert world.rossi.of(FamilyMember).where(FamilyMember.user == world.carla.user_id).count() == 1
    assert "Nonna" in text(client.get("/family"))


def test_the_same_sign_up_sent_twice_joins_once(world, client, token):
    from familychef.families.models import FamilyMember

    joined(client, token)
    second = client.application.test_client()
    assert joined(second, token).status_code == 303 and cookie_of(second)
    assert world.rossi.of(FamilyMember).where(FamilyMember.name == "Ugo").count() == 1
    assert kinds(world.rossi).count("member.joined") == 1


def test_an_address_that_has_a_login_needs_its_password(world, guest, invitation):
    form = SIGN_UP | {"email": email_of("carla"), "password": "not her password"}
    answer = guest.post("/join", data=form)
    assert answer.status_code == 422 and 'id="field-email-error"' in answer.text and again(invitation).uses_left == 1
    assert guest.post("/join", data=form | {"password": PASSWORD}).status_code == 303


def test_who_is_of_the_family_already_uses_nothing(world, token, invitation):
    client = world.client(world.leo)
    assert "You are in this family already, as Leo" in text(client.get(f"/join/{token}", follow_redirects=True))
    client.post("/join", data={"name": "Leo", "colour": "3"})
    assert again(invitation).uses_left == 1 and kinds(world.rossi) == ["invitation.issued"]


FATES = ["unknown", "used", "late", "revoked"]


def over(world, invitation, fate):
    from familychef.core import clock
    from familychef.core.db import write

    with write():
        if fate == "used":
            invitation.changed_rows(uses_left=0)
        elif fate == "late":
            invitation.changed_rows(expires_at=clock.now())
    if fate == "revoked":
        invitation.revoke(by=world.marta)


@pytest.mark.parametrize("fate", FATES)
def test_row_51_a_link_that_is_over_says_no_more_than_one_that_never_was(world, client, token, invitation, fate):
    from familychef.families.models import User

    people = User.select().count()
    over(world, invitation, fate)
    client.get("/join/never-issued" if fate == "unknown" else f"/join/{token}")
    unknown = client.application.test_client()
    unknown.get("/join/xyz")
    wrong = SIGN_UP | {"email": email_of("leo")}
    for form in (None, SIGN_UP, wrong, {}):
        send = {"method": "GET"} if form is None else {"method": "POST", "data": form}
        answer, other = client.open("/join", **send), unknown.open("/join", **send)
        assert answer.status_code == 410 and "used or is too old" in text(answer)
        assert answer.text == other.text
    assert User.select().count() == people


def test_a_removed_person_who_is_invited_again_comes_back_as_before(world, guest):
    world.leo.remove(by=world.marta)
    form = SIGN_UP | {"name": "Leo", "email": email_of("leo"), "password": PASSWORD}
    assert guest.post("/join", data=form).status_code == 303
    leo = again(world.leo)
    assert (leo.state, leo.removed_at, leo.allergens, leo.roles) == ("active", None, ["nuts"], ["member", "shopper"])


def test_marta_takes_a_link_back(world, guest, invitation):
    admin = world.client(world.marta)
    for _time in range(2):
        assert admin.post(f"/invitations/{invitation.id}/removal").status_code == 303
    assert kinds(world.rossi) == ["invitation.issued", "invitation.revoked"]
    assert guest.get("/join").status_code == 410


def test_the_neighbours_take_no_link_of_ours_back(world, invitation):
    assert world.client(world.carla).post(f"/invitations/{invitation.id}/removal").status_code == 404
    assert again(invitation).uses_left == 1


def test_only_an_admin_can_invite(world):
    from familychef.core.errors import Refusal
    from familychef.families.models import Invitation

    with pytest.raises(Refusal):
        Invitation.issue(world.nonna, ["member"])


def test_row_51_twenty_at_once_use_a_link_for_seven_seven_times(house):
    marta = {"email": email_of("marta"), "password": PASSWORD}
    cookie = house.request("POST", "/session", marta).cookies["fc"]
    form = {"roles": "member", "uses": "7", "key": "0123456789abcdef"}
    made = house.request("POST", "/invitations", form, headers={"Cookie": f"fc={cookie}"})
    held = {"Cookie": "fc-invitation=" + made.text.split("/join/")[1].split('"')[0]}
    forms = [SIGN_UP | {"name": f"Ugo {number}", "email": f"ugo{number}@rossi.example"} for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda form: house.request("POST", "/join", form, headers=held).status, forms))
    assert sorted(statuses) == [303] * 7 + [410] * 13
    assert house.rows("SELECT COUNT(*) FROM family_member WHERE name LIKE ?", "Ugo %") == [(7,)]
    assert house.rows('SELECT COUNT(*) FROM "user" WHERE email LIKE ?', "ugo%") == [(7,)]
    assert house.rows("SELECT uses_left FROM invitation") == [(0,)]


@pytest.mark.parametrize(("days", "status"), [("1", 200), ("3", 200), ("7", 200), ("8", 422), ("", 422)])
def test_row_51_a_link_works_for_seven_days_at_most(world, days, status):
    from familychef.core import clock
    from familychef.families.models import Invitation

    client = world.client(world.marta)
    form = {"roles": "member", "uses": "1", "days": days, "key": hidden(client.get("/invitations"), "key")}
    assert client.post("/invitations", data=form).status_code == status
    lives = [invitation.expires_at - clock.now() for invitation in Invitation.select()]
    assert all(life <= clock.minutes(24 * 60) * int(days) for life in lives) and len(lives) == (status == 200)


def test_row_51_not_even_by_mistake_of_ours_longer(world):
    from familychef.core import clock
    from familychef.families.models import INVITATION_LIFE, Invitation

    invitation, token = Invitation.issue(world.marta, ["member"], life=2 * INVITATION_LIFE)
    assert invitation.expires_at - clock.now() <= INVITATION_LIFE
    assert len(token) * 6 >= 128 and token not in repr(list(Invitation.select().tuples()))


def test_the_link_is_also_a_picture_for_a_camera(world):
    client = world.client(world.marta)
    form = {"roles": "member", "uses": "1", "key": hidden(client.get("/invitations"), "key")}
    page = client.post("/invitations", data=form).text
    assert '<svg class="qr" role="img"' in page and 'viewBox="0 0' in page
