"""Which addresses on the network are anybody's, and which are the house's own or nobody's."""

import ipaddress
import re
import time
from pathlib import Path

REFUSED_4 = [
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    )
]  # fmt: skip
PUBLIC_6 = ipaddress.ip_network("2000::/3")
REFUSED_6 = [ipaddress.ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20")]
ISATAP = {0x00005EFE, 0x02005EFE}
OWN_4, OWN_6 = Path("/proc/net/fib_trie"), Path("/proc/net/if_inet6")
LOCAL_4 = re.compile(r"\|-- ([0-9.]+)\n +/32 host LOCAL")
FRESH = 60
_known = {}


def is_public(text):
    """Is this address public unicast, and not at home? What carries another one inside, or can't be read, is not.

    Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if any(address in net for net in _own()):
        return False
    elif address.version == 4:
        return not any(address in net for net in REFUSED_4)
    else:
        tunnel = int(address) >> 32 & 0xFFFFFFFF in ISATAP
        return address in PUBLIC_6 and not tunnel and not any(address in net for net in REFUSED_6)


def _own():
    """This machine's addresses and, of IPv6, all that may stand beside it: for a minute what Linux said of them."""
    now = time.monotonic()
    if "nets" not in _known or now - _known["at"] > FRESH:
        own_4 = [ipaddress.ip_network(found) for found in LOCAL_4.findall(_said(OWN_4))]
        numbers = [int(line.split()[0], 16) for line in _said(OWN_6).splitlines()]
        own_6 = [ipaddress.ip_network((number, 64), strict=False) for number in numbers]
        _known.update(nets={*own_4, *own_6}, at=now)
    return _known["nets"]


def _said(path):
    try:
        return path.read_text()
    except OSError:
        return ""
