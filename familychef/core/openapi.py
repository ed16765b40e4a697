"""The OpenAPI 3.1 document: made from the operations as they are declared, so that it can't say anything else."""

import hashlib
import json
import re
from functools import cache

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from . import api_words as words
from .access import ANYONE
from .api import OPERATIONS
from .api_answers import PARTS, answers
from .api_examples import Examples
from .api_links import links
from .api_others import OTHERS
from .incoming import LARGEST_ID, LONGEST_KEY

REF = "#/components/schemas/{model}"
ARGUMENT = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
OF_A_ROOM = re.compile(r"familychef\.(\w+)\.[\w.]+\.(\w+)")
ROW = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "examples": [7]}
WORD = {"type": "string", "minLength": 1}
KEY = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
ETAG = {"type": "string"}


class Plain(GenerateJsonSchema):
    """Schemas without a title that only repeats the field's name."""

    def field_title_should_be_set(self, schema):
        return False

    def normalize_name(self, name):
        """Two of one name are told apart by their rooms."""
        told = OF_A_ROOM.fullmatch(name)
        return told[1].title() + told[2] if told else super().normalize_name(name)


@cache
def document(version):
    """The whole document, for a release. The operations must all be declared."""
    schemas = _Schemas(OPERATIONS)
    paths = {}
    for operation in OPERATIONS:
        told = _told(operation, schemas)
        paths.setdefault(address(operation), {})[operation.method.lower()] = told
    rooms = sorted({each["tags"][0] for path in paths.values() for each in path.values()} | {"events", "document"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "FamilyChef", "version": version, "description": words.ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "This house"}],
        "security": [{"bearer": []}],
        "tags": [{"name": room, "description": words.ROOMS_TOLD.get(room, room)} for room in rooms],
        "paths": {path: paths.get(path, {}) | OTHERS.get(path, {}) for path in paths | OTHERS},
        "components": PARTS | {"schemas": schemas.all | PARTS["schemas"]},
    }


def digest(document):
    """Twelve letters that change when anything in the document does but the release it is for."""
    said = document | {"info": document["info"] | {"version": ""}}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def address(operation):
    return ARGUMENT.sub(r"{\2}", operation.path)


class _Schemas:
    """`all`: {name: schema} of everything the operations take and give."""

    def __init__(self, operations):
        models = {pair for each in operations for pair in _models(each)}
        ordered = sorted(models, key=lambda pair: (pair[0].__name__, pair[0].__module__, pair[1]))
        self.refs, found = models_json_schema(ordered, ref_template=REF, by_alias=True, schema_generator=Plain)
        self.all = found.get("$defs", {})
        for each in operations:
            if each.takes:
                self._without_key(self.named(each.takes))
        self.examples = Examples(self.all)

    def named(self, model, mode="validation"):
        return self.all[self.refs[model, mode]["$ref"].rpartition("/")[2]]

    def body(self, operation):
        """What is sent. Where what isn't sent stays as it is, nothing must be."""
        ref = self.refs[operation.takes, "validation"]
        if not operation.filled:
            return ref
        name = ref["$ref"].rpartition("/")[2] + "Changes"
        same = {key: value for key, value in self.all[name.removesuffix("Changes")].items() if key != "required"}
        bare = {field: _without_default(each) for field, each in same.get("properties", {}).items()}
        self.all[name] = same | {"properties": bare}
        return {"$ref": REF.format(model=name)}

    def given(self, operation):
        ref = self.refs[operation.gives, "serialization"]
        return {"type": "array", "items": ref} if operation.many else ref

    @staticmethod
    def _without_key(schema):
        """What is done but once is known by the header Idempotency-Key."""
        schema.get("properties", {}).pop("key", None)
        if "required" in schema:
            schema["required"] = [name for name in schema["required"] if name != "key"]


def _without_default(schema):
    return {key: value for key, value in schema.items() if key != "default"}


def _models(operation):
    for model, mode in ((operation.takes, "validation"), (operation.query, "validation"),
                        (operation.gives, "serialization")):
        if model:
            yield model, mode


def _told(operation, schemas):
    told = {
        "operationId": operation.name.replace("_api.", "."),
        "tags": [operation.name.partition("_api.")[0]],
        "summary": operation.summary,
        "description": words.who(operation.permission, operation.scope),
        "parameters": _parameters(operation, schemas),
        "responses": answers(operation, schemas, links(operation, OPERATIONS)),
        "security": [],
    }
    if operation.permission != ANYONE:
        told |= words.guarded(operation.permission, operation.scope)
    if operation.takes:
        schema = schemas.body(operation)
        content = {"schema": schema, "example": schemas.examples.body(schema)}
        must = bool(schemas.examples.resolved(schema).get("required"))
        told["requestBody"] = {"required": must, "content": {"application/json": content}}
    return told


def _parameters(operation, schemas):
    found = [
        {"name": name, "in": "path", "required": True, "schema": ROW if kind == "int" else WORD,
         "description": "Its number" if kind == "int" else "Its name"}
        for kind, name in ARGUMENT.findall(operation.path)
    ]
    if operation.query:
        found += _asked(schemas.named(operation.query), schemas.examples)
    if operation.method == "GET":
        found.append(_header("If-None-Match", ETAG, "The ETag of what is known already"))
    elif operation.remembered or "key" in getattr(operation.takes, "model_fields", ()):
        found.append(_header("Idempotency-Key", KEY, "A word of your own for this one change"))
    if operation.method != "GET" and operation.thing:
        found.append(_header("If-Match", ETAG, "The ETag of the thing as it was seen"))
    return found


def _asked(form, examples):
    """The fields of a form that stands in the address."""
    must = form.get("required", ())
    for name, schema in form.get("properties", {}).items():
        yield {"name": name, "in": "query", "required": name in must, "schema": _said(schema),
               "example": examples.of(_said(schema), name)}


def _said(schema):
    """An address can't say null: what is left out is not asked for."""
    choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(choices) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return choices[0] | {key: value for key, value in rest.items() if key != "default" or value is not None}


def _header(name, schema, told):
    return {"name": name, "in": "header", "required": False, "schema": schema, "description": told}
