"""An identity provider of the tests' own: a real server with real keys, that can be told to lie."""

import base64
import hashlib
import html
import json
import re
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "familychef", "a secret with spaces & signs"


class IdProvider:
    """`person`: the claims about who signs in there; `lies`: claims of the token that are told otherwise.

    `published`: lines of its own description told otherwise; `signer(claims)`: another way to make the token.
    """

    def __init__(self):
        self.person = {"sub": "leo-4711"}
        self.lies, self.published, self.codes, self.asked = {}, {}, {}, []
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.keys, self.signer, self.moved_to = [self.key], self.sign, None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.provider, self.server.daemon_threads = self, True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def description(self):
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        told = {name: f"{self.issuer}/{path}" for name, path in places.items()}
        return {"issuer": self.issuer} | told | self.published

    def authorize(self, question, **more):
        """Where the browser goes after the person agreed."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(question).query).items()}
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']} | more)}"

    def token(self, form, authorization):
        """(status, answer): one token for each code, to who knows the secret and the verifier."""
        asked = self.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = asked and challenge == asked["code_challenge"] and form["redirect_uri"] == asked["redirect_uri"]
        if not right or authorization != _basic() or form["grant_type"] != "authorization_code":
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.signer(self.claims(asked["nonce"]))}

    def claims(self, nonce):
        now = int(time.time())
        told = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, "auth_time": now}
        return {name: value for name, value in (told | self.person | self.lies).items() if value is not None}

    def sign(self, claims, algorithm="RS256", key=None, **header):
        header = {"alg": algorithm, "kid": "one"} | header
        registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
        return jwt.encode(header, claims, key or self.key, [algorithm], registry)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        provider, path = self.server.provider, urlsplit(self.path).path
        provider.asked.append(path)
        if path == "/authorize":
            self._say(200, _page(provider.authorize(self.path)), "text/html")
        elif path.startswith("/.well-known/") and provider.moved_to:
            self.send_response(302)
            self.send_header("Location", provider.moved_to)
            self.end_headers()
        elif path.startswith("/.well-known/"):
            self._say(200, json.dumps(provider.description()))
        elif path == "/keys":
            self._say(200, json.dumps({"keys": [key.as_dict(private=False) for key in provider.keys]}))
        else:
            self._say(404, "{}")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        status, answer = self.server.provider.token(form, self.headers.get("Authorization"))
        self._say(status, json.dumps(answer))

    def log_message(self, *_args):
        """Tests are quiet."""

    def _say(self, status, text, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


@contextmanager
def running():
    provider = IdProvider()
    try:
        yield provider
    finally:
        provider.stop()


def environment(provider):
    """The settings of a house that trusts it."""
    names = {"ISSUER": provider.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "Home login"}
    return {f"FAMILYCHEF_OIDC_{name}": value for name, value in names.items()}


def question_on(answer):
    """The address at the provider that the page in between leads to."""
    return html.unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.text)[1])


def way_back(answer, provider, **more):
    """The path and query the browser comes back with, once its person has agreed there."""
    parts = urlsplit(provider.authorize(question_on(answer), **more))
    return f"{parts.path}?{parts.query}"


def _page(onward):
    return f'<!doctype html><html lang="en"><title>Login</title><main><a href="{html.escape(onward)}">Yes, it is me</a>'


def _basic():
    from urllib.parse import quote

    return "Basic " + base64.b64encode(f"{CLIENT}:{quote(SECRET, safe='')}".encode()).decode()
