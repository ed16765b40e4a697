"""A real mail server on this machine, and what it was given."""

import email
from email import policy

from aiosmtpd.controller import Controller

from tests.processes import free_port


class Postman:
    """Takes every letter, or answers `says` instead; `letters` are the messages, `url` the setting that leads here."""

    def __init__(self):
        self.letters, self.says = [], "250 OK"
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.controller.port}?from=chef@home.example"

    async def handle_DATA(self, server, session, envelope):
        if self.says.startswith("250"):
            self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.says
