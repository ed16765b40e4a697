"""Examples for the OpenAPI document, made from the schemas: what a field says of itself, else what its name suggests.

`Field(examples=[…])` of a model wins; a whole body is given by `json_schema_extra={"examples": [{…}]}`.
"""

import re

from .api_hints import AT, HINTS

BY_FORMAT = {"date-time": AT, "date": AT[:10], "time": "19:30:00", "uri": "https://house.example/"}
KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
DEEPEST = 8
NOTHING = object()


class Examples:
    """`schemas`: {name: schema}, what `#/components/schemas/…` leads to."""

    def __init__(self, schemas):
        self.schemas = schemas

    def of(self, schema, name="", owner="", depth=0):
        """A value that fits the schema; it is the field `name` of the model `owner`."""
        schema = self.resolved(schema)
        given = schema.get("examples") or ("const" in schema and [schema["const"]])
        hint = self._hint(schema, name, owner)
        if given:
            return given[0]
        elif hint is not NOTHING:
            return hint
        elif "anyOf" in schema:
            return self.of(self._choices(schema)[0], name, owner, depth)
        else:
            return schema["enum"][0] if "enum" in schema else self._made(schema, name, owner, depth)

    def body(self, schema):
        """What is worth sending: what must be there, and what has an example of its own; else whatever has one."""
        schema = self.resolved(schema)
        fields, must, owner = schema.get("properties", {}), schema.get("required", ()), schema.get("title", "")
        own = [name for name in fields if name in must or fields[name].get("examples") or f"{owner}.{name}" in HINTS]
        other = [name for name in fields if self._hint(fields[name], name, owner) is not NOTHING][:2]
        told = {name: self.of(fields[name], name, owner) for name in own or other}
        return schema["examples"][0] if schema.get("examples") else told

    def resolved(self, schema):
        while "$ref" in schema:
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = self.schemas[schema["$ref"].rpartition("/")[2]] | rest
        return schema

    def fits(self, value, schema):
        """Is it of the kind and within the bounds of this schema?"""
        schema = self.resolved(schema)
        if "anyOf" in schema:
            return any(self.fits(value, each) for each in schema["anyOf"])
        elif value is None or schema.get("type") == "null":
            return value is None and schema.get("type") == "null"
        elif not isinstance(value, KINDS.get(schema.get("type"), ())) or "properties" in schema:
            return False
        elif isinstance(value, list):
            return all(self.fits(each, schema.get("items", {})) for each in value)
        else:
            return isinstance(value, bool) == (schema["type"] == "boolean") and _within(value, schema)

    def _hint(self, schema, name, owner):
        known = (HINTS[each] for each in (f"{owner}.{name}", name) if each in HINTS)
        return next((each for each in known if self.fits(each, schema)), NOTHING)

    def _choices(self, schema):
        return [each for each in schema["anyOf"] if each.get("type") != "null"]

    def _made(self, schema, name, owner, depth):
        kind = schema.get("type", "object")
        if kind == "object":
            fields = schema.get("properties", {}) if depth < DEEPEST else {}
            return {key: self.of(each, key, schema.get("title", ""), depth + 1) for key, each in fields.items()}
        elif kind == "array":
            full = schema.get("items") and depth < DEEPEST
            return [self.of(schema["items"], name, owner, depth + 1)] if full else []
        else:
            return schema["default"] if "default" in schema else _plain(schema)


def _plain(schema):
    if schema["type"] == "string":
        return BY_FORMAT.get(schema.get("format")) or "x" * schema.get("minLength", 0)
    else:
        return True if schema["type"] == "boolean" else max(1, schema.get("minimum", 1))


def _within(value, schema):
    if value not in schema.get("enum", [value]):
        return False
    elif isinstance(value, str):
        formed = schema.get("format") in (None, "uri", "base64", "binary") or value == BY_FORMAT.get(schema["format"])
        long = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return formed and long and re.search(schema.get("pattern", ""), value) is not None
    elif isinstance(value, dict | bool):
        return True
    else:
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
