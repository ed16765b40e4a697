"""What the API says of itself in words: conventions, rooms, scopes, who may what, what each answer means."""

from .access import ANYONE, CHILD, ROLES, RULES
from .errors import SENTENCES, WRONG
from .i18n import _l

ABOUT = """\
Everything a person can do in the house, a program can do in their name.

**Tokens.** Send `Authorization: Bearer …`, a token that a person gave on their page under Programs, or the
`access_token` of `POST /api/v1/tokens`, which lasts ten minutes. Cookies count for nothing. Roles are read
with every request, so what a person may no longer do, their programs may not either. Each operation names its
permission, the roles that have it, and the scope a token needs.

**Doing it once.** Send an `Idempotency-Key` of your own with every change. The same key brings the same
answer for a day, with `Idempotent-Replayed: true`; with other words it is refused with 422. What answers with a
secret (calendars, webhooks) and copies are not remembered: the same key brings the same thing again.

**Seen before.** Answers carry an `ETag`. `If-None-Match` on a GET brings 304 where nothing changed;
`If-Match` on a change of the same thing brings 412 where somebody else was quicker, and where there is no GET of it.

**Pages.** Lists that grow tell `items` and `next`, the `cursor` of the page after this one; null on the last.

**Errors.** Problem JSON (RFC 9457): `status`, `title`, `detail`, and `errors`, a list of `field` and
`message`, for what was sent. `error` says the same as `title`. Sentences are in the person's language;
`status` and `field` are for programs. 429 says in `Retry-After` how many seconds to wait.

**Quantities** are `{"amount": "1.5", "unit": "g", "base": 1500}`: a decimal as text, its unit, and the
integer the house counts in, thousandths. What is sent is typed as people do: `500 g`, `2 l milk`. Money is an
integer in the smallest coin.

**Times** are ISO 8601 in UTC, days are days of the family's own calendar.

**News.** `GET /api/v1/events` waits for what happens after a version; `GET /api/v1/events/stream` tells the
same as server-sent events, by the same cursor. `complete: false` (in the stream a `gap`) says that something
before can't be told any more: read again what you keep.

**Versions.** Fields and operations may be added; within `v1` none goes and none changes its meaning.
"""
SCOPE_NAMES = {
    "read": _l("See the menu, orders, the pantry and the lists"),
    "order": _l("Order, cancel, and say what you like"),
    "cook": _l("Cook orders, change dishes"),
    "stock": _l("Change the pantry and the lists"),
    "admin": _l("Change the family"),
}
ROOMS_TOLD = {
    "families": "Signing in, tokens, the family and its people.",
    "pantry": "Ingredients, what there is of them, what came and went, and what wants something from somebody.",
    "menu": "What can be had now, dishes and their recipes.",
    "dishes": "The small contract of dish management: its own names, its own addresses.",
    "kitchen": "The cart, orders with every verb, and what the kitchen has to do.",
    "shopping": "The shopping lists, what is on them, and ticks.",
    "alerts": "What each person is told, and over which ways.",
    "events": "What happened: asked for with patience, or as a stream.",
    "document": "This document.",
}
DONE = {200: "Done; as it is now", 201: "Made", 202: "Taken on; it will be done", 204: "Done; nothing to tell"}
SAID = {
    304: "Nothing changed since this ETag",
    400: "What came can't be read as JSON",
    401: "No token, or one that opens nothing any more",
    403: "Not among what this person may do, or not among what the token was given for",
    404: "Nothing of this family has this number",
    409: "It changed meanwhile, or is no longer in a state where this can be done",
    412: "`If-Match` names another state than there is now",
    413: "Too large",
    415: "The body is not `application/json`",
    422: "Look at `errors`: what was sent can't be used, or the verb says why not",
    429: "Too often; `Retry-After` says how many seconds to wait",
    500: "A fault of the house; its number is in the house's log",
}
WRONG_FIELD = {"field": "portions", "message": "Please type 1 or more."}


def who(permission, scope):
    """Permission, roles and scope of an operation, as its description says them."""
    if permission == ANYONE:
        return "No token is needed."
    children = ", a child too" if CHILD in RULES[permission] else ""
    roles = ", ".join(roles_of(permission))
    return f"Permission `{permission}` ({roles}{children}); scope `{scope}`."


def guarded(permission, scope):
    """The same for programs."""
    return {"security": [{"bearer": [scope]}], "x-permission": permission, "x-scope": scope,
            "x-roles": roles_of(permission)}


def roles_of(permission):
    return [role for role in ROLES if role in RULES[permission]]


def scopes_told():
    return {code: name.text for code, name in SCOPE_NAMES.items()}


def token():
    """The security scheme's own words."""
    scopes = "; ".join(f"`{name}`: {told}" for name, told in scopes_told().items())
    return f"A token of ten minutes, or one that a person gave. Its scopes are what it may do: {scopes}."


def problem(status):
    """An example of what comes with this status."""
    text = {422: WRONG.text, 409: "It changed meanwhile."}.get(status) or SENTENCES.get(status)
    text = getattr(text, "text", text) or "Something went wrong on our side (number 1f2e3d4c)."
    body = {"type": "about:blank", "title": text, "status": status, "detail": text, "error": text}
    return body | ({"errors": [WRONG_FIELD]} if status == 422 else {})
