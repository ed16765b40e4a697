"""Who may do what: one table, one decorator, no exceptions."""

from functools import wraps

from flask import abort, g

MEMBER, CHEF, SHOPPER, ADMIN = ROLES = ("member", "chef", "shopper", "admin")
ANYONE = "anyone"
PERSON = "person"

RULES = {
    "family.view": {MEMBER, CHEF, SHOPPER, ADMIN},
    "family.manage": {ADMIN},
    "menu.view": {MEMBER, CHEF, SHOPPER, ADMIN},
    "menu.edit": {CHEF},
    "orders.view": {MEMBER, CHEF, SHOPPER, ADMIN},
    "orders.place": {MEMBER, CHEF, SHOPPER, ADMIN},
    "orders.cook": {CHEF},
    "pantry.view": {MEMBER, CHEF, SHOPPER, ADMIN},
    "pantry.edit": {CHEF, SHOPPER},
}


def allows(member, permission):
    return member is not None and not RULES[permission].isdisjoint(member.roles)


def can(permission):
    return allows(g.get("member"), permission)


def allow(permission):
    """Guard an endpoint: ANYONE, PERSON (signed in, with or without a family), or a name from RULES."""
    if permission not in RULES and permission not in {ANYONE, PERSON}:
        raise KeyError(permission)

    def decorator(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if not _passes(permission):
                abort(403 if g.get("user") else 401)
            return view(*args, **kwargs)

        guarded.permission = permission
        return guarded

    return decorator


def require_declared(app):
    """Refuse to start with an endpoint nobody thought about. Raises RuntimeError naming it."""
    undeclared = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]
    if undeclared:
        raise RuntimeError("endpoints without @allow: " + ", ".join(sorted(undeclared)))


def _passes(permission):
    if permission == ANYONE:
        return True
    elif permission == PERSON:
        return g.get("user") is not None
    else:
        return can(permission)
