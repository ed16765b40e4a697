"""The second step of signing in: set up, asked for, each code once, and the codes on paper. Rows 5 and 17."""

import html
import re

import pytest
import time_machine

from familychef.core import clock
from tests.cast import PASSWORD, email_of
from tests.families.papers import cookie_of, joined, text
from tests.families.phone import code, secure, wrong
from tests.storm import Call, all_at_once


@pytest.fixture
def secured(app, world):
    """Leo's second step is on; (secret, recovery codes)."""
    with app.app_context():
        return secure(world.leo)


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def sign_in(client, who="leo", **more):
    return client.post("/session", data={"email": email_of(who), "password": PASSWORD} | more)


def show_code(client, typed):
    return client.post("/session/second-factor", data={"code": typed})


def begun(client):
    """The secret the page shows after `Set it up`."""
    assert client.post("/me/second-factor").location == "/me/second-factor"
    return re.search(r"secret=([A-Z2-7]+)", html.unescape(client.get("/me/second-factor").text))[1]


def codes_on(answer):
    return re.findall(r"<li>(\d{4} \d{4} \d{4} \d{4})</li>", answer.text)


def test_leo_sets_it_up_and_gets_ten_codes_once(world):
    from familychef.families.models import RecoveryCode, SecondFactor

    client = world.client(world.leo)
    secret = begun(client)
    assert "A code from your phone when you sign in" in client.get("/me").text
    assert "qr" in client.get("/me/second-factor").text and SecondFactor.of_user(world.leo.user) is None
    answer = client.post("/me/second-factor/confirmation", data={"code": code(secret)})
    shown = codes_on(answer)
    assert len(set(shown)) == 10 and answer.headers["Cache-Control"] == "no-store"
    assert SecondFactor.of_user(world.leo.user)
    kept = [row.code_hash for row in RecoveryCode.select()]
    assert len(kept) == 10 and not any(part in kept for part in shown)
    assert "It is on" in client.get("/me").text
    page = client.get("/me/second-factor").text
    assert secret not in page and not codes_on(client.get("/me/second-factor")) and "10 unused codes" in page


def test_row_05_setting_it_up_gives_a_new_session_and_ends_the_others(world):
    client, elsewhere = world.client(world.leo), world.client(world.leo)
    before = cookie_of(client)
    client.post("/me/second-factor/confirmation", data={"code": code(begun(client))})
    assert cookie_of(client) != before and client.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 401
    client.set_cookie("fc", before)
    assert client.get("/me").status_code == 401


def test_a_wrong_code_turns_nothing_on(world):
    from familychef.families.models import SecondFactor

    client = world.client(world.leo)
    answer = client.post("/me/second-factor/confirmation", data={"code": wrong(begun(client))})
    assert answer.status_code == 422 and "This code doesn't fit" in text(answer) and 'class="qr"' in answer.text
    assert SecondFactor.of_user(world.leo.user) is None


def test_starting_again_does_not_change_one_that_is_on(world, secured):
    client = world.client(world.leo)
    client.post("/me/second-factor")
    from familychef.families.models import SecondFactor

    assert SecondFactor.of_user(world.leo.user).secret == secured[0]


def test_who_has_it_is_asked_after_the_password(world, client, secured):
    answer = sign_in(client, next="/pantry?show=soon")
    assert (answer.status_code, answer.location) == (303, "/session/second-factor")
    assert cookie_of(client) is None and client.get("/me").status_code == 401
    page = client.get("/session/second-factor").text
    assert 'autocomplete="one-time-code"' in page and 'inputmode="numeric"' in page
    answer = show_code(client, code(secured[0]))
    assert (answer.status_code, answer.location) == (303, "/pantry?show=soon")
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_a_code_is_the_same_in_arabic_figures(world, client, secured, kind):
    shown = code(secured[0]) if kind == "totp" else secured[1][0]
    sign_in(client)
    mixed = shown[:1] + shown[1:].translate(ARABIC)
    assert show_code(client, mixed).status_code == 422
    assert show_code(client, shown.translate(ARABIC)).status_code == 303
    assert client.get("/me").status_code == 200


def test_the_token_between_the_steps_is_in_a_cookie_alone(world, client, secured):
    answer = sign_in(client)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("fc-passage="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=600" in cookie
    assert client.get_cookie("fc-passage").value not in answer.location
    show_code(client, code(secured[0]))
    assert client.get_cookie("fc-passage") is None


def test_without_the_password_there_is_no_second_step(world, client, secured):
    assert client.get("/session/second-factor").location == "/session/new"
    assert show_code(client, code(secured[0])).location == "/session/new"
    assert cookie_of(client) is None


def test_ten_minutes_later_the_password_is_asked_again(world, client, secured):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        sign_in(client)
        clocks.shift(601)
        assert show_code(client, code(secured[0])).location == "/session/new"


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_row_17_a_code_fits_one_step_around_now(world, client, app, steps, status):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        with app.app_context():
            secret, _codes = secure(world.leo)
        clocks.shift(600)
        sign_in(client)
        assert show_code(client, code(secret, steps)).status_code == status


def test_row_17_a_code_opens_once(world, app, secured):
    shown = code(secured[0])
    first, second = app.test_client(), app.test_client()
    sign_in(first), sign_in(second)
    assert show_code(first, shown).status_code == 303
    assert show_code(second, shown).status_code == 422
    assert show_code(second, code(secured[0], -1)).status_code == 422, "nor one from before it"


def test_row_17_a_recovery_code_opens_once(world, app, secured):
    first, second = app.test_client(), app.test_client()
    sign_in(first), sign_in(second)
    assert show_code(first, f" {secured[1][3].replace(' ', '-')} ").status_code == 303
    assert show_code(second, secured[1][3]).status_code == 422
    assert show_code(second, secured[1][4]).status_code == 303
    with app.test_request_context():
        from familychef.families import codes

        assert codes.left(world.leo.user) == 8


@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_row_17_of_four_with_the_same_code_at_once_one_comes_in(world, secured, serve, settings, kind):
    from familychef.families.models import Passage

    house = serve(env={"FAMILYCHEF_SECRET": settings.secret})
    facts = {"page": "/", "member": None}
    tokens = [Passage.issue("second_factor", clock.minutes(10), user=world.leo.user, facts=facts)[1] for _ in range(4)]
    shown = {"code": code(secured[0]) if kind == "totp" else secured[1][0]}
    calls = [Call("POST", "/session/second-factor", shown, cookies={"fc-passage": token}) for token in tokens]
    assert sorted(answer.status for answer in all_at_once(house, calls)) == [303, 422, 422, 422]


def test_row_17_guessing_codes_is_slowed_down(world, client, secured):
    sign_in(client)
    statuses = [show_code(client, wrong(secured[0])).status_code for _guess in range(12)]
    assert statuses[:9] == [422] * 9 and statuses[-1] == 429


def test_another_persons_codes_open_nothing(world, client, app, secured):
    with app.app_context():
        secret, codes = secure(world.carla)
    sign_in(client)
    assert show_code(client, code(secret)).status_code == 422
    assert show_code(client, codes[0]).status_code == 422


def test_new_codes_kill_the_old_ones(world, client, secured):
    shown = codes_on(world.client(world.leo).post("/me/recovery-codes"))
    sign_in(client)
    assert show_code(client, secured[1][0]).status_code == 422
    assert show_code(client, shown[0]).status_code == 303


def test_leo_takes_it_away(world, client, secured):
    assert world.client(world.leo).post("/me/second-factor/removal").location == "/me"
    assert sign_in(client).location == "/" and cookie_of(client)


def test_an_invitation_is_no_way_around_it(world, client, secured):
    from familychef.families.models import FamilyMember, Invitation

    _invitation, token = Invitation.issue(world.carla, ["member"])
    form = {"name": "Leo", "email": email_of("leo"), "password": PASSWORD, "colour": "5"}
    answer = joined(client, token, form)
    assert answer.status_code == 422 and cookie_of(client) is None
    assert not FamilyMember.select().where(FamilyMember.family == world.neri, FamilyMember.user == world.leo.user_id)


def test_what_is_done_with_it_stands_in_the_security_log(world, settings):
    client = world.client(world.leo)
    client.post("/me/second-factor/confirmation", data={"code": code(begun(client))})
    client.post("/me/second-factor/removal")
    log = (settings.data / "security.log").read_text()
    assert '"what":"factor.added"' in log and '"what":"factor.removed"' in log and f'"user":{world.leo.user_id}' in log


@pytest.mark.parametrize("typed", ["１２３４５６", "öffnen", "\u0661" * 6])
def test_figures_no_app_shows_confirm_nothing(world, typed):
    client = world.client(world.leo)
    begun(client)
    answer = client.post("/me/second-factor/confirmation", data={"code": typed})
    assert answer.status_code == 422 and "Take the newest one." in text(answer)


def test_a_new_password_ends_what_the_old_one_began(world, client, secured):
    """A sign-in that waits for its code, and a link for another password."""
    from familychef.families import resets

    link = resets.make_link(world.leo, by=world.marta)
    assert sign_in(client).location == "/session/second-factor"
    change = {"old": PASSWORD, "new": "una torta di mele"}
    assert world.client(world.leo).post("/me/password", data=change).location == "/me"
    assert show_code(client, secured[1][0]).location == "/session/new" and cookie_of(client) is None
    client.get(f"/password/reset/{link}")
    assert client.get("/password/new").status_code == 410
