"""What a screen that waits is called until somebody names it: a colour and a thing of the kitchen."""

import secrets

from familychef.core.i18n import _, _l

COLOURS = (
    _l("Blue"),
    _l("Red"),
    _l("Green"),
    _l("Yellow"),
    _l("Orange"),
    _l("White"),
    _l("Black"),
    _l("Silver"),
    _l("Golden"),
    _l("Pink"),
    _l("Brown"),
    _l("Purple"),
)
THINGS = (
    _l("Ladle"),
    _l("Whisk"),
    _l("Kettle"),
    _l("Pan"),
    _l("Mug"),
    _l("Sieve"),
    _l("Grater"),
    _l("Apron"),
    _l("Teapot"),
    _l("Oven"),
    _l("Fork"),
    _l("Bowl"),
    _l("Plate"),
    _l("Jar"),
    _l("Cork"),
    _l("Rolling pin"),
    _l("Pepper mill"),
    _l("Toaster"),
)


def any_name():
    """Blue Ladle, in the language of whoever stands before the screen."""
    return _("%(colour)s %(thing)s", colour=secrets.choice(COLOURS), thing=secrets.choice(THINGS))
