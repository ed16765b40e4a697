"""Schemathesis on a real server: every operation of the document, as each kind of person."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from typing import NamedTuple

from familychef.core.access import SCOPES
from tests.cast import PASSWORD, email_of, sign_in

UNFIT = ("/api/v1/events/stream", "/api/v1/openapi.json")
OWN_TOKENS = "/api/v1/tokens"
TOKEN = re.compile(r"fc_[\w-]{40,}")
LEFT_OUT = {"wait", "If-Match"}
UNCHECKED = "positive_data_acceptance"


class Told(NamedTuple):
    """What a run says: `requests`, `failures` {kind: how many}, and its own `words`."""

    requests: int
    failures: Counter
    words: str


def program(server, name):
    """The header of a program that signed in as this person."""
    body = json.dumps({"email": email_of(name), "password": PASSWORD})
    answer = server.request("POST", OWN_TOKENS, body, {"Content-Type": "application/json"})
    assert answer.status == 201, answer.text
    return {"Authorization": f"Bearer {answer.json['access_token']}"}


def lasting(server, name):
    """The header of a program that holds a token of this person's until they end it."""
    cookies = "; ".join(f"{key}={value}" for key, value in sign_in(server, name).items())
    form = {"name": "Fuzz", "scope": list(SCOPES), "life": ""}
    answer = server.request("POST", "/me/programs", form, {"Cookie": cookies})
    return {"Authorization": f"Bearer {TOKEN.search(answer.text)[0]}"}


def document(server, header, folder, only=None):
    """A file with the server's document, without what has no end, patience, and what all would only be late by."""
    told = server.request("GET", "/api/v1/openapi.json", headers=header).json
    told["paths"] = {path: each for path, each in told["paths"].items() if fits(path, only)}
    for one in (one for each in told["paths"].values() for one in each.values()):
        one["parameters"] = [asked for asked in one["parameters"] if asked["name"] not in LEFT_OUT]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "openapi.json"
    path.write_text(json.dumps(told))
    return path


def fits(path, only):
    """Tokens apart: who fuzzes what ends programs would soon be nobody."""
    return path.startswith(OWN_TOKENS) if only == "tokens" else path not in UNFIT and not path.startswith(OWN_TOKENS)


def run(server, header, folder, *options, only=None, seconds=500):
    """One run of schemathesis with these options; see Told."""
    schema, report = document(server, header, folder, only), folder / "report.json"
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", str(schema), "--url", server.url, "--no-color",
        "-H", f"Authorization: {header['Authorization']}", "--exclude-checks", UNCHECKED, "--continue-on-failure",
        "--no-shrink", "--report", "json", "--report-json-path", str(report), "--generation-database", "none", *options,
    ]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("FAMILYCHEF_")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=seconds)
    assert report.exists(), done.stdout + done.stderr
    return _read(json.loads(report.read_text()), done.stdout)


def _read(report, words):
    failures = Counter({each["type"]: each["count"] for each in report["failures"]})
    failures += Counter({each["title"]: each["count"] for each in report["errors"]})
    if not report["complete"] and not failures:
        failures["not finished"] = 1
    return Told(report["test_cases"]["generated"], failures, words)
