"""The family's settings, one's own page, and what stands behind the last tab."""

import pytest

from tests.cast import PASSWORD
from tests.families.papers import again, cookie_of, hidden, kinds, last_event, text

HOME = {"name": "Rossi", "language": "en", "timezone": "Europe/Rome", "currency": "EUR"}


def test_marta_moves_the_family_to_lisbon(world):
    client = world.client(world.marta)
    form = HOME | {"timezone": "Europe/Lisbon", "language": "de", "version": hidden(client.get("/family"), "version")}
    for _time in range(2):
        assert client.post("/family", data=form).location == "/family"
    family = again(world.rossi)
    assert (family.timezone, family.locale, family.version) == ("Europe/Lisbon", "de", 1)
    assert kinds(world.rossi) == ["family.settled"] and "menu" in last_event(world.rossi).stale


def test_an_old_form_of_the_settings_overwrites_nothing(world):
    client = world.client(world.marta)
    old = HOME | {"name": "Rossi-Bianchi", "version": hidden(client.get("/family"), "version")}
    world.rossi.settle(world.marta, name="Rossi", locale="en", timezone="Europe/Paris", currency="EUR")
    answer = client.post("/family", data=old)
    assert answer.status_code == 409 and "Rossi-Bianchi" in answer.text and "Europe/Paris" in text(answer)
    assert (again(world.rossi).name, again(world.rossi).timezone) == ("Rossi", "Europe/Paris")


@pytest.mark.parametrize(("field", "value"), [
    ("timezone", "Mars/Olympus"), ("timezone", "../../etc/passwd"), ("currency", "XXX"), ("language", "tlh"),
    ("name", ""),
])
def test_settings_that_make_no_sense_are_refused_beside_their_field(world, field, value):
    client = world.client(world.marta)
    answer = client.post("/family", data=HOME | {"version": "x", field: value})
    assert answer.status_code == 422 and f'id="field-{field}-error"' in answer.text
    assert kinds(world.rossi) == []


def test_only_marta_sees_the_settings(world):
    assert "Settings of the family" not in text(world.client(world.nonna).get("/family"))
    assert world.client(world.nonna).post("/family", data=HOME).status_code == 403


def test_nonna_reads_german_and_the_others_don_t(world):
    client = world.client(world.nonna)
    assert client.post("/me/language", data={"language": "de"}).location == "/me"
    assert '<html lang="de"' in client.get("/me").text
    assert '<html lang="en"' in world.client(world.leo).get("/me").text
    assert client.post("/me/language", data={"language": "tlh"}).status_code == 422


def test_a_new_password_ends_the_other_sign_ins(world):
    from familychef.families.models import User

    here, elsewhere = world.client(world.leo), world.client(world.leo)
    before = User.get_by_id(world.leo.user_id).password_hash
    assert here.post("/me/password", data={"old": "not the old one", "new": "pasta al pesto"}).status_code == 422
    assert here.post("/me/password", data={"old": PASSWORD, "new": "too short"}).status_code == 422
    assert User.get_by_id(world.leo.user_id).password_hash == before
    assert here.post("/me/password", data={"old": PASSWORD, "new": "pasta al pesto"}).location == "/me"
    assert (here.get("/me").status_code, elsewhere.get("/me").status_code) == (200, 401)
    fresh = here.application.test_client()
    assert fresh.post("/session", data={"email": "leo@rossi.example", "password": "pasta al pesto"}).status_code == 303


def test_leo_ends_the_sign_in_on_the_lost_phone_but_not_marta_s(world):
    from familychef.families.models import Session

    phone, laptop, marta = world.client(world.leo), world.client(world.leo), world.client(world.marta)
    lost, others = sessions_of(world.leo)[0], sessions_of(world.marta)[0]
    assert cookie_of(phone) and laptop.post(f"/me/sessions/{lost.id}/removal").status_code == 303
    assert phone.get("/me").status_code == 401
    assert laptop.post(f"/me/sessions/{others.id}/removal").status_code == 404
    assert marta.get("/me").status_code == 200 and Session.get_by_id(others.id).ended_at is None


def sessions_of(member):
    from familychef.families.models import Session

    return list(Session.select().where(Session.member == member).order_by(Session.id))


def test_more_shows_each_what_they_may(world):
    leo, marta = (text(world.client(who).get("/more")) for who in (world.leo, world.marta))
    assert "Family" in leo and "Invite somebody" not in leo and "Invite somebody" in marta


def test_names_are_never_markup(world):
    name = "<script>alert(1)</script>"
    world.leo.describe(world.marta, name=name, colour=3, allergens=[], diet="", child=True)
    for path in ("/family", f"/members/{world.leo.id}", f"/members/{world.leo.id}/removal"):
        page = world.client(world.marta).get(path).text
        assert name not in page and "&lt;script&gt;" in page
