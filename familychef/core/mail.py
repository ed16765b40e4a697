"""Mail: the self-hoster's server as one address, and a message handed to it."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from . import fetch

PORTS = {"smtp": 587, "smtps": 465}
SECONDS, IN_ALL = 10, 60


class Server(NamedTuple):
    """`sealed`: encrypted from the first byte; otherwise as soon as the server offers it."""

    host: str
    port: int
    user: str
    password: str
    sealed: bool
    sender: Address


def server(url):
    """smtp://user:password@mail.example:587?from=chef@mail.example, or smtps://. Raises ValueError."""
    parts = urlsplit(url)
    sender = address(parse_qs(parts.query).get("from", [""])[0])
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError(url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    host, port = parts.hostname.encode("idna").decode(), parts.port or PORTS[parts.scheme]
    return Server(host, port, user, password, parts.scheme == "smtps", sender)


def address(text):
    """The one address of this text, its host as it stands in DNS. Raises ValueError for anything else."""
    name, at, host = text.rpartition("@")
    if not (name and at and host) or any(letter.isspace() or not letter.isprintable() for letter in text):
        raise ValueError(text)
    return Address(username=name, domain=host.encode("idna").decode())


def message(to, subject, text, *, sender, number, at):
    """`number` names this letter for good: sent twice after a fault, it is shown once."""
    made = EmailMessage()
    made["From"] = Address("FamilyChef", sender.username, sender.domain)
    made["To"] = address(to)
    made["Subject"] = subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{number}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def send(url, made):
    """Hand the message to the server. OSError (smtplib's errors are some) when it isn't taken."""
    to = server(url)
    with fetch.within(IN_ALL), Connection(to) as connection:
        if not to.sealed and (to.user or connection.has_extn("starttls")):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        if to.user:
            connection.login(to.user, to.password)
        connection.send_message(made)


class Connection(smtplib.SMTP):
    """A connection that is opened where we say, and never sends a password in the clear."""

    def __init__(self, to):
        self.to = to
        super().__init__(to.host, to.port, local_hostname=to.sender.domain, timeout=SECONDS)
        self.ehlo_or_helo_if_needed()

    def __exit__(self, kind, *more):
        """Whoever ran out of time isn't told goodbye."""
        if kind is None or issubclass(kind, Exception):
            super().__exit__(kind, *more)
        else:
            self.close()

    def _get_socket(self, host, port, timeout):
        plain = fetch.connect(host, port, timeout, trusted=(host,))
        plain.settimeout(timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if self.to.sealed else plain
