"""Who may do what: one table, one decorator, no exceptions."""

from functools import wraps

from flask import abort, g, request

from .problems import OutOfScope

MEMBER, CHEF, SHOPPER, ADMIN = ROLES = ("member", "chef", "shopper", "admin")
CHILD, KITCHEN = "child", "kitchen"
GROWN = {MEMBER, CHEF, SHOPPER, ADMIN}
ANYONE = "anyone"
PERSON = "person"

RULES = {
    "live.follow": GROWN | {CHILD, KITCHEN},
    "family.view": GROWN | {CHILD},
    "family.manage": {ADMIN},
    "family.leave": GROWN,
    "news.ways": GROWN,
    "copies.take": GROWN,
    "devices.pair": {CHEF, ADMIN},
    "family.found": {ADMIN},
    "menu.view": GROWN | {CHILD},
    "menu.edit": {CHEF},
    "orders.view": GROWN | {CHILD},
    "orders.place": GROWN | {CHILD},
    "orders.follow": GROWN | {CHILD, KITCHEN},
    "orders.cook": {CHEF, KITCHEN},
    "pantry.view": GROWN,
    "pantry.edit": {CHEF, SHOPPER},
    "shopping.view": GROWN | {CHILD},
    "shopping.add": GROWN | {CHILD},
    "shopping.tick": {CHEF, SHOPPER, ADMIN},
}
SCOPES = ("read", "order", "cook", "stock", "admin")
SCOPE_OF = {
    "live.follow": "read", "family.view": "read", "menu.view": "read", "orders.view": "read", "pantry.view": "read",
    "shopping.view": "read", "orders.place": "order", "orders.follow": "order", "orders.cook": "cook",
    "menu.edit": "cook", "pantry.edit": "stock", "shopping.add": "stock", "shopping.tick": "stock",
    "family.manage": "admin", "family.leave": "admin", "family.found": "admin", "news.ways": "admin",
    "copies.take": "admin", "devices.pair": "admin",
}
LOOKING = {"GET", "HEAD", "OPTIONS"}
CHANGING = {"orders.view": "order", "menu.view": "order", "family.view": "admin"}
HEARD_IN_THE_KITCHEN = {"orders.view", "menu.view", "family.view"}


def allows(viewer, permission):
    """`viewer`: a member, a paired screen, or None; each has `powers`."""
    return viewer is not None and not RULES[permission].isdisjoint(viewer.powers)


def scope_of(permission, method):
    """What a program must have been given: looking takes `read`, and who may only read changes nothing."""
    return "read" if method in LOOKING else CHANGING.get(permission) or SCOPE_OF[permission]


def hears(viewer, permission):
    """May this viewer know that such a thing changed? The kitchen hears of orders it may not open."""
    return allows(viewer, permission) or (KITCHEN in viewer.powers and permission in HEARD_IN_THE_KITCHEN)


def can(permission, scope=None):
    """May who is there do it, and, where a program acts for them, is its `scope` among what that was given?"""
    program = g.get("program")
    given = program is None or (scope or scope_of(permission, request.method)) in program.scopes
    return given and allows(g.get("viewer"), permission)


class Unproven(Exception):
    """This needs the password once more: it was asked for too long ago."""


class HeldBack(Exception):
    """The family asks for a second step at sign-in that this person has not set up yet."""


def allow(permission, proof=False, own_device=False, scope=None):
    """Guard an endpoint: ANYONE, PERSON (signed in, with or without a family), or a name from RULES.

    `proof`: who does this typed their password within the last minutes. Raises Unproven otherwise. `own_device`: not
    on a screen of the house: where a PIN is enough to be somebody, nothing that matters is settled. `scope`: another
    than the usual one that a program must have been given.
    """
    if permission not in RULES and permission not in {ANYONE, PERSON}:
        raise KeyError(permission)

    def decorator(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if not _passes(permission, scope):
                _send_away(permission, scope)
            if own_device:
                require_own_device()
            if proof:
                ask_for_proof()
            return view(*args, **kwargs)

        guarded.permission, guarded.proof = permission, proof
        return guarded

    return decorator


def require_declared(app):
    """Refuse to start with an endpoint nobody thought about. Raises RuntimeError naming it."""
    undeclared = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]
    if undeclared:
        raise RuntimeError("endpoints without @allow: " + ", ".join(sorted(undeclared)))


def _send_away(permission, scope):
    if g.get("held_back"):
        raise HeldBack
    elif g.get("program") and allows(g.get("viewer"), permission):
        raise OutOfScope(scope or scope_of(permission, request.method))
    abort(403 if g.get("user") or g.get("viewer") else 401)


def require_own_device():
    if on_shared_screen():
        abort(403)


def on_shared_screen():
    return bool(g.get("session") and g.session.device_id)


def ask_for_proof():
    """On a screen that many use, or at no session at all, nothing dangerous is done."""
    if g.get("session") is None or on_shared_screen():
        abort(403)
    if not g.session.is_proved:
        raise Unproven


def _passes(permission, scope):
    if permission == ANYONE:
        return True
    elif permission == PERSON:
        return g.get("user") is not None
    else:
        return can(permission, scope)
