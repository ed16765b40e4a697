"""A process that asks a port, under gevent as the house does: `python -m tests.core.asking 4711 page`."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

from familychef.core import clock, fetch, mail  # noqa: E402
from tests.core.network import Network  # noqa: E402


def page():
    fetch.get("https://slow.example/", most_bytes=10_000, seconds=1)


def letter():
    mail.IN_ALL, server = 1, mail.server(url := "smtp://slow.example?from=chef@home.example")
    mail.send(url, mail.message("leo@rossi.example", "", "", sender=server.sender, number="1", at=clock.now()))


def main(port, what):
    network = Network()
    network.names, network.ports = {"slow.example": "8.8.8.8"}, {"8.8.8.8": port}
    fetch.socket.getaddrinfo, fetch.socket.socket = network.resolve, network.socket
    try:
        what()
    except OSError as error:
        print(error)


if __name__ == "__main__":
    main(int(sys.argv[1]), {"page": page, "letter": letter}[sys.argv[2]])
