"""Who somebody is comes from the connection; a header says it only where a proxy of ours wrote it."""

import pytest

from familychef import create_app
from familychef.core import visitor

FORGED = [
    {"X-Forwarded-For": "198.51.100.7"},
    {"X-Forwarded-For": "198.51.100.7, 198.51.100.8"},
    {"Forwarded": "for=198.51.100.7;proto=https;host=evil.example"},
    {"X-Real-IP": "198.51.100.7"},
    {"X-Client-IP": "198.51.100.7", "True-Client-IP": "198.51.100.7", "CF-Connecting-IP": "198.51.100.7"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "1", "X-Forwarded-Prefix": "/evil"},
]


def seen(app, headers=None, **connection):
    """The address the house believes this request comes from."""
    found = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: found.append(visitor.address()))
    answer = app.test_client().get("/health/live", headers=headers, environ_overrides=connection)
    assert answer.status_code == 200
    return found[-1]


@pytest.fixture
def behind(settings):
    """behind(1): the house with so many proxies before it."""
    return lambda proxies: create_app(type(settings)(**vars(settings) | {"trusted_proxies": proxies}))


@pytest.mark.one_database
@pytest.mark.parametrize("headers", FORGED)
def test_row_23_without_a_proxy_no_header_changes_the_address(app, headers):
    assert seen(app, headers, REMOTE_ADDR="192.0.2.9") == "192.0.2.9"


@pytest.mark.one_database
@pytest.mark.parametrize("headers", FORGED[2:])
def test_row_23_behind_a_proxy_only_its_own_header_counts(tables, behind, headers):
    assert seen(behind(1), headers, REMOTE_ADDR="192.0.2.9") == "192.0.2.9"


@pytest.mark.one_database
@pytest.mark.parametrize(("proxies", "told", "believed"), [
    (1, "203.0.113.5", "203.0.113.5"),
    (1, "198.51.100.7, 203.0.113.5", "203.0.113.5"),
    (1, "198.51.100.7, , 203.0.113.5", "203.0.113.5"),
    (2, "198.51.100.7, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
    (2, "203.0.113.5", "192.0.2.9"),
    (1, "2001:db8:1:2::5", "2001:db8:1:2::5"),
    (1, "::ffff:203.0.113.5", "203.0.113.5"),
    (1, "unknown", ""),
    (1, "<script>", ""),
])
def test_row_23_what_a_visitor_adds_on_the_left_is_not_believed(tables, behind, proxies, told, believed):
    assert seen(behind(proxies), {"X-Forwarded-For": told}, REMOTE_ADDR="192.0.2.9") == believed


@pytest.mark.one_database
@pytest.mark.parametrize("address", [None, "", "/run/familychef.sock", "fe80::1%eth0"])
def test_a_connection_without_an_address_is_served_too(app, address):
    assert seen(app, REMOTE_ADDR=address) == ("fe80::1" if address and "%" in address else "")


@pytest.mark.parametrize(("address", "counted", "kept"), [
    ("203.0.113.5", "203.0.113.5", "203.0.113.0/24"),
    ("::ffff:203.0.113.5", "203.0.113.5", "203.0.113.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1:2::/64"),
    ("2001:0DB8:1:2::9", "2001:db8:1:2::/64", "2001:db8:1:2::/64"),
    ("", "", ""),
    (None, "", ""),
])
def test_a_whole_v6_network_counts_as_one_visitor(address, counted, kept):
    assert (visitor.network(address), visitor.blurred(address)) == (counted, kept)


@pytest.mark.one_database
def test_row_23_the_name_in_a_link_is_ours_whatever_a_header_says(tables, behind):
    answer = behind(1).test_client().get("/session/new", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.text + str(answer.headers)
