"""The document tells every operation, and nothing that isn't there."""

import json
import re

from tests.programs.test_daily_loop import Program

STREAM = ("get", "/api/v1/events/stream")
OWN = ("get", "/api/v1/openapi.json")
FILE = ("get", "/api/v1/exports/{id}/file")


def served(app):
    """{(method, path)} of everything under /api."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    return {
        (method.lower(), re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule))
        for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_it_tells_every_operation(world):
    told = Program(world.client(None), world.leo).get("/openapi.json").json
    assert told["openapi"] == "3.1.0"
    found = {(method, path) for path, methods in told["paths"].items() for method in methods}
    assert found == served(world.app) - {STREAM, OWN, FILE}


def test_every_reference_leads_somewhere(world):
    told = Program(world.client(None), world.leo).get("/openapi.json").json
    names = set(re.findall(r"#/components/schemas/([\w-]+)", json.dumps(told)))
    assert names and names <= set(told["components"]["schemas"])


def test_it_is_not_for_strangers(world):
    assert world.client(None).get("/api/v1/openapi.json").status_code == 401
