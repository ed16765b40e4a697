"""The document tells every operation, in every way it can end, and nothing that isn't there."""

import json
import re

import jsonschema_rs
import pytest
import schemathesis

from familychef.core.access import ANYONE, SCOPES
from familychef.core.api import OPERATIONS
from familychef.core.api_words import ROOMS_TOLD, SCOPE_NAMES
from familychef.core.openapi import address
from familychef.core.problems import for_programs
from tests.programs.test_daily_loop import Program


@pytest.fixture
def told(world):
    return Program(world.client(None), world.leo).get("/openapi.json").json


def served(app):
    """{(method, path)} of everything under /api that speaks JSON."""
    rules = [rule for rule in app.url_map.iter_rules() if for_programs(rule.rule)]
    return {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def operations(told):
    return [(method, path, one) for path, methods in told["paths"].items() for method, one in methods.items()]


def contents(told):
    """(schema, example) of everything that is sent or answered, and of what is asked for in the address."""
    for _method, _path, one in operations(told):
        answers = [followed(told, each) for each in one["responses"].values()]
        for each in [one.get("requestBody", {}), *answers]:
            for kind in each.get("content", {}).values():
                if "schema" in kind:
                    yield kind["schema"], kind["example"]
        yield from ((each["schema"], each["example"]) for each in one["parameters"] if "example" in each)


def linked(one):
    return [link for each in one["responses"].values() for link in each.get("links", {}).values()]


def followed(told, thing):
    return told["components"]["responses"][thing["$ref"].rpartition("/")[2]] if "$ref" in thing else thing


def test_it_tells_every_operation(world, told):
    found = {(method, path) for method, path, _one in operations(told)}
    assert told["openapi"] == "3.1.0" and found == served(world.app)
    names = [one["operationId"] for *_where, one in operations(told)]
    assert len(names) == len(set(names))


def test_it_is_an_openapi_document(told):
    schemathesis.openapi.from_dict(told).validate()
    for name, schema in told["components"]["schemas"].items():
        jsonschema_rs.meta.validate(schema)
        assert re.fullmatch(r"[\w.-]+", name)


def test_every_reference_leads_somewhere(told):
    for kind, name in set(re.findall(r'"\$ref": "#/components/(\w+)/([\w.-]+)"', json.dumps(told))):
        assert name in told["components"][kind], f"{kind}/{name}"
    known = {one["operationId"] for *_where, one in operations(told)}
    links = [link for *_where, one in operations(told) for link in linked(one)]
    assert links and {each["operationId"] for each in links} <= known


def test_every_example_fits_its_schema(told):
    pairs = list(contents(told))
    assert len(pairs) > 2 * len(OPERATIONS)
    for schema, example in pairs:
        whole = schema | {"components": told["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}
        jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(example)


def test_what_it_shows_to_send_can_be_sent(world, told):
    with world.app.test_request_context():
        wrong = {each.name: wrong_in(each, told) for each in OPERATIONS if each.takes}
    assert wrong and not {name: fields for name, fields in wrong.items() if fields}


def wrong_in(operation, told):
    """What the form says against the example; what is not in it may be missing where it stays as it is."""
    one = told["paths"][address(operation)][operation.method.lower()]
    body = one["requestBody"]["content"]["application/json"]["example"]
    key = {"key": "0123456789abcdef"} if "key" in operation.takes.model_fields else {}
    errors = operation.takes.read(key | body).errors
    return {name: said for name, said in errors.items() if name in body or not operation.filled}


def test_it_says_who_may_and_with_which_token(told):
    for each in OPERATIONS:
        one = told["paths"][address(each)][each.method.lower()]
        if each.permission == ANYONE:
            assert one["security"] == []
        else:
            assert one["security"] == [{"bearer": [each.scope]}] and one["x-permission"] == each.permission
            assert f"`{each.permission}`" in one["description"] and f"`{each.scope}`" in one["description"]
    assert set(told["components"]["securitySchemes"]["bearer"]["x-scopes"]) == set(SCOPES) == set(SCOPE_NAMES)


def test_every_room_is_described_and_every_query_can_be_asked(told):
    assert {one["tags"][0] for *_where, one in operations(told)} == {each["name"] for each in told["tags"]}
    assert {each["name"] for each in told["tags"]} <= set(ROOMS_TOLD)
    for each in OPERATIONS:
        asked = told["paths"][address(each)][each.method.lower()]["parameters"]
        fields = set(each.query.model_fields) if each.query else set()
        assert {one["name"] for one in asked if one["in"] == "query"} == fields


def test_what_is_known_is_not_sent_again(world):
    leo = Program(world.client(None), world.leo)
    for path in ("/openapi.json", "/members"):
        tag = leo.get(path).headers["ETag"]
        again = leo.client.get(f"/api/v1{path}", headers=leo.headers | {"If-None-Match": tag})
        assert again.status_code == 304 and not again.data and again.headers["ETag"] == tag


def test_it_is_not_for_strangers(world):
    assert world.client(None).get("/api/v1/openapi.json").status_code == 401
