"""The gate: guessing gets slow for strangers and stays easy for the family; nobody learns who has a login here."""

import datetime as dt

import pytest
import time_machine

from familychef.families import gate, passwords
from tests.cast import PASSWORD, email_of
from tests.families.papers import SIGN_UP, founding, joined, text

WRONG = "not the password"


@pytest.fixture(autouse=True)
def clock_hand():
    with time_machine.travel(dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC), tick=False) as hand:
        yield hand


@pytest.fixture
def hashes(monkeypatch):
    """One entry for each password that was really compared."""
    checked, fits = [], passwords._fits
    monkeypatch.setattr(passwords, "_fits", lambda *args: checked.append(1) or fits(*args))
    return checked


def guess(client, who="leo", password=WRONG, source="192.0.2.1"):
    form = {"email": email_of(who), "password": password}
    return client.post("/session", data=form, environ_overrides={"REMOTE_ADDR": source})


def guess_often(world, times, who="leo"):
    """Strangers from as many places."""
    return [guess(world.client(), who, source=f"198.51.{number}.7").status_code for number in range(times)]


def test_row_21_the_eleventh_guess_waits_and_is_not_even_compared(world, hashes, clock_hand):
    assert guess_often(world, 10) == [422] * 10 and len(hashes) == 10
    answer = guess(world.client(), password=PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "Please wait 30 seconds." in text(answer) and len(hashes) == 10
    clock_hand.shift(30)
    assert guess(world.client()).status_code == 422
    assert guess(world.client()).headers["Retry-After"] == "60"
    clock_hand.shift(60)
    assert guess(world.client(), password=PASSWORD).status_code == 303
    assert guess_often(world, 10) == [422] * 10


def test_a_piece_says_it_too(world):
    guess_often(world, 10)
    answer = world.client().htmx("POST", "/session", data={"email": email_of("leo"), "password": WRONG})
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (429, "none")
    assert "Please wait 30 seconds." in text(answer) and "<html" not in answer.text


def test_row_19_an_unknown_address_is_slowed_down_in_the_same_words(world, hashes):
    answers = {}
    for who in ("leo", "nobody@nowhere.example"):
        guess_often(world, 10, who)
        late = guess(world.client(), who)
        answers[who] = (late.status_code, late.headers["Retry-After"], late.text)
    assert answers["leo"] == answers["nobody@nowhere.example"] and len(hashes) == 20


def test_row_21_strangers_cannot_lock_leo_out_of_his_own_browser(world):
    own = world.client()
    assert guess(own, password=PASSWORD).status_code == 303
    own.post("/session/removal")
    guess_often(world, 12)
    assert guess(world.client(), password=PASSWORD).status_code == 429
    assert guess(own, password=PASSWORD).status_code == 303


def test_row_21_a_known_browser_has_ten_tries_of_its_own_and_no_more(world):
    own = world.client()
    guess(own, password=PASSWORD)
    own.post("/session/removal")
    assert [guess(own).status_code for _ in range(11)] == [422] * 10 + [429]
    assert guess(world.client(), password=PASSWORD).status_code == 303


def test_a_mark_for_one_account_is_none_for_another(world):
    own = world.client()
    guess(own, password=PASSWORD)
    own.post("/session/removal")
    guess_often(world, 10, "marta")
    assert guess(own, "marta", PASSWORD).status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "..", "abc.def", "a.\xe9", "." * 300, "a." + "A" * 24])
def test_a_forged_mark_is_a_stranger(world, forged):
    guess_often(world, 10)
    client = world.client()
    client.set_cookie("fc-mark", forged)
    assert guess(client, password=PASSWORD).status_code == 429


def test_a_mark_of_another_browser_name_does_not_fit(world):
    own = world.client()
    guess(own, password=PASSWORD)
    name, *marks = own.get_cookie("fc-mark").value.split(".")
    thief = world.client()
    thief.set_cookie("fc-mark", ".".join([name + "x", *marks]))
    guess_often(world, 10)
    assert guess(thief, password=PASSWORD).status_code == 429


def test_the_mark_is_for_no_script_and_names_nobody(world):
    answer = guess(world.client(), "nonna", PASSWORD)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("fc-mark="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "nonna" not in cookie.lower()


def test_many_people_on_one_browser_all_keep_their_marks(world):
    shared = world.client()
    for who in ("leo", "marta", "nonna", "pia"):
        assert guess(shared, who, PASSWORD).status_code == 303
        shared.post("/session/removal")
    for who in ("leo", "marta", "nonna", "pia"):
        guess_often(world, 10, who)
        assert guess(shared, who, PASSWORD).status_code == 303
        shared.post("/session/removal")


def test_row_21_thirty_guesses_from_one_network_are_enough(world):
    for number in range(30):
        assert guess(world.client(), f"nobody{number}@nowhere.example", source="203.0.113.5").status_code == 422
    assert guess(world.client(), "marta", PASSWORD, source="203.0.113.5").status_code == 429
    assert guess(world.client(), "marta", PASSWORD, source="203.0.113.6").status_code == 303


def test_row_21_a_v6_network_has_one_account_of_tries(world):
    for number in range(30):
        guess(world.client(), f"nobody{number}@nowhere.example", source=f"2001:db8:1:2::{number:x}")
    assert guess(world.client(), "marta", PASSWORD, source="2001:db8:1:2:ffff::1").status_code == 429
    assert guess(world.client(), "marta", PASSWORD, source="2001:db8:1:3::1").status_code == 303


def test_row_23_a_forged_header_is_no_other_network(world):
    for number in range(31):
        form = {"email": f"nobody{number}@nowhere.example", "password": WRONG}
        answer = world.client().post("/session", data=form, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert answer.status_code == 429


def test_signing_in_right_does_not_use_up_the_network(world):
    assert [guess(world.client(), password=PASSWORD).status_code for _ in range(35)] == [303] * 35


def test_row_21_the_house_compares_no_more_than_a_hundred_a_minute(world, hashes, clock_hand):
    known = world.client()
    guess(known, "marta", PASSWORD)
    clock_hand.shift(60)
    del hashes[:]
    for number in range(100):
        guess(world.client(), f"nobody{number}@nowhere.example", source=f"198.51.{number}.7")
    assert len(hashes) == 80
    assert guess(world.client(), "leo", PASSWORD, source="203.0.113.5").status_code == 429
    assert guess(known, "marta", PASSWORD).status_code == 303
    clock_hand.shift(60)
    assert guess(world.client(), "leo", PASSWORD, source="203.0.113.5").status_code == 303


def test_the_old_password_can_t_be_guessed_from_an_open_session(world, hashes):
    client = world.client(world.leo)
    form = {"old": WRONG, "new": "una torta di mele"}
    assert [client.post("/me/password", data=form).status_code for _ in range(11)] == [422] * 10 + [429]
    assert len(hashes) == 10


def test_the_code_on_the_console_can_t_be_guessed(client, settings):
    wrong = founding(settings, code="BBBB-CCCC")
    assert [client.post("/families", data=wrong).status_code for _ in range(11)] == [422] * 10 + [429]
    elsewhere = {"REMOTE_ADDR": "203.0.113.5"}
    assert client.post("/families", data=founding(settings), environ_overrides=elsewhere).status_code == 303


def test_links_can_t_be_tried_one_after_the_other(world, hashes):
    client = world.client()
    codes = [joined(client, f"nothing-{number}").status_code for number in range(31)]
    assert codes == [410] * 30 + [429] and not hashes


def test_a_page_behind_a_good_link_can_be_opened_often_and_hinders_nobody(world):
    from familychef.families.models import Invitation

    _invitation, token = Invitation.issue(world.marta, ["member"])
    client = world.client()
    client.get(f"/join/{token}")
    assert {client.get("/join").status_code for _ in range(90)} == {200}
    assert guess(world.client(), password=PASSWORD).status_code == 303


def test_an_invitation_is_no_way_to_guess_a_login(world, hashes):
    from familychef.families.models import Invitation

    _invitation, token = Invitation.issue(world.marta, ["member"], uses=20)
    form = SIGN_UP | {"email": email_of("carla")}
    codes = [joined(world.client(), token, form).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429] and len(hashes) == 10


def test_twenty_guests_of_one_evening_join_from_one_network(world):
    from familychef.families.models import Invitation

    _invitation, token = Invitation.issue(world.marta, ["member"], uses=20)
    for number in range(20):
        form = SIGN_UP | {"email": f"guest{number}@rossi.example"}
        assert joined(world.client(), token, form).status_code == 303


def test_a_way_in_nobody_listed_is_a_mistake_of_ours(app):
    with app.test_request_context(), pytest.raises(ValueError):
        gate.knock("window", "leo")
