"""Which other sites' scripts may ask for what a program may: none, but those the settings name. Cookies never count."""

from flask import current_app, request

from . import problems

ASKED_WITH = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID"
TOLD = "ETag, Retry-After, Idempotent-Replayed"
VERBS = "GET, POST, PATCH, DELETE"
KEPT = "600"


def let_in(response):
    """Source: fetch.spec.whatwg.org, "HTTP responses" of the CORS protocol."""
    origins = current_app.config["SETTINGS"].api_origins
    if not (origins and problems.asked()):
        return response
    response.vary.add("Origin")
    if request.headers.get("Origin") in origins:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        response.headers["Access-Control-Expose-Headers"] = TOLD
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = VERBS
            response.headers["Access-Control-Allow-Headers"] = ASKED_WITH
            response.headers["Access-Control-Max-Age"] = KEPT
    return response
