"""The log: one line for each thing said, whoever typed what, and the number of the request in it."""

import json
import logging
import re
import socket

import pytest

from familychef.core import logs

NEW = re.compile(r"[0-9a-f]{16}")


def record(message, *values, **more):
    return logging.LogRecord("familychef.x", logging.WARNING, __file__, 1, message, values, more.get("exc_info"))


def number_of(client, told=None):
    headers = {"X-Request-ID": told} if told else {}
    return client.get("/health/live", headers=headers).headers["X-Request-ID"]


def trusting(app, settings):
    app.config["SETTINGS"] = type(settings)(**vars(settings) | {"trusted_proxies": 1})
    return app.test_client()


def test_nobody_begins_a_line_of_their_own():
    text = logs.Plain("%(levelname)s %(message)s").format(record("said %s", "a\r\nERROR forged\x1b[2J\u2028end"))
    assert text == "WARNING said a\\r\n    ERROR forged\\x1b[2J\\u2028end"
    assert "\n" not in logs.Json().format(record("said %s", "a\r\nERROR forged"))


def test_a_line_of_json_has_its_parts():
    told = json.loads(logs.Json().format(record("%s of %s", 1, 2)))
    assert {name: told[name] for name in ("level", "logger", "message")} == {
        "level": "warning", "logger": "familychef.x", "message": "1 of 2",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told["time"]) and "request" not in told


def test_a_line_of_json_has_the_lines_of_an_error():
    try:
        raise LookupError
    except LookupError as error:
        told = json.loads(logs.Json().format(record("oh", exc_info=(type(error), error, error.__traceback__))))
    assert "LookupError" in told["error"] and "test_logs.py" in told["error"]


def test_what_is_said_during_a_request_has_its_number(app):
    with app.test_request_context("/menu"):
        app.preprocess_request()
        number = logs.request_id()
        assert NEW.fullmatch(number)
        assert json.loads(logs.Json().format(record("oh")))["request"] == number
        assert logs.Plain("%(message)s").format(record("oh")) == f"[{number}] oh"


def test_each_answer_says_its_number_and_each_has_another(client):
    first, second = number_of(client), number_of(client)
    assert NEW.fullmatch(first) and NEW.fullmatch(second) and first != second


def test_a_visitor_gives_no_number_but_a_trusted_proxy_does(app, settings, client):
    assert NEW.fullmatch(number_of(client, "from-a-visitor-1"))
    assert number_of(trusting(app, settings), "from-the-proxy-1") == "from-the-proxy-1"


@pytest.mark.parametrize("odd", [
    "short", "x" * 65, "with a space", "<script>alert(1)", "-begins-badly", "na\u00efve-number",
])
def test_a_number_that_is_none_is_made_anew(app, settings, odd):
    assert NEW.fullmatch(number_of(trusting(app, settings), odd))


@pytest.mark.one_database
def test_the_server_logs_lines_of_json_when_asked(serve):
    server = serve(env={"FAMILYCHEF_LOGS": "json"})
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"what is for dinner?\r\n\r\n")
        server.process.wait_until(lambda: "{" in server.log)
    told = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    assert told and all({"time", "level", "logger", "message"} <= set(line) for line in told)
