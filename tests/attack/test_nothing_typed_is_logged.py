"""Row 56: after a whole day in the house nothing that was typed, and no token, stands in any log."""

import logging
import re
from itertools import count

import pytest

from familychef.core.throttle import LIMITS
from tests.families.papers import founding, joined

CANARY = "canary"


class Typed:
    """Words like no other, each remembered."""

    def __init__(self):
        self.words, self._numbers = [], count(1)

    def word(self, before="", after="", bird=CANARY):
        found = f"{before}{bird}-{next(self._numbers)}{after}"
        self.words.append(found)
        return found


@pytest.fixture
def records(caplog):
    """All that is logged at the level the house runs at."""
    caplog.set_level(logging.INFO)
    return caplog


def test_row_56_a_day_in_the_house_leaves_no_word_in_the_logs(app, settings, records, capfd):
    typed, marta, guest = Typed(), app.test_client(), app.test_client()
    founder = founding(settings, **login(typed), family=typed.word())
    assert marta.post("/families", data=founder).status_code == 303
    invitation = marta.post("/invitations", data={"roles": "member", "key": typed.word(), "uses": "2"})
    token = re.search(r"/join/([\w-]{20,})", invitation.text)[1]
    cousin = login(typed) | {"colour": "6"}
    assert joined(guest, token, cousin).status_code == 303
    typed.words += [token, *cookies_of(marta, guest)]
    eat_and_change_passwords(marta, typed, founder)
    guess_and_pry(app, guest, typed, founder, cousin)
    typed.words += cookies_of(marta, guest)
    assert len(typed.words) > 35 and (settings.data / "security.log").read_text().count("\n") > 15
    logged = everything_logged(settings, records, capfd)
    assert not [word for word in typed.words if word in logged]


def eat_and_change_passwords(marta, typed, founder):
    dish = {"name": typed.word(), "portions": "4", "minutes": "30", "line": f"100 g {typed.word()}"}
    marta.post("/dishes", data=dish | {"note": typed.word()})
    marta.post("/orders", data={"key": typed.word(), "cart": typed.word(), "when": "now", "note": typed.word()})
    for old in (typed.word(), founder["password"]):
        marta.post("/me/password", data={"old": old, "new": typed.word(after=" long enough", bird="egret")})
    marta.post("/session/removal")


def guess_and_pry(app, guest, typed, founder, cousin):
    guest.post("/session/removal")
    for _ in range(LIMITS["accounts"][0] + 3):
        app.test_client().post("/session", data={"email": founder["email"], "password": typed.word()})
    joined(guest, typed.word(), cousin)
    guest.get(f"/menu?search={typed.word()}")
    guest.post("/session", data={"email": cousin["email"], "password": cousin["password"], "next": f"/{typed.word()}"})
    guest.get("/invitations", headers={"User-Agent": typed.word(), "Referer": typed.word()})
    guest.post("/session/removal", headers={"Sec-Fetch-Site": "cross-site", "Origin": f"https://{typed.word()}"})


def login(typed):
    return {
        "name": typed.word(), "email": typed.word(after="@bianchi.example"),
        "password": typed.word(after=" is long", bird="egret"),
    }


def test_row_57_a_fault_of_ours_is_logged_without_what_was_typed(app, records, capfd, settings, monkeypatch):
    from familychef.families import signing

    def broken(fields):
        raise RuntimeError(f"could not understand {fields.email} {fields.password}")

    monkeypatch.setattr(signing, "who", broken)
    typed = Typed()
    form = {"email": typed.word(after="@bianchi.example"), "password": typed.word()}
    answer = app.test_client().post(f"/session?{typed.word()}", data=form)
    logged = everything_logged(settings, records, capfd)
    assert answer.status_code == 500 and CANARY not in answer.text
    assert "RuntimeError" in logged and "in broken" in logged and CANARY not in logged


def cookies_of(*clients):
    return [cookie.value for client in clients for cookie in client._cookies.values() if len(cookie.value) > 20]


def everything_logged(settings, records, capfd):
    files = [path.read_text(errors="replace") for path in settings.data.rglob("*.log*")]
    told = [logging.Formatter().format(record) + repr(record.args) for record in records.records]
    return "\n".join([*files, *told, *capfd.readouterr()])
