"""Operations of the document whose answers are no JSON of a model: the stream of events, and the document itself."""

from . import api_words as words
from .access import scope_of
from .api_answers import header, said
from .incoming import LARGEST_ID

STREAM = """\
retry: 1000

id: 812
data: {"type": "dish.published", "data": {"subject": "dish-7", "at": "2026-05-10T10:30:00+00:00", "actor": 3}}

: still here

"""
TELLS = """\
Server-sent events: each `data` is a JSON object with `type` and `data`, each `id` the version to go on from. A
comment comes where nothing happens for 20 seconds; after an hour, or when the token ends, the stream does, and is to
be opened anew. """
ROW = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
VERSION = {"type": "integer", "minimum": 0, "maximum": 999_999_999}


def _told(name, permission, summary, description="", scope=None, **more):
    scope = scope or scope_of(permission, "GET")
    named = {"operationId": name, "tags": [name.partition(".")[0]], "summary": summary}
    return named | {"description": description + words.who(permission, scope)} | more | words.guarded(permission, scope)


def _asked(name, place, told):
    return {"name": name, "in": place, "required": False, "schema": VERSION, "description": told, "example": 811}


_stream = _told(
    "events.stream", "live.follow", "What happens, as it happens", TELLS,
    parameters=[
        _asked("since", "query", "The version that is known; without it, from now on"),
        _asked("Last-Event-ID", "header", "The same, as browsers say it; it wins"),
    ],
    responses={
        "200": {"description": "The stream", "content": {"text/event-stream": {
            "schema": {"type": "string"}, "example": STREAM,
        }}},
        **{str(status): said(status) for status in (401, 403, 500)},
    },
)
_document = _told(
    "document.told", "family.view", "This document", "OpenAPI 3.1. ",
    parameters=[{"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"},
                 "description": "The ETag of what is known already"}],
    responses={
        "200": {"description": "The document", "headers": {"ETag": header("ETag")}, "content": {"application/json": {
            "schema": {"type": "object", "required": ["openapi", "info", "paths"]},
            "example": {"openapi": "3.1.0", "info": {"title": "FamilyChef", "version": "1.0.0"}, "paths": {}},
        }}},
        **{str(status): said(status) for status in (304, 401, 403, 500)},
    },
)
_file = _told(
    "families.export_file", "copies.take", "The file of a copy, a zip; there from `ready` on", scope="admin",
    parameters=[{"name": "id", "in": "path", "required": True, "schema": ROW, "description": "Its number"}],
    responses={
        "200": {"description": "The file", "content": {"application/zip": {}}},
        **{str(status): said(status) for status in (401, 403, 404, 500)},
    },
)
_picture = _told(
    "menu.picture", "menu.view", "The picture of a dish, or the plate drawn for its name",
    parameters=[
        {"name": "id", "in": "path", "required": True, "schema": ROW, "description": "Its number"},
        {"name": "size", "in": "query", "required": False, "description": "Of its longer side",
         "schema": {"type": "string", "enum": ["small", "medium", "large"], "default": "medium"}},
        {"name": "v", "in": "query", "required": False, "description": "Changes with the picture; any is welcome",
         "schema": {"type": "string", "maxLength": 20}},
    ],
    responses={
        "200": {"description": "The picture", "headers": {"ETag": header("ETag")},
                "content": {"image/webp": {}, "image/svg+xml": {}}},
        **{str(status): said(status) for status in (304, 401, 403, 404, 422, 500)},
    },
)
OTHERS = {
    "/api/v1/events/stream": {"get": _stream}, "/api/v1/openapi.json": {"get": _document},
    "/api/v1/exports/{id}/file": {"get": _file}, "/api/v1/dishes/{id}/picture": {"get": _picture},
}
