"""A device that keeps passkeys, in Python: it signs whatever a test wants, right or wrong."""

import base64
import hashlib
import json
import secrets

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Device:
    """One key. What it is told beside the challenge can be changed: `origin`, `site`, `flags`, `count`, `owner`."""

    def __init__(self, origin="https://food.example", site="food.example"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.count, self.owner = secrets.token_bytes(16), 0, b""
        self.origin, self.site, self.flags = origin, site, PRESENT | VERIFIED

    def made(self, question, **more):
        """What a browser sends when the key was made for this question."""
        device = self._but(more)
        self.owner = plain(question["user"]["id"])
        key = self.key.public_key().public_numbers()
        point = {-2: key.x.to_bytes(32), -3: key.y.to_bytes(32)}
        known = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps({1: 2, 3: -7, -1: 1} | point)
        told = {"fmt": "none", "attStmt": {}, "authData": device._about(WITH_KEY) + known}
        client = device._client("webauthn.create", question)
        return self._answer({"clientDataJSON": web(client), "attestationObject": web(cbor2.dumps(told))})

    def signed(self, question, **more):
        """What a browser sends when the key signed this question; the device counts."""
        self.count += 1
        device = self._but(more)
        client, about = device._client("webauthn.get", question), device._about()
        signature = device.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({
            "clientDataJSON": web(client), "authenticatorData": web(about), "signature": web(signature),
            "userHandle": web(device.owner),
        })

    def _but(self, more):
        other = Device.__new__(Device)
        other.__dict__ = self.__dict__ | more
        return other

    def _about(self, more=0):
        return hashlib.sha256(self.site.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4)

    def _client(self, kind, question):
        told = {"type": kind, "challenge": question["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _answer(self, response):
        return json.dumps({"id": web(self.id), "rawId": web(self.id), "type": "public-key", "response": response})


def web(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def plain(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
