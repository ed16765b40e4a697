"""What may be fetched from outside, and that nothing of the house's own network ever is."""

import gzip
import ipaddress

import pytest

from familychef.core import addresses, fetch
from tests.core.network import Network, house, http

LIMITS = {"most_bytes": 10_000, "seconds": 5}
HOME = "home.example"
INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 127.255.255.254 169.254.0.1
169.254.169.254 168.63.129.16 172.16.0.1 172.31.255.254 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1 192.168.0.1
192.168.255.254 198.18.0.1 198.19.255.254 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::a00:1 100::1 2001::1 2001:0:53aa:64c:0:fbff:80ff:fffe 2001:2::1 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1::1 2002:a00:1::1 2002:c0a8:101::1 3fff::1 3ffe::1 5f00::1 fc00::1 fd00::1 fd12:3456:789a::1 fe80::1
fe80::5efe:7f00:1 fec0::1 ff02::1 ff05::1:3 2606:4700:0:0:0:5efe:7f00:1 2606:4700::200:5efe:a00:1 1::1 4000::1
""".split()
OUTSIDE = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]
DISGUISES = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://[::ffff:7f00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://127.0.0.01/",
    "http://user@127.0.0.1/",
    "http://8.8.8.8:pass@127.0.0.1/",
    "http://127.0.0.1\\@8.8.8.8/",
    "http://8.8.8.8\r\n/",
    "http:///",
    "http://",
    "//8.8.8.8/",
    "8.8.8.8",
    "file:///etc/passwd",
    "gopher://8.8.8.8/",
    "ftp://8.8.8.8/",
    "http://8.8.8.8:22/",
    "http://8.8.8.8:6379/",
    "http://8.8.8.8:99999/",
    "http://8.8.8.8:0x50/",
    "http://a..b/",
    "http://./",
    "http://" + "a" * 300 + ".example/",
    "javascript:alert(1)",
    "http://0/",
    "http://localhost.\u202e/",
]


def spellings(address):
    """Addresses of the web for this address, as literals and behind a name."""
    if ":" not in address:
        parts, number = address.split("."), int(ipaddress.ip_address(address))
        yield f"http://{address}/"
        yield f"http://{address}./"
        yield f"http://{number}/"
        yield f"http://{number:#x}/"
        yield "http://" + ".".join(f"0{int(part):o}" for part in parts) + "/"
        yield f"http://[::ffff:{address}]/"
    else:
        yield f"http://[{address}]/"
        yield f"http://[{ipaddress.ip_address(address).exploded}]/"
    yield "https://named.example/"
    yield "http://named.example.:8080/"


@pytest.fixture
def network(monkeypatch):
    """A network of our own: `names` tells a resolver that counts, `reached` is every address a socket went to."""
    made = Network()
    monkeypatch.setattr(fetch.socket, "getaddrinfo", made.resolve)
    monkeypatch.setattr(fetch.socket, "socket", made.socket)
    return made


@pytest.mark.parametrize("address", INSIDE)
def test_row_46_nothing_inside_is_ever_reached(network, address):
    for url in spellings(address):
        network.names = {"named.example": address}
        with pytest.raises(fetch.Refused):
            fetch.get(url, **LIMITS)
        with pytest.raises(fetch.Refused):
            fetch.post(url, b"x", **LIMITS)
    with pytest.raises(fetch.Refused):
        fetch.connect("named.example", 25, 1)
    assert network.reached == []


@pytest.mark.parametrize("address", INSIDE)
def test_row_46_no_redirect_leads_inside(network, address):
    for url in spellings(address):
        network.names = {HOME: "127.0.0.1", "named.example": address}
        with house(http(status="302 Found", Location=url)) as (port, _heard):
            network.ports, network.reached = {"127.0.0.1": port}, []
            with pytest.raises(fetch.Refused):
                fetch.get(f"http://{HOME}:1234/", trusted={HOME}, **LIMITS)
        assert network.reached == ["127.0.0.1"], url


@pytest.mark.parametrize("address", INSIDE)
def test_row_46_a_name_that_changes_its_mind_is_not_asked_again(network, address):
    network.names = {"named.example": ["8.8.8.8", address, address]}
    with pytest.raises(fetch.Refused):
        fetch.get("http://named.example/", **LIMITS)
    assert network.asked == ["named.example"] and network.reached == ["8.8.8.8"]


@pytest.mark.parametrize("url", DISGUISES)
def test_row_46_what_is_no_plain_address_is_refused(network, url):
    with pytest.raises(fetch.Refused):
        fetch.get(url, **LIMITS)
    assert network.reached == []


def test_row_46_one_bad_address_among_good_ones_spoils_them(network, monkeypatch):
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(fetch.Refused):
        fetch.get("http://two.example/", **LIMITS)
    assert network.reached == []


def test_there_are_enough_addresses():
    assert len(set(INSIDE)) >= 60 and not any(addresses.is_public(each) for each in [*INSIDE, "", "a name"])
    assert all(addresses.is_public(each) for each in OUTSIDE)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_public_network_is_reached_at_the_address_that_was_looked_at(network, address):
    network.names = {"good.example": address}
    with house(http(b"bread")) as (port, heard):
        network.ports = {address: port}
        if ":" not in address:
            answer = fetch.get("http://good.example/recipe?of=bread", headers={"Accept": "text/html"}, **LIMITS)
            assert (answer.status, answer.body, network.reached) == (200, b"bread", [address])
            assert heard[0].startswith(b"GET /recipe?of=bread HTTP/1.1\r\nHost: good.example\r\n")
            assert b"Cookie" not in heard[0] and b"Referer" not in heard[0] and b"FamilyChef" in heard[0]


def test_a_redirect_between_good_places_is_followed_without_what_was_meant_for_the_first(network):
    network.names = {"a.example": "8.8.8.8", "b.example": "1.1.1.1"}
    moved = http(status="301 Moved", Location="http://b.example/there")
    with house(moved) as (first, _), house(http(b"here")) as (second, heard):
        network.ports = {"8.8.8.8": first, "1.1.1.1": second}
        answer = fetch.get("http://a.example/", headers={"Authorization": "secret"}, **LIMITS)
    assert (answer.body, answer.url) == (b"here", "http://b.example/there") and b"secret" not in heard[0]


def test_a_ring_of_redirects_ends(network):
    network.names = {"a.example": "8.8.8.8"}
    with house(*[http(status="302 Found", Location="/again")] * 9) as (port, heard):
        network.ports = {"8.8.8.8": port}
        with pytest.raises(fetch.Refused, match="redirects"):
            fetch.get("http://a.example/", **LIMITS)
    assert len(heard) == fetch.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (http(b"x" * 10_001), "large"),
        ([b"HTTP/1.1 200 OK\r\n\r\n"] + [b"x" * 1000] * 11, "large"),
        (http(gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip"), "large"),
        (http(b"x", Content_Encoding="br"), "odd"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "read"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 90_000, "large|read"),
        (b"what?\r\n\r\n", "read"),
        (http(b"not packed", Content_Encoding="gzip"), "read"),
        (b"", "read"),
    ],
)
def test_what_is_too_large_or_nonsense_is_dropped(network, answer, why):
    network.names = {"a.example": "8.8.8.8"}
    with house(answer) as (port, _):
        network.ports = {"8.8.8.8": port}
        with pytest.raises(fetch.Refused, match=why):
            fetch.get("http://a.example/", **LIMITS)


def test_packed_bread_is_unpacked(network):
    network.names = {"a.example": "8.8.8.8"}
    with house(http(gzip.compress(b"bread"), Content_Encoding="gzip")) as (port, _):
        network.ports = {"8.8.8.8": port}
        assert fetch.get("http://a.example/", **LIMITS).body == b"bread"


def test_the_time_is_for_all_of_it_together(network):
    network.names = {"a.example": "8.8.8.8"}
    clock = iter(range(0, 1000))
    with house([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", b"x"]) as (port, _):
        network.ports = {"8.8.8.8": port}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fetch.time, "monotonic", lambda: next(clock))
            with pytest.raises(fetch.Refused, match="slow"):
                fetch.get("http://a.example/", most_bytes=10, seconds=4)


def test_encryption_is_checked_and_never_left(network):
    network.names = {"a.example": "8.8.8.8"}
    with house(http(b"plain")) as (port, _):
        network.ports = {"8.8.8.8": port}
        with pytest.raises(OSError):
            fetch.get("https://a.example/", **LIMITS)
    assert fetch.ssl.create_default_context().check_hostname


def test_proxies_of_the_environment_are_not_asked(network, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    network.names = {"a.example": "8.8.8.8"}
    with pytest.raises(fetch.Refused):
        fetch.get("http://a.example/", **LIMITS)
    assert network.reached == ["8.8.8.8"]
