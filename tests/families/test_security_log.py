"""The security log: what touched trust, line by line, fit for fail2ban and without a word anybody typed."""

import configparser
import datetime as dt
import json
import re
import stat
import subprocess
import sys

import pytest
import time_machine

from familychef.core import clock, security_log
from tests.cast import PASSWORD, email_of
from tests.fixtures.storage import ROOT

WRITER = """
import sys
from familychef.core import security_log
security_log.keep_in(sys.argv[1])
security_log.MOST_A_MINUTE = 10**6
for number in range(300):
    security_log.note("sign_in.failed", way="password", user=number, **{"from": "192.0.2.1"})
"""
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def book(tmp_path):
    """The log by itself, without any house around it."""
    security_log.keep_in(tmp_path)
    security_log._lately.clear()
    yield tmp_path / "security.log"
    security_log.keep_in(tmp_path)


def lines(settings):
    file = settings.data / "security.log"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def told(settings):
    return [line["what"] for line in lines(settings)]


def sign_in(client, who="leo", password=PASSWORD):
    return client.post("/session", data={"email": email_of(who), "password": password})


def test_row_55_signing_in_and_out_is_written_down(world, settings):
    client = world.client()
    sign_in(client, password="not the password")
    sign_in(client, "nobody@nowhere.example", "not the password")
    sign_in(client)
    client.post("/session/removal")
    assert told(settings) == ["sign_in.failed", "sign_in.failed", "sign_in.ok", "sign_out"]
    wrong, unknown, right, out = lines(settings)
    assert (wrong["user"], wrong["way"], wrong["from"]) == (world.leo.user_id, "password", "127.0.0.1")
    assert unknown["user"] is None and (right["user"], right["way"]) == (world.leo.user_id, "password")
    assert (out["user"], out["family"]) == (world.leo.user_id, world.rossi.id)


def test_row_55_what_is_denied_or_too_often_is_written_down(world, settings):
    world.client(world.leo).get("/invitations")
    world.client(world.leo).from_elsewhere("POST", "/session/removal")
    for _ in range(12):
        sign_in(world.client(), "marta", "not the password")
    denied, foreign, *_, last = lines(settings)
    assert (denied["what"], denied["user"], denied["status"]) == ("denied", world.leo.user_id, 403)
    assert foreign["what"] == "denied"
    assert (last["what"], last["way"], last["limit"]) == ("throttled", "password", "accounts")


def test_row_55_a_new_password_and_an_ended_session_are_written_down(world, settings):
    from familychef.families.models import Session

    client, other = world.client(world.leo), world.client(world.leo)
    session = Session.select().order_by(Session.id.desc()).get()
    client.post(f"/me/sessions/{session.id}/removal")
    client.post("/me/password", data={"old": PASSWORD, "new": "una torta di mele"})
    found = lines(settings)
    assert [(line["what"], line["user"]) for line in found] == [
        ("session.ended", world.leo.user_id), ("password.changed", world.leo.user_id),
    ]
    assert found[0]["session"] == session.id and other.get("/me").status_code == 401


def test_the_line_is_always_built_the_same_way(book):
    at = dt.datetime(2026, 11, 21, 5, 40, tzinfo=dt.UTC)
    with time_machine.travel(at, tick=False):
        security_log.note("sign_in.failed", user=12, family=3, way="password", **{"from": "203.0.113.9"})
        security_log.note("role.changed", limit="x", roles={"shopper", "chef"}, session=5)
    first, second = book.read_text().splitlines()
    assert first == (
        '{"at":"2026-11-21T05:40:00Z","what":"sign_in.failed","from":"203.0.113.9","user":12,"family":3,'
        '"device":null,"way":"password"}'
    )
    assert list(json.loads(second)) == ["at", "what", "from", "user", "family", "device", "way", "session", "roles",
                                        "limit"]
    assert json.loads(second)["roles"] == "chef,shopper"


def test_the_log_is_for_its_owner_alone(book):
    security_log.note("sign_out")
    assert stat.S_IMODE(book.stat().st_mode) == 0o600


@pytest.mark.parametrize("odd", [
    'a\nb', "a\r\nforged", '"}{"', "Leo Rossi", "leo@rossi.example", PASSWORD, "\u2028", "\ud800", "x" * 200,
    "Zk9-uT0dJQxO3m1mYbq0n2Qe5Vn3o8aW",
])
def test_row_56_what_is_no_plain_word_is_not_written(book, odd):
    security_log.note("denied", about=odd, way=odd, **{"from": odd})
    assert len(book.read_bytes().splitlines()) == 1
    line = json.loads(book.read_text())
    assert (line["about"], line["way"], line["from"]) == ("?", "?", "?")


def test_a_fact_without_a_place_is_a_mistake_of_ours(book):
    with pytest.raises(TypeError):
        security_log.note("denied", email="leo@rossi.example")


def test_several_processes_write_whole_lines_into_one_file(book):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, book.parent], cwd=ROOT) for _ in range(3)]
    while any(writer.poll() is None for writer in writers):
        if book.exists():
            security_log.tidy(clock.now())
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    numbers = sorted(json.loads(line)["user"] for line in book.read_text().splitlines())
    assert numbers == sorted(list(range(300)) * 3)


def test_row_55_after_a_week_only_the_network_is_kept_and_after_a_year_nothing(book):
    start = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
    for days, source in ((400, "198.51.100.1"), (30, "2001:db8:1:2:3::9"), (8, "203.0.113.9"), (6, "203.0.113.9")):
        with time_machine.travel(start - dt.timedelta(days=days), tick=False):
            security_log.note("sign_in.failed", way="password", **{"from": source})
    with time_machine.travel(start - dt.timedelta(days=9), tick=False):
        security_log.note("export.made")
    for _twice in range(2):
        security_log.tidy(start)
        found = [json.loads(line) for line in book.read_text().splitlines()]
        assert [line["from"] for line in found] == ["2001:db8:1:2::/64", "203.0.113.0/24", "203.0.113.9", None]
    assert list(found[0]) == ["at", "what", "from", "user", "family", "device", "way"]
    assert stat.S_IMODE(book.stat().st_mode) == 0o600


def test_a_line_cut_off_by_a_full_disk_does_not_stop_the_tidying(book):
    security_log.note("sign_out")
    with book.open("a") as file:
        file.write('{"at":"2026-\n[]\n{"at":5}\n')
    security_log.note("sign_out")
    security_log.tidy(clock.now())
    assert [json.loads(line)["what"] for line in book.read_text().splitlines()] == ["sign_out"] * 2


def test_the_daily_job_tidies_the_log(book, tables):
    from familychef.families import jobs

    with time_machine.travel(clock.now() - dt.timedelta(days=8)):
        security_log.note("sign_out", **{"from": "203.0.113.9"})
    jobs.tidy()
    assert json.loads(book.read_text())["from"] == "203.0.113.0/24"


def test_a_flood_from_one_network_does_not_fill_the_disk(book):
    with time_machine.travel(clock.now(), tick=False) as hand:
        for number in range(500):
            security_log.note("throttled", **{"from": f"2001:db8:1:2::{number:x}"})
        security_log.note("throttled", **{"from": "203.0.113.9"})
        assert len(book.read_text().splitlines()) == 61
        hand.shift(60)
        security_log.note("throttled", **{"from": "2001:db8:1:2::1"})
        assert len(book.read_text().splitlines()) == 62


def test_a_log_that_can_t_be_written_keeps_nobody_out(world, settings, caplog):
    client = world.client()
    (settings.data / "security.log").mkdir()
    assert sign_in(client).status_code == 303
    assert "security log can't be written" in caplog.text


def test_fail2ban_bans_who_guesses_and_nobody_else(world, settings):
    client = world.client()
    for _ in range(11):
        sign_in(client, password="not the password")
    sign_in(client, "marta")
    client.get("/invitations")
    world.client(world.leo).get("/invitations")
    note_too_many_orders(world)
    banned = [line["what"] for line in lines(settings) if source(line)]
    assert banned == ["sign_in.failed"] * 10 + ["throttled"]
    assert {"sign_in.ok", "denied"} < set(told(settings)) and told(settings)[-1] == "throttled"
    assert fail2ban("jail.d")["familychef"]["filter"] == "familychef"


def note_too_many_orders(world):
    """Too many of something by somebody signed in is no guessing."""
    for _ in range(31):
        answer = world.client(world.leo).post("/orders", data={})
    assert answer.status_code == 429


def source(line):
    """Whom fail2ban would count for this line, as it works: the time is found and cut out, then the rest compared."""
    rules, text = fail2ban("filter.d")["Definition"], json.dumps(line, separators=(",", ":"))
    digits = {"Y": r"\d{4}", "m": r"\d\d", "d": r"\d\d", "H": r"\d\d", "M": r"\d\d", "S": r"\d\d", "z": "Z"}
    when = re.sub("%%(.)", lambda found: digits[found[1]], rules["datepattern"])
    rest, times = re.subn(when, "", text)
    assert times == 1
    patterns = [rule.replace("<HOST>", "(?P<host>[0-9a-f.:]+)") for rule in rules["failregex"].splitlines()]
    found = next(filter(None, (re.search(pattern, rest) for pattern in patterns)), None)
    return found and found["host"]


def fail2ban(kind):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(next((ROOT / "deploy" / "fail2ban" / kind).iterdir()))
    return parser
