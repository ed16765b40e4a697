"""What the OpenAPI document says of answers: their schemas, headers, examples, and every problem they can be."""

from . import api_words as words
from .access import ANYONE
from .incoming import LARGEST_ID

ETAG_EXAMPLE = '"5f2b8c1d3e4f5a6b7c8d9e0f"'
PROBLEMS = (400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500)
TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "What a program is told when things go otherwise (RFC 9457).",
    "required": ["type", "title", "status", "detail", "error"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": TEXT,
        "error": {"type": "string", "description": "The same as `title`"},
        "errors": {"type": "array", "items": {
            "type": "object", "required": ["field", "message"], "properties": {"field": TEXT, "message": TEXT},
        }},
    },
}
HEADERS = {
    "ETag": {"description": "The state this answer is of", "schema": TEXT, "example": ETAG_EXAMPLE},
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}, "example": 30},
    "WWW-Authenticate": {
        "description": "How to say who you are; with 403, which scope the token was not given", "schema": TEXT,
        "example": "Bearer",
    },
    "Idempotent-Replayed": {
        "description": "`true` where this is the answer of before, by its Idempotency-Key", "schema": TEXT,
        "example": "true",
    },
}
HEADERS_OF = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After"}


def header(name):
    return {"$ref": f"#/components/headers/{name}"}


def said(status):
    """The answer of this status, by reference."""
    return {"$ref": f"#/components/responses/{status}"}


def _problem(status):
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema, "example": words.problem(status)}}
    found = {"description": words.SAID[status], "content": content}
    name = HEADERS_OF.get(status)
    return found | ({"headers": {name: header(name)}} if name else {})


PARTS = {
    "schemas": {"Problem": PROBLEM},
    "headers": HEADERS,
    "responses": {str(status): _problem(status) for status in PROBLEMS} | {
        "304": {"description": words.SAID[304], "headers": {"ETag": header("ETag")}},
    },
    "securitySchemes": {"bearer": {
        "type": "http", "scheme": "bearer", "description": words.token(), "x-scopes": words.scopes_told(),
    }},
}


def answers(operation, schemas, links):
    """{status: answer} of everything this operation can say."""
    found = {str(operation.status): _done(operation, schemas, links)}
    return found | {str(status): said(status) for status in sorted(_statuses(operation, schemas))}


def _done(operation, schemas, links):
    found = {"description": words.DONE[operation.status], "headers": {}}
    if operation.gives is not None:
        schema = schemas.given(operation)
        content = {"schema": schema, "example": schemas.examples.of(schema)}
        found |= {"headers": {"ETag": header("ETag")}, "content": {"application/json": content}}
    if operation.method != "GET" and operation.remembered:
        found["headers"]["Idempotent-Replayed"] = header("Idempotent-Replayed")
    return found | ({"links": links} if links else {})


def _statuses(operation, schemas):
    found = {401, 429, 500} | ({403} if operation.permission != ANYONE else set())
    if operation.method == "GET":
        found |= {304} | ({422} if operation.query else set())
    else:
        found |= {409, 422}
    if operation.takes:
        found |= {400, 413, 415}
    if operation.method != "GET" and operation.thing:
        found.add(412)
    return found | ({404} if "<" in operation.path or names_a_row(operation, schemas) else set())


def names_a_row(operation, schemas):
    """Does what it takes, or asks, hold the number of a row? There may be none."""
    forms = [schemas.named(each) for each in (operation.takes, operation.query) if each]
    fields = [field for form in forms for name, field in form.get("properties", {}).items() if name != "cursor"]
    kinds = [kind for field in fields for kind in field.get("anyOf", [field])]
    return any(kind.get("minimum") == 1 and kind.get("maximum") == LARGEST_ID for kind in kinds)
