"""The OpenAPI 3.1 document: made from the operations as they are declared, so that it can't say anything else."""

import re

from pydantic.json_schema import models_json_schema

from .access import ANYONE
from .api import OPERATIONS

REF = "#/components/schemas/{model}"
ARGUMENT = re.compile(r"<int:(\w+)>")
ROW = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
KEY = {"type": "string", "minLength": 1, "maxLength": 255}
WITH_ID, CHANGES = {"404"}, {"409", "422"}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "error"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "error": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object", "properties": {
            "field": {"type": "string"}, "message": {"type": "string"}}}},
    },
}


def document(version):
    """The whole document, for a release."""
    models = {(each, mode) for one in OPERATIONS for each, mode in _models(one)}
    ordered = sorted(models, key=lambda pair: (pair[0].__name__, pair[1]))
    refs, schemas = models_json_schema(ordered, ref_template=REF, by_alias=True)
    paths = {}
    for operation in OPERATIONS:
        paths.setdefault(ARGUMENT.sub(r"{\1}", operation.path), {})[operation.method.lower()] = _told(operation, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "FamilyChef", "version": version},
        "paths": paths,
        "components": {
            "schemas": schemas.get("$defs", {}) | {"Problem": PROBLEM},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _models(operation):
    if operation.takes:
        yield operation.takes, "validation"
    if operation.query:
        yield operation.query, "validation"
    if operation.gives:
        yield operation.gives, "serialization"


def _told(operation, refs):
    told = {
        "operationId": operation.name.replace("_api.", "."),
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": {str(operation.status): _given(operation, refs), **dict.fromkeys(_codes(operation), _problem())},
        "security": [] if operation.permission == ANYONE else [{"bearer": [operation.scope]}],
    }
    if operation.takes:
        schema = refs[operation.takes, "validation"]
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return told


def _parameters(operation):
    found = [
        {"name": name, "in": "path", "required": True, "schema": ROW}
        for name in ARGUMENT.findall(operation.path)
    ]
    if operation.method in ("POST", "PATCH"):
        found.append({"name": "Idempotency-Key", "in": "header", "schema": KEY})
    return found


def _codes(operation):
    codes = {"401", "429"} | ({"403"} if operation.permission != ANYONE else set())
    codes |= WITH_ID if ARGUMENT.search(operation.path) else set()
    return sorted(codes | (CHANGES | {"400", "415"} if operation.method != "GET" else {"422"}))


def _given(operation, refs):
    if operation.gives is None:
        return {"description": "Done"}
    schema = refs[operation.gives, "serialization"]
    return {"description": operation.summary, "content": {"application/json": {
        "schema": {"type": "array", "items": schema} if operation.many else schema}}}


def _problem():
    schema = {"$ref": REF.format(model="Problem")}
    return {"description": "Not done", "content": {"application/problem+json": {"schema": schema}}}
