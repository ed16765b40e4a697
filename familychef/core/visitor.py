"""Where a request comes from: the address of the connection, or what the configured proxies say, and nothing else."""

import hmac
import ipaddress

from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix

UNKNOWN = ""
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def register(app):
    """Believe as many proxies as the settings name; with none, no header changes who somebody is."""
    proxies = app.config["SETTINGS"].trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0, x_port=0, x_prefix=0)


def sits_here():
    """Is it a program on this very machine? Not what a proxy on it passes on, whoever set that up and however."""
    known = plain(request.remote_addr)
    return bool(known) and ipaddress.ip_address(known).is_loopback and not any(
        name in request.headers for name in PASSED_ON
    )


def shows(token):
    """Does the request carry this token, if there is one at all? `Authorization: Bearer …`."""
    told = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(told.encode(errors="replace"), f"Bearer {token}".encode())


def address():
    """This visitor's IP address as text; empty where a connection has none, as on a Unix socket."""
    return plain(request.remote_addr)


def network(address):
    """Whom a limit counts together: one IPv4 address, or the /64 network an IPv6 address is part of."""
    return _net(address, 32, 64)


def blurred(address):
    """What is kept of an address for long: its /24 or /64."""
    return _net(address, 24, 64)


def plain(text):
    """One spelling for each address: `::ffff:192.0.2.1` is 192.0.2.1; what is no address becomes empty."""
    try:
        found = ipaddress.ip_address((text or "").partition("%")[0])
    except ValueError:
        return UNKNOWN
    return str(getattr(found, "ipv4_mapped", None) or found)


def _net(address, bits4, bits6):
    known = plain(address)
    if not known:
        return UNKNOWN
    bits = bits6 if ":" in known else bits4
    net = ipaddress.ip_network(f"{known}/{bits}", strict=False)
    return str(net.network_address) if bits == 32 else str(net)
