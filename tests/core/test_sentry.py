"""A Sentry of one's own is told of faults: where it happened, and nothing anybody typed."""

import json

import pytest

from familychef.core import faults, sentry
from tests.alerts.outside import lead_to
from tests.core.network import house, http
from tests.core.test_faults import afresh, failed

__all__ = ["afresh"]
DSN = "https://abc123@sentry.example/7"


def facts():
    return faults._facts(failed(), "cafe0123", "GET /menu")


def event(body):
    return [json.loads(line) for line in body.split(b"\n")]


@pytest.mark.parametrize(("dsn", "url"), [
    (DSN, "https://sentry.example/api/7/envelope/"),
    ("http://abc@192.168.1.5:9000/12", "http://192.168.1.5:9000/api/12/envelope/"),
    ("https://abc@sentry.example/below/7", "https://sentry.example/below/api/7/envelope/"),
])
def test_a_dsn_names_where_envelopes_go(dsn, url):
    assert sentry.place(dsn).url == url


def test_an_envelope_says_where_and_nothing_that_was_typed():
    head, item, told = event(sentry.envelope(facts()))
    assert item == {"type": "event"} and head["event_id"] == told["event_id"] and len(head["event_id"]) == 32
    [error] = told["exception"]["values"]
    assert error["type"] == "ValueError" and "value" not in error
    assert error["stacktrace"]["frames"][-1]["function"] == "failed"
    assert error["stacktrace"]["frames"][-1]["lineno"] > 1
    assert told["transaction"] == "GET /menu" and told["tags"]["number"] == "cafe0123"
    assert not {"request", "user", "server_name", "breadcrumbs"} & set(told) and "secret" not in json.dumps(told)


@pytest.mark.parametrize(("status", "taken"), [("200 OK", True), ("429 Too Many Requests", False)])
def test_it_is_sent_through_the_one_way_out(monkeypatch, status, taken):
    with house(http(b"{}", status)) as (port, heard):
        lead_to(port, monkeypatch.setattr)
        assert sentry.send(facts(), sentry.place(DSN)) is taken
    [asked] = heard
    assert asked.startswith(b"POST /api/7/envelope/ HTTP/1.1") and b"sentry_key=abc123" in asked


def test_a_sentry_that_is_away_is_no_fault(monkeypatch):
    network = lead_to(1, monkeypatch.setattr)
    network.ports.clear()
    assert sentry.send(facts(), sentry.place(DSN)) is False


def test_what_goes_wrong_is_told_to_who_listens(tables, monkeypatch):
    heard = []
    monkeypatch.setattr(faults, "_hearers", [])
    faults.hear(heard.append)
    faults.note(failed(), "cafe0123")
    assert [each["kind"] for each in heard] == ["ValueError"]


def test_who_listens_badly_keeps_nobody_from_the_inbox(tables, monkeypatch):
    monkeypatch.setattr(faults, "_hearers", [lambda facts: 1 / 0])
    faults.note(failed())
    faults.flush()
    assert faults.Fault.get().kind == "ValueError"
