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
FACES = {
    "cat": _l("Cat"),
    "dog": _l("Dog"),
    "rabbit": _l("Rabbit"),
    "panda": _l("Panda"),
    "squirrel": _l("Squirrel"),
    "bird": _l("Bird"),
    "fish": _l("Fish"),
    "turtle": _l("Turtle"),
    "snail": _l("Snail"),
    "bug": _l("Beetle"),
    "shrimp": _l("Shrimp"),
    "apple": _l("Apple"),
    "banana": _l("Banana"),
    "cherry": _l("Cherry"),
    "grape": _l("Grape"),
    "citrus": _l("Lemon"),
    "carrot": _l("Carrot"),
    "pizza": _l("Pizza"),
    "ice-cream-cone": _l("Ice cream"),
    "cookie": _l("Cookie"),
    "flower": _l("Flower"),
    "star": _l("Star"),
    "rocket": _l("Rocket"),
    "rainbow": _l("Rainbow"),
}


def faces():
    """[(drawing, word)] of the pictures a person can have, as `static/vendor/faces` has them."""
    return [(name, str(word)) for name, word in FACES.items()]


def role_names(roles):
    return [str(ROLE_NAMES[role]) for role in roles]


def role_options():
    return [(role, f"{name} · {ROLE_HINTS[role]}") for role, name in ROLE_NAMES.items()]
