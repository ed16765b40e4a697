"""At home some have public addresses: the machine itself, and of IPv6 the printer and the disk beside it."""

import pytest

from familychef.core import addresses

TRIE = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 93.184.216.0/24 2 0 1
        |-- 93.184.216.0
           /24 link UNICAST
        |-- 93.184.216.34
           /32 host LOCAL
"""
INTERFACES = """00000000000000000000000000000001 01 80 10 80       lo
2a0014504001081b000000000000200e 02 80 00 80     eth0
fe800000000000000242acfffe110002 02 40 20 80     eth0
"""


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with a public address of each kind, as Linux tells of it."""
    for name, told in (("OWN_4", TRIE), ("OWN_6", INTERFACES)):
        path = tmp_path / name
        path.write_text(told)
        monkeypatch.setattr(addresses, name, path)
    monkeypatch.setattr(addresses, "_known", {})
    return tmp_path


@pytest.mark.parametrize("at_home", [
    "93.184.216.34", "2a00:1450:4001:81b::200e", "2a00:1450:4001:81b::1", "2a00:1450:4001:81b:ffff:ffff:ffff:ffff",
])
def test_what_stands_beside_the_machine_is_not_public(machine, at_home):
    assert not addresses.is_public(at_home)


@pytest.mark.parametrize("outside", [
    "93.184.216.35", "93.184.217.34", "8.8.8.8", "2a00:1450:4001:81c::1", "2606:4700:4700::1111",
])
def test_what_is_elsewhere_is(machine, outside):
    assert addresses.is_public(outside)


def test_a_new_address_is_known_within_a_minute(machine, monkeypatch):
    assert addresses.is_public("2606:4700:4700::1111")
    (machine / "OWN_6").write_text("26064700470000000000000000000001 02 40 00 80 eth0\n")
    addresses._known["at"] -= addresses.FRESH + 1
    assert not addresses.is_public("2606:4700:4700::1111") and addresses.is_public("2a00:1450:4001:81b::1")


def test_where_nobody_tells_the_public_network_is_public(machine):
    for name in ("OWN_4", "OWN_6"):
        (machine / name).unlink()
    assert addresses.is_public("8.8.8.8") and not addresses.is_public("192.168.1.1")
