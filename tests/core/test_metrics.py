"""The house in numbers: for programs on the machine itself or with the token, and with nobody's name in it."""

import json
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from familychef.core import metrics, sight
from tests.core.test_health import AWAY, TOKEN
from tests.fixtures.storage import ROOT

DASHBOARD = ROOT / "deploy/grafana/familychef.json"
NAME = re.compile(r"\bfamilychef_\w+")


@pytest.fixture(autouse=True)
def afresh(monkeypatch):
    """Nothing was counted yet."""
    metrics._answers.clear()
    metrics._times.clear()


def read(client, **more):
    return client.get("/metrics", **more)


def found(client):
    """{name: {its labels, as one tuple: value}} as Prometheus reads them."""
    told = {}
    for family in text_string_to_metric_families(read(client).text):
        for each in family.samples:
            told.setdefault(each.name, {})[tuple(sorted(each.labels.values()))] = each.value
    return told


def test_answers_are_counted_by_the_pattern_of_their_address(world):
    leo = world.client(world.leo)
    for number in (987654321, 987654322):
        assert leo.get(f"/dishes/{number}").status_code == 404
    leo.get("/nowhere/like/this")
    text = read(leo).text
    assert 'familychef_requests_total{address="/dishes/<int:id>",method="GET",status="404"} 2.0' in text
    assert 'familychef_requests_total{address="none",method="GET",status="404"} 1.0' in text
    assert 'familychef_request_seconds_count{address="/dishes/<int:id>",method="GET"} 2.0' in text
    assert "987654321" not in text and "nowhere" not in text and "leo" not in text.casefold()


def test_odd_methods_are_one(client):
    client.open("/menu", method="BREW")
    client.open("/menu", method="STEW")
    assert 'method="OTHER"' in read(client).text and "BREW" not in read(client).text


def test_every_number_of_the_house_can_be_read(world, client):
    told = found(client)
    for gauge in sight.gauges.values():
        name = f"{gauge.name}_total" if gauge.grows else gauge.name
        assert gauge.name in told or name in told or gauge.read() == {}, gauge.name
    assert told["familychef_database_bytes"][()] > 10_000
    assert told["familychef_disk_free_bytes"][()] > 0
    assert told["familychef_webhooks"][("failing",)] == 0


def test_a_number_that_cannot_be_read_leaves_the_others_alone(client, monkeypatch):
    broken = sight.gauges["events_waiting"]._replace(read=lambda: 1 / 0)
    monkeypatch.setitem(sight.gauges, "events_waiting", broken)
    assert "familychef_fault_groups 0.0" in read(client).text


@pytest.mark.parametrize(("connection", "headers"), [
    (AWAY, {}), ({}, {"X-Forwarded-For": "127.0.0.1"}), (AWAY, {"X-Forwarded-For": "127.0.0.1"}),
    ({}, {"X-Real-IP": "127.0.0.1"}), (AWAY, {"Authorization": "Bearer wrong"}),
])
def test_strangers_find_nothing_there(client, connection, headers):
    assert read(client, headers=headers, environ_overrides=connection).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_programs_on_the_machine_itself_may_look(client, address):
    assert read(client, environ_overrides={"REMOTE_ADDR": address}).status_code == 200


def test_behind_proxies_only_the_token_opens(app, settings):
    app.config["SETTINGS"] = type(settings)(**vars(settings) | {"metrics_token": TOKEN})
    visit = {"X-Forwarded-For": "203.0.113.9"}
    for token, status in ((TOKEN, 200), (TOKEN[:-1], 404), ("", 404), (TOKEN + "\u00e9", 404)):
        headers = visit | {"Authorization": f"Bearer {token}"}
        assert read(app.test_client(), headers=headers).status_code == status, token


def test_without_the_extra_it_says_what_to_install(client, monkeypatch):
    monkeypatch.setattr(metrics, "find_spec", lambda _name: None)
    answer = read(client)
    assert answer.status_code == 404 and "extra" in answer.text


def test_streams_are_counted_while_they_are_open():
    before = sight.streams.open
    with sight.streams:
        assert sight.gauges["open_streams"].read() == before + 1
    assert sight.gauges["open_streams"].read() == before


@pytest.mark.one_database
def test_the_dashboard_asks_only_for_numbers_there_are(world):
    leo = world.client(world.leo)
    leo.get("/menu")
    there = {line.partition(" ")[0].partition("{")[0] for line in read(leo).text.splitlines()}
    there |= {gauge.name for gauge in sight.gauges.values()}
    asked = {name for query in queries() for name in NAME.findall(query)}
    assert asked and sorted(asked - there) == []


def queries():
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]
