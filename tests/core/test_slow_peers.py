"""Who answers a byte now and then gets no more time than others, encrypted or not, with gevent and without."""

import datetime as dt
import os
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from familychef.core import fetch
from tests.core.network import REAL, Network, http, listening

ROOT = Path(__file__).parents[2]
NAME, MANY = "slow.example", 60


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The certificate of the slow house, and its key, in one file."""
    key, path = ec.generate_private_key(ec.SECP256R1()), tmp_path_factory.mktemp("papers") / "slow.pem"
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now, number = dt.datetime.now(dt.UTC), x509.random_serial_number()
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(number).not_valid_before(now - dt.timedelta(1)).not_valid_after(now + dt.timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False).sign(key, SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return str(path)


def slow_before(line, _papers, drip):
    """A greeting of 64 bytes that comes one by one, and is none."""
    line.recv(65536)
    drip(line, b"\x16\x03\x03\x40\x00")


def slow_after(line, papers, drip):
    """A whole answer, byte after byte, each in an envelope of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers)
    with context.wrap_socket(line, server_side=True) as sealed:
        sealed.recv(65536)
        drip(sealed, http(b"bread"))


def slow_envelope(line, papers, drip):
    """After the handshake one large envelope, byte after byte."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers)
    with context.wrap_socket(line, server_side=True) as sealed:
        sealed.recv(65536)
        with REAL(fileno=os.dup(sealed.fileno())) as bare:
            drip(bare, b"\x17\x03\x03\x40\x00")


def slow_postman(line, _papers, drip):
    drip(line, b"220 " + b"x" * MANY + b"\r\n")


@contextmanager
def slow_house(how, papers):
    """A listener whose one visitor is answered in this way until the test is over; yields its port."""
    over = threading.Event()
    with listening(lambda listener: serve(listener, how, papers, over)) as port:
        try:
            yield port
        finally:
            over.set()


def serve(listener, how, papers, over):
    def drip(line, data):
        for place in range(max(MANY, len(data))):
            line.sendall(data[place : place + 1] or b"\0")
            if over.wait(0.1):
                return

    line, _ = listener.accept()
    with line:
        how(line, papers, drip)


@pytest.mark.parametrize(("how", "what"), [
    (slow_before, "page"), (slow_after, "page"), (slow_envelope, "page"), (slow_postman, "letter"),
])
def test_under_gevent_the_time_is_for_all_of_it(papers, how, what):
    with slow_house(how, papers) as port:
        env = os.environ | {"SSL_CERT_FILE": papers, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.core.asking", str(port), what]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("too slow\n", "")


@pytest.mark.parametrize("how", [slow_before, slow_after, slow_envelope])
def test_without_gevent_it_is_too(papers, how, monkeypatch):
    network = Network()
    network.names = {NAME: "8.8.8.8"}
    monkeypatch.setenv("SSL_CERT_FILE", papers)
    monkeypatch.setattr(fetch.socket, "getaddrinfo", network.resolve)
    monkeypatch.setattr(fetch.socket, "socket", network.socket)
    with slow_house(how, papers) as port:
        network.ports = {"8.8.8.8": port}
        with pytest.raises(fetch.Refused, match="too slow"):
            fetch.get(f"https://{NAME}/", most_bytes=10_000, seconds=1)
