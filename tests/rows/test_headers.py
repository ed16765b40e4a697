"""The security checklist, rows 26 to 42 and 60: what every answer says, and what no answer may."""

import re

import pytest
import time_machine

from familychef.core import clock
from familychef.core.access import SCOPES
from familychef.core.headers import POLICY
from familychef.families import access_tokens
from familychef.families.models import Program, hashed
from tests.fixtures.storage import ROOT
from tests.permissions import matrix, programs
from tests.permissions.scene import Scene

SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SINKS = re.compile(
    r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*['\"`]"
)
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def answers(world):
    """(line of the permission table, answer) of every GET address for Marta, who may nearly everything."""
    scene = Scene(world)
    marta = world.client(world.marta)
    lines = [line for line in matrix.rows() if not line.changes and line.endpoint != "live.stream"]
    return [(line, marta.get(scene.address(world.app, line))) for line in lines]


def test_row_26_no_get_changes_anything(world):
    from tests.isolation.ledger import rows_of

    scene = Scene(world)
    lines = [line for line in matrix.rows() if not line.changes and line.endpoint != "live.stream"]
    paths = [scene.address(world.app, line) for line in lines]
    marta = world.client(world.marta)
    before = rows_of(world.rossi)
    for path in paths:
        marta.get(path).close()
        marta.head(path).close()
    after = rows_of(world.rossi)
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}


def test_row_27_the_cookie_opens_no_program_s_door(world):
    """Nor does a token open a page, and what is no JSON is not read."""
    scene = Scene(world)
    lines = [line for line in programs.rows() if line.endpoint not in ("families_api.sign_in", "families_api.refresh")]
    marta = world.client(world.marta)
    assert marta.get("/menu").status_code == 200 and len(lines) > 100
    opened = [line.endpoint for line in lines if _asked(marta, world, scene, line) != 401]
    assert opened == []
    _program, token = Program.give(world.marta, "Test", SCOPES, None)
    bearer = {"Authorization": f"Bearer {token}"}
    assert world.client(None).get("/menu", headers=bearer).status_code == 401
    form = world.client(None).post("/api/v1/shopping-items", data={"text": "milk"}, headers=bearer)
    assert form.status_code == 415


def _asked(client, world, scene, line):
    answer = client.open(scene.address(world.app, line), method=line.method, json={} if line.changes else None)
    answer.close()
    return answer.status_code


def test_row_27_a_bearer_nobody_issued_is_nobody(client):
    assert client.get("/menu", headers={"Authorization": "Bearer anything"}).status_code == 401


def test_row_28_no_answer_lets_other_sites_read_it(answers):
    for line, answer in answers:
        assert not [name for name in answer.headers.keys() if name.startswith("Access-Control-")], line.endpoint


def test_row_29_the_policy_allows_nothing_but_our_own(answers):
    said = dict(directive.strip().split(" ", 1) for directive in POLICY.split(";"))
    assert said == DIRECTIVES
    for line, answer in answers:
        assert (
            answer.headers["Content-Security-Policy"] == POLICY
            or "sandbox" in answer.headers["Content-Security-Policy"]
        ), line.endpoint


def test_row_30_no_script_of_ours_writes_html_from_text():
    found = {path.name: SINKS.findall(path.read_text()) for path in SCRIPTS if SINKS.search(path.read_text())}
    assert not found and len(SCRIPTS) > 10


def test_row_30_the_sinks_are_seen():
    assert (
        SINKS.search('box.innerHTML = "x"') and SINKS.search("setTimeout('x')") and not SINKS.search("setTimeout(go)")
    )


def test_row_32_rich_text_is_nowhere():
    assert not [path for path in TEMPLATES if "|safe" in path.read_text() or "|markdown" in path.read_text()]


def test_row_33_every_attribute_is_quoted():
    bare = re.compile(r"<[a-z](?:[^>\"]|\"[^\"]*\")*\s[a-z-]+=\{\{")
    assert not [path.name for path in TEMPLATES if bare.search(path.read_text())]


def test_row_33_no_text_of_a_person_stands_in_a_script_a_style_or_an_address():
    bad = re.compile(
        r"<script[^>]*>[^<]|<style|<[^>{]*\sstyle=|<[^>{]*\son[a-z]+=|"
        r"(href|src|action)=\"\{\{ [a-z_]+\.(name|note|text|typed)"
    )
    assert not [path.name for path in TEMPLATES if bad.search(path.read_text())]


@pytest.mark.parametrize(
    ("url", "said"), [("https://food.example", "max-age=31536000"), ("http://food.example", None)]
)
def test_row_34_https_is_remembered_where_there_is_https(tables, tmp_path, database_url, url, said):
    from familychef import create_app, settings

    app = create_app(
        settings.read(
            {"DATABASE_URL": database_url, "FAMILYCHEF_DATA": str(tmp_path / "data"), "FAMILYCHEF_URL": url}
        )
    )
    answer = app.test_client().get("/health/live", base_url=url)
    assert answer.headers.get("Strict-Transport-Security") == said


def test_row_35_no_answer_is_guessed_at_framed_or_followed(answers):
    for line, answer in answers:
        told = answer.headers
        assert told["X-Content-Type-Options"] == "nosniff", line.endpoint
        assert told["Referrer-Policy"] in ("same-origin", "no-referrer"), line.endpoint
        assert told["Cross-Origin-Opener-Policy"] == told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=(self)" in told["Permissions-Policy"] and "geolocation=()" in told["Permissions-Policy"]
        assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
        assert "X-XSS-Protection" not in told


def test_row_36_every_file_of_a_page_is_ours_and_named_by_its_hash(answers):
    """All but the manifest, which browsers ask for again under the address they know."""
    loaded = re.compile(r'<(?:script|link)[^>]+(?:src|href)="([^"]+)"')
    hashed = re.compile(r"/static/[\w.-]*[0-9a-f]{8,}[\w.-]*|/manifest\.webmanifest")
    for line, answer in answers:
        for address in loaded.findall(answer.text if answer.mimetype == "text/html" else ""):
            assert hashed.fullmatch(address.partition("?")[0]), (line.endpoint, address)


def test_row_36_scripts_carry_their_hash(world):
    page = world.client(world.leo).get("/menu").text
    tags = re.findall(r"<script[^>]*src=[^>]*>", page)
    assert tags and all('integrity="sha' in tag for tag in tags)


def test_row_37_an_answer_depends_on_who_asks_and_how(answers):
    for line, answer in answers:
        if answer.mimetype == "text/html":
            assert answer.vary.as_set() >= {"cookie", "hx-request-type"}, line.endpoint
            assert answer.headers["Cache-Control"] == "no-store", line.endpoint


def test_row_38_htmx_keeps_no_page_in_the_browser():
    vendored = "".join(path.name for path in (ROOT / "static").rglob("*.js"))
    assert "history" not in vendored
    keepers = {path.name for path in SCRIPTS if re.search(r"localStorage|sessionStorage|indexedDB", path.read_text())}
    walls = {"65-wall-renew.js", "68-wall-sound.js", "69-wall-calls.js", "70-wall-taps.js"}
    assert keepers <= {"40-typed.js", "80-worker.js"} | walls, (
        "another script keeps something in the browser"
    )


@pytest.mark.parametrize("way", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:1"])
def test_row_41_signing_in_leads_to_own_pages_only(world, way):
    from tests.cast import PASSWORD

    sent = {"email": "leo@rossi.example", "password": PASSWORD, "next": way}
    assert world.client().post("/session", data=sent).location == "/"


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.nip.io", "a@b"])
def test_row_42_only_our_own_names_are_answered(world, host):
    assert world.client(world.leo).get("/menu", headers={"Host": host}).status_code == 400


def test_row_42_a_link_is_made_from_the_settings_and_not_from_the_request(world):
    sent = {"roles": "member", "key": "0123456789abcdef"}
    page = world.client(world.marta).post(
        "/invitations", data=sent, headers={"X-Forwarded-Host": "elsewhere.example"}
    )
    assert "http://127.0.0.1:8000/join/" in page.text and "elsewhere" not in page.text


def test_row_60_every_answer_says_what_it_is(answers):
    for line, answer in answers:
        kind = answer.headers["Content-Type"]
        assert "charset=utf-8" in kind or not kind.startswith("text/"), (line.endpoint, kind)


def test_row_41_a_wrong_password_leads_to_own_pages_only(world):
    marta = world.client(world.marta)
    page = marta.post("/session/proof", data={"password": "not the one", "next": "javascript:alert(1)"}).text
    assert 'href="javascript' not in page


def test_row_50_tokens_for_programs_are_hashed_scoped_and_end(world):
    given, token = Program.give(world.marta, "Test", ["read"], clock.now() + clock.minutes(5))
    assert token not in repr(Program.select().dicts().get()) and given.token_hash == hashed(token)
    assert access_tokens.LIFE <= clock.minutes(15) and access_tokens.ALGORITHM == "HS256"
    assert Program.acting(Program.id == given.id).scopes == ["read"]
    with time_machine.travel(clock.now() + clock.minutes(6)):
        assert Program.acting(Program.id == given.id) is None
