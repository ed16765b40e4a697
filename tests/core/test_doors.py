"""What every door does: refuses foreign sites, states its policy, keeps private things private."""

import pytest

from familychef.core.headers import ALWAYS


@pytest.mark.parametrize(("headers", "passes"), [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
])
def test_browsers_that_say_where_from_are_believed(world, headers, passes):
    answer = world.client(world.leo).post("/session/removal", headers=headers)
    assert (answer.status_code != 403) is passes


@pytest.mark.parametrize(("origin", "passes"), [
    ("http://localhost", True), ("http://elsewhere.example", False), ("null", False), (None, False),
])
def test_old_browsers_are_judged_by_origin(world, origin, passes):
    client = world.client(world.leo)
    client.environ_base.pop("HTTP_SEC_FETCH_SITE")
    answer = client.post("/session/removal", headers={"Origin": origin} if origin else {})
    assert (answer.status_code != 403) is passes


@pytest.mark.parametrize("path", ["/session/new", "/", "/menu", "/nothing/here", "/health/live"])
def test_every_answer_states_the_policy(world, path):
    answer = world.client(world.leo).get(path)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not any(name.startswith("Access-Control-") for name in answer.headers.keys())


def test_private_pages_are_kept_nowhere(world):
    answer = world.client(world.leo).get("/menu")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.vary.as_set() >= {"cookie", "hx-request-type"}


def test_a_foreign_host_name_is_not_answered(world):
    assert world.client(world.leo).get("/menu", headers={"Host": "evil.example"}).status_code == 400


def test_a_lost_session_sends_htmx_to_the_sign_in_page(client):
    answer = client.htmx("GET", "/orders")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/session/new")
    assert client.get("/orders").status_code == 401


def test_an_unknown_page_is_a_sentence(world):
    answer = world.client(world.leo).get("/nothing/here")
    assert answer.status_code == 404 and "There is nothing here." in answer.text
    piece = world.client(world.leo).htmx("GET", "/nothing/here")
    assert piece.status_code == 404 and "<html" not in piece.text


def test_health_looks_for_real(client, tables):
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").json["status"] == "ok"
    tables.execute_sql("ALTER TABLE family RENAME TO lost")
    assert client.get("/health/ready").status_code == 503
