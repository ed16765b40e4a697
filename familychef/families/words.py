"""How the families' codes read to a person."""

from familychef.core.access import ADMIN, CHEF, MEMBER, SHOPPER
from familychef.core.i18n import _l

ROLE_NAMES = {
    MEMBER: _l("Member"),
    CHEF: _l("Chef"),
    SHOPPER: _l("Shopper"),
    ADMIN: _l("Admin"),
}
ROLE_HINTS = {
    MEMBER: _l("orders food and follows it"),
    CHEF: _l("cooks, writes recipes, keeps the pantry"),
    SHOPPER: _l("shops and keeps the pantry"),
    ADMIN: _l("invites people and gives roles"),
}
DIETS = {
    "": _l("Everything"),
    "vegetarian": _l("Vegetarian"),
    "vegan": _l("Vegan"),
    "pescetarian": _l("Pescetarian"),
}


def role_names(roles):
    return [str(ROLE_NAMES[role]) for role in roles]


def role_options():
    return [(role, f"{name} · {ROLE_HINTS[role]}") for role, name in ROLE_NAMES.items()]
