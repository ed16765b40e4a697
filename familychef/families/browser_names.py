"""What a browser says of itself, in two words a family understands."""

from flask import request

from familychef.core.i18n import _

BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
LONGEST = 120


def told():
    """What this request's browser says of itself, as far as every database and every copy can keep it."""
    return "".join(letter for letter in str(request.user_agent) if letter.isprintable())[:LONGEST]


def browser_name(agent):
    """Firefox · Linux, as far as the browser tells."""
    known = [name for marks in (BROWSERS, SYSTEMS) if (name := _first(marks, agent))]
    return " · ".join(known) or _("A browser")


def _first(marks, text):
    return next((name for mark, name in marks.items() if mark in text), None)
