"""The security checklist, rows 4, 7, 8, 13, 15, 52 to 54 and 57 to 59: the house itself."""

import ast
import re
import subprocess
import sys

import pytest

from familychef import settings as reading
from tests.cast import COOKIE, PASSWORD
from tests.fixtures.storage import ROOT, clean_environment

SOURCES = [ROOT / "app.py", ROOT / "tasks.py", *sorted((ROOT / "familychef").rglob("*.py"))]


@pytest.fixture
def https_app(tables, tmp_path, database_url):
    """The app of a house with HTTPS, with both families in it."""
    from familychef import create_app
    from tests.cast import World

    environ = {"DATABASE_URL": database_url, "FAMILYCHEF_DATA": str(tmp_path / "data")}
    environ |= {"FAMILYCHEF_URL": "https://food.example", "FAMILYCHEF_PASSWORD_COST": "low"}
    app = create_app(reading.read(environ))
    World.founded(lambda: app)
    return app


def test_row_04_the_cookie_is_for_this_house_and_no_script(https_app):
    sent = {"email": "leo@rossi.example", "password": PASSWORD}
    here = {"base_url": "https://food.example", "headers": {"Sec-Fetch-Site": "same-origin"}}
    answer = https_app.test_client().post("/session", data=sent, **here)
    own = [cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("__Host-fc=")]
    flags = {part.strip().casefold() for part in own[0].split(";")[1:]}
    assert len(own) == 1 and {"secure", "httponly", "path=/", "samesite=lax"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)


def test_row_04_every_cookie_we_set_is_closed_to_scripts(world):
    answer = world.client().post("/session", data={"email": "leo@rossi.example", "password": PASSWORD})
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie and "SameSite=" in cookie, cookie.partition("=")[0]


def test_row_05_the_database_knows_only_the_hash_of_a_session(world):
    from familychef.families.models import Session, hashed

    token = world.cookies(world.leo)[COOKIE]
    assert len(token) >= 43
    assert [session.token_hash for session in Session.select()] == [hashed(token)]


def test_row_07_a_kept_cookie_opens_nothing_once_it_is_over(world):
    from familychef.families.models import Session

    leo = world.client(world.leo)
    kept = leo.get_cookie(COOKIE).value
    leo.post("/session/removal")
    again = world.client()
    again.set_cookie(COOKIE, kept)
    assert again.get("/menu").status_code == 401 and Session.get().ended_at


def test_row_08_own_browsers_are_listed_and_can_be_ended(world):
    phone, laptop = world.client(world.leo), world.client(world.leo)
    page = laptop.get("/me").text
    ends = set(re.findall(r'action="(/me/sessions/\d+/removal)"', page))
    assert ends
    for end in ends:
        laptop.post(end)
    assert phone.get("/menu").status_code == 401


def test_row_08_signing_out_is_on_reach_from_every_page(world):
    leo = world.client(world.leo)
    assert "/session/removal" in leo.get("/me").text
    assert "/me" in leo.get("/more").text and "/more" in leo.get("/menu").text


@pytest.mark.parametrize("path", ["/session/new", "/me"])
def test_row_13_password_managers_are_welcome(world, path):
    client = world.client() if path == "/session/new" else world.client(world.leo)
    fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", client.get(path).text)
    assert fields
    for field in fields:
        assert 'autocomplete="current-password"' in field or 'autocomplete="new-password"' in field
        assert "onpaste" not in field and "maxlength" not in field


def test_row_13_a_new_password_needs_the_old_one(world):
    leo = world.client(world.leo)
    assert leo.post("/me/password", data={"old": "not the one", "new": "a quiet evening"}).status_code == 422
    assert (
        world.client().post("/session", data={"email": "leo@rossi.example", "password": PASSWORD}).status_code == 303
    )


@pytest.mark.one_database
def test_row_15_nobody_lives_here_before_somebody_founds_a_family(client):
    from familychef.families.models import User

    assert User.select().count() == 0
    assert client.get("/session/new").location == "/welcome"


@pytest.mark.one_database
def test_row_52_every_token_comes_from_secrets():
    weak = re.compile(r"^\s*(import random|from random|from numpy)|uuid1|uuid3|uuid5", re.M)
    assert not [path.name for path in SOURCES if weak.search(path.read_text())]


def test_row_53_the_secret_is_the_owner_s_alone(tmp_path):
    found = reading.read({"FAMILYCHEF_DATA": str(tmp_path / "data")})
    assert len(found.secret) >= 32 and (tmp_path / "data/secret").stat().st_mode & 0o077 == 0


@pytest.mark.one_database
def test_row_53_no_secret_is_in_the_repository():
    token = re.compile(r"(?i)(AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|xox[bp]-|ghp_[0-9A-Za-z]{30})")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    texts = [
        ROOT / name for name in tracked if name.endswith((".py", ".md", ".toml", ".html", ".js", ".yml", ".conf"))
    ]
    assert not [
        path.name
        for path in texts
        if path.is_file() and path.name != "test_house.py" and token.search(path.read_text(errors="replace"))
    ]


@pytest.mark.one_database
def test_row_54_nothing_turns_debugging_on(app):
    assert not app.debug and not app.config.get("TESTING_IN_PRODUCTION")
    assert not [
        path.name for path in SOURCES if re.search(r"debug\s*=\s*True|run_simple|app\.run\(", path.read_text())
    ]


def test_row_54_health_tells_strangers_nothing(client):
    assert client.get("/health/live").get_json() == {"status": "ok"}
    assert not re.search(r"\d+\.\d+\.\d+|sqlite|postgres|python", client.get("/health/ready").text, re.I)


def test_row_54_no_folder_is_listed(client):
    for path in ("/static/", "/files/", "/templates/", "/.git/config", "/data/secret", "/static/..%2fapp.py"):
        assert client.get(path).status_code in (401, 404), path


def test_row_57_a_fault_of_ours_is_a_number_and_not_a_story(world, monkeypatch):
    from familychef.menu import dish_views

    def break_down(*_):
        raise ValueError("the oven at 192.168.1.9 is on fire")

    monkeypatch.setattr(dish_views, "Menu", break_down)
    answer = world.client(world.leo).get("/menu")
    assert answer.status_code == 500 and re.search(r"number [0-9a-f]{8}", answer.text)
    assert "oven" not in answer.text and "Traceback" not in answer.text


def test_row_57_a_failing_check_refuses(world, monkeypatch):
    from familychef.core import access

    def cannot_tell(*_):
        raise RuntimeError("the rules can't be read")

    monkeypatch.setattr(access, "_passes", cannot_tell)
    assert world.client(world.leo).get("/menu").status_code == 500


@pytest.mark.one_database
def test_row_58_every_package_is_pinned_with_its_hash():
    lines = (ROOT / "deploy/requirements.lock").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith((" ", "#", "-"))]
    assert len(packages) > 15 and all("==" in line for line in packages)
    assert sum("--hash=sha256:" in line for line in lines) >= len(packages)


def test_row_59_by_itself_it_listens_on_this_machine_only(tmp_path):
    assert reading.read({"FAMILYCHEF_DATA": str(tmp_path)}).host == "127.0.0.1"
    environment = clean_environment(FAMILYCHEF_DATA=tmp_path, FAMILYCHEF_HOST="0.0.0.0")
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0 and "FAMILYCHEF_URL" in done.stderr


@pytest.mark.one_database
def test_row_57_nothing_swallows_every_error_in_silence():
    silent = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") == "Exception")
        and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert not silent, silent
