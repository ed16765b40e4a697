"""Row 19: whoever asks, and for whomever, nobody learns who has a login here."""

import dataclasses
import itertools

import pytest

from familychef.families import passwords
from tests.cast import PASSWORD, email_of


@pytest.fixture
def hashes(monkeypatch):
    """One entry for each password that was really compared."""
    checked, fits = [], passwords._fits
    monkeypatch.setattr(passwords, "_fits", lambda *args: checked.append(1) or fits(*args))
    return checked


def guess(client, who, password="not the password"):
    return client.post("/session", data={"email": email_of(who), "password": password})


def test_row_19_known_and_unknown_addresses_are_told_apart_by_nothing(world, hashes):
    """Text, status and headers, and how much is computed."""
    told = []
    for who in itertools.chain(["leo", "marta"], (f"nobody{number}@nowhere.example" for number in range(2))):
        before = len(hashes)
        answer = guess(world.client(), who)
        told.append((answer.status_code, answer.text.replace(email_of(who), "…"), sorted(answer.headers.keys()),
                     len(hashes) - before))
    assert all(one == told[0] for one in told)


def test_nobody_has_the_password_that_nobody_has(world, app):
    from familychef.core.db import write
    from familychef.families.models import User

    with write():
        User.update(password_hash="").where(User.id == world.leo.user_id).execute()
    with app.app_context():
        for user in (None, User.get_by_id(world.leo.user_id)):
            assert not passwords.right(user, "nobody has this password") and not passwords.right(user, "")


def test_row_19_asking_for_a_letter_tells_nobody_who_has_a_login(world, app):
    from familychef.families.models import Letter, Passage

    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], smtp_url="smtp://127.0.0.1:9?from=a@b.example")
    told = []
    for who in ("leo", "nobody@nowhere.example"):
        before = Letter.select().count(), Passage.select().count()
        answer = app.test_client().post("/password/reset", data={"email": email_of(who)})
        rows = Letter.select().count() - before[0], Passage.select().count() - before[1]
        headers = sorted(pair for pair in answer.headers.items() if pair[0] != "X-Request-ID")
        told.append((answer.status_code, answer.text, headers, rows))
    assert told[0] == told[1] and told[0][3] == (1, 1)


def test_row_19_letters_are_asked_for_slowly_whoever_they_go_to(world, app):
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], smtp_url="smtp://127.0.0.1:9?from=a@b.example")
    for who in ("leo", "nobody@nowhere.example"):
        form = {"email": email_of(who)}
        codes = [app.test_client().post("/password/reset", data=form).status_code for _ in range(6)]
        assert codes == [303] * 5 + [429]
    assert guess(world.client(), "leo", PASSWORD).status_code == 303
