"""Row 8: where people are signed in, and ending that: one's own, and for an admin the family's."""

from tests.cast import PASSWORD, email_of
from tests.families.papers import again, session_of, text


def sessions_of(member):
    from familychef.families.models import Session

    return list(Session.select().where(Session.user == member.user_id).order_by(Session.id))


def test_row_08_leo_sees_his_browsers_and_which_one_this_is(world):
    phone, _laptop = world.client(world.leo), world.client(world.leo)
    page = text(phone.get("/me"))
    assert page.count("last seen today") == 2 and "here" in page and "Sign out all others" in page


def test_row_08_all_others_end_at_one_tap(world):
    phone, laptop, marta = world.client(world.leo), world.client(world.leo), world.client(world.marta)
    assert phone.post("/me/sessions/removal").location == "/me"
    assert laptop.get("/me").status_code == 401
    assert {phone.get("/me").status_code, marta.get("/me").status_code} == {200}
    assert "Sign out all others" not in text(phone.get("/me"))


def test_row_08_an_admin_ends_a_browser_of_a_member(world):
    phone, marta = world.client(world.leo), world.client(world.marta)
    session = sessions_of(world.leo)[0]
    assert "Signed in on" in text(marta.get(f"/members/{world.leo.id}"))
    answer = marta.post(f"/members/{world.leo.id}/sessions/{session.id}/removal")
    assert answer.location == f"/members/{world.leo.id}" and phone.get("/me").status_code == 401
    assert "Nowhere at the moment" in text(marta.get(f"/members/{world.leo.id}"))


def test_row_08_an_admin_ends_nothing_of_another_family(world):
    """Leo is of the Neri too: what he does there is nothing Marta can end."""
    from familychef.families.actions import join
    from familychef.families.models import Invitation

    invitation, _token = Invitation.issue(world.carla, ["member"])
    among_neri = join(invitation, world.leo.user, name="Leo", colour=5)
    at_neri, marta = world.client(among_neri), world.client(world.marta)
    session = sessions_of(world.leo)[0]
    assert marta.post(f"/members/{world.leo.id}/sessions/{session.id}/removal").status_code == 404
    assert marta.post(f"/members/{world.nonna.id}/sessions/{session.id}/removal").status_code == 404
    assert "Nowhere" in text(marta.get(f"/members/{world.leo.id}")) and at_neri.get("/me").status_code == 200


def test_only_an_admin_sees_where_the_others_are_signed_in(world):
    world.cookies(world.leo)
    assert "Signed in on" not in text(world.client(world.nonna).get(f"/members/{world.leo.id}"))


def test_an_admin_chooses_the_language_of_who_has_no_login(world):
    from tests.cast import join

    mia = join(world.rossi, name="Mia", email=None, child=True)
    marta = world.client(world.marta)
    page = text(marta.get(f"/members/{mia.id}"))
    assert "Language of the pages" in page and "without e-mail" in text(marta.get("/family"))
    assert marta.post(f"/members/{mia.id}/language", data={"language": "de"}).location == f"/members/{mia.id}"
    assert again(mia.user).locale == "de"
    assert marta.post(f"/members/{mia.id}/language", data={"language": "tlh"}).status_code == 422
    assert marta.post(f"/members/{world.leo.id}/language", data={"language": "de"}).status_code == 404


def test_what_no_database_keeps_is_left_out_of_a_browsers_words(world, client):
    """A copy of the family with a zero byte in it could never move in anywhere."""
    from familychef.families.models import Pairing

    client.environ_base["HTTP_USER_AGENT"] = "Fire\x00fox\x1b (Linux)" + "x" * 200
    client.post("/pairings")
    client.post("/session", data={"email": email_of("leo"), "password": PASSWORD})
    kept = "Firefox (Linux)" + "x" * 105
    assert (Pairing.get().browser, session_of(client).browser) == (kept, kept)
