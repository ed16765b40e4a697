"""Which passwords are taken: long ones, of any letters, that nobody tries first and no name gives away."""

import pytest

from deploy import common_passwords
from familychef.families import common, passwords
from tests.cast import PASSWORD, email_of

FOUNDING = {
    "family": "Bianchi",
    "language": "en",
    "timezone": "UTC",
    "currency": "EUR",
    "name": "Giuseppina",
    "email": "pinuccia@home.example",
}


def change(world, new):
    return world.client(world.leo).post("/me/password", data={"old": PASSWORD, "new": new})


def sign_up(world, password):
    from familychef.families.models import Invitation

    Invitation.issue(world.marta, ["member"], token="a-good-long-token-for-aldo")
    aldo = world.client()
    aldo.get("/join/a-good-long-token-for-aldo")
    return aldo.post(
        "/join", data={"name": "Teobaldo", "email": "baldone@x.example", "password": password, "colour": "5"}
    )


def test_the_figures_of_a_password_stay_as_they_are_typed(world):
    assert change(world, "torta di mele ٧٣٩١").status_code == 303
    for typed, status in (("torta di mele 7391", 422), ("torta di mele ٧٣٩١", 303)):
        assert world.client().post("/session", data={"email": email_of("leo"), "password": typed}).status_code == status


def test_row_11_a_hundred_thousand_common_passwords_are_known():
    raw = common.FILE.read_bytes()
    marks = [raw[place : place + common.WIDTH] for place in range(0, len(raw), common.WIDTH)]
    assert len(set(marks)) == common.count() >= 100_000 and marks == sorted(marks)


@pytest.mark.parametrize(
    "typed", ["1234567890", "qwertyuiop", "Password123", "PASSWORD123", "iloveyou123", "passwordpassword"]
)
def test_row_11_what_is_tried_first_is_refused(world, typed):
    answer = change(world, typed)
    assert answer.status_code == 422 and "tried first" in answer.text and typed not in answer.text


@pytest.mark.parametrize(
    "typed", ["a quiet evening", "correct horse battery staple", "五十匹の馬が静かに走る", "🍝🍅🧀🍷🥖🧄🫒🍋🥕🍞"]
)
def test_row_10_any_ten_characters_nobody_tries_are_taken(world, typed):
    assert change(world, typed).status_code == 303


@pytest.mark.parametrize("typed", ["familychef forever", "Rossi at the table", "the rossi kitchen", "ROSSI1234567"])
def test_row_12_the_names_of_the_house_are_no_password(world, typed):
    answer = change(world, typed)
    assert answer.status_code == 422 and "others know" in answer.text


@pytest.mark.parametrize("typed", ["teobaldo was here", "baldone loves pasta", "at the rossi table"])
def test_row_12_own_names_are_no_password_when_joining(world, typed):
    answer = sign_up(world, typed)
    assert answer.status_code == 422 and "others know" in answer.text
    assert sign_up(world, "a quiet evening").status_code == 303


@pytest.mark.parametrize("typed", ["bianchi for ever", "giuseppina cooks", "pinuccia cooks!!"])
def test_row_12_own_names_are_no_password_when_founding(client, settings, typed):
    from familychef.families.welcome import setup_code

    answer = client.post("/families", data=FOUNDING | {"code": setup_code(settings), "password": typed})
    assert answer.status_code == 422 and "others know" in answer.text


def test_row_12_short_words_don_t_matter():
    assert not passwords.too_near("leonora eats well", ["Leo", "a@b"])
    assert passwords.too_near("LEONORA eats well", ["Leonora"])


def test_who_has_a_login_joins_with_the_password_they_have(world):
    from familychef.families.models import Invitation

    Invitation.issue(world.carla, ["member"], token="a-good-long-token-for-leo")
    leo = world.client()
    leo.get("/join/a-good-long-token-for-leo")
    sent = {"name": "Leo", "email": "leo@rossi.example", "password": PASSWORD, "colour": "5"}
    assert leo.post("/join", data=sent).status_code == 303


def test_the_list_takes_little_memory():
    assert common.FILE.stat().st_size < 2_000_000 and not common.is_common("a quiet evening at home")


def test_the_list_is_written_of_what_a_guesser_tries_first(tmp_path):
    (tmp_path / "unsorted").write_text("short\nqwerty1234\nqwerty1234\nQWERTY12345\nxk7%vzq2#pwm\n")
    words = common_passwords.lines(tmp_path / "unsorted")
    assert words == ["qwerty1234", "qwerty12345", "xk7%vzq2#pwm"]
    assert common_passwords.likeliest(words, 2) == ["qwerty1234", "qwerty12345"]


def test_row_14_passwords_are_kept_as_argon2id_of_the_cost_we_say(tables, settings):
    made = passwords.hashed_password("a quiet evening", cost="normal")
    name, _version, costs = made.split("$")[1:4]
    found = dict(pair.split("=") for pair in costs.split(","))
    assert name == "argon2id" and int(found["m"]) >= 19 * 1024 and int(found["t"]) >= 2
    assert made != passwords.hashed_password("a quiet evening", cost="normal")


def test_row_14_a_weaker_hash_is_made_anew_at_the_next_sign_in(world):
    import argon2

    from familychef.core.db import write

    weak = argon2.PasswordHasher(time_cost=1, memory_cost=16, parallelism=1, hash_len=16).hash(PASSWORD)
    with write():
        world.leo.user.changed_rows(password_hash=weak)
    assert world.client().post("/session", data={"email": "leo@rossi.example", "password": PASSWORD}).status_code == 303
    assert type(world.leo.user).get_by_id(world.leo.user_id).password_hash != weak
