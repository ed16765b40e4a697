"""Answering requests: one function for each kind of answer; handlers never look at headers."""

import hashlib
import secrets
from typing import NamedTuple

from flask import current_app, flash, g, make_response, redirect, render_template, request, session

from .i18n import language
from .kept_pages import KeptPages
from .speaking import from_the_queue


class Given(NamedTuple):
    """A page that is kept: by its fingerprint, for the `day` it is of; `fresh`: a word in it is new in each answer."""

    fingerprint: str
    day: object
    fresh: bool


def wants_partial():
    return request.headers.get("HX-Request-Type") == "partial"


def show(name, *, tag=None, fresh=None, **context):
    """kitchen/orders -> the page, or its piece kitchen/_orders when htmx asks for a piece and the page has one.

    `tag`: the family's day; the page depends on it, on the family's version, the viewer and the address alone:
    with it the answer carries an ETag and an unchanged page is not rendered again.
    `fresh`: a word in it that is another one in every answer, as the key of a form; then the page has no ETag.
    """
    template = _piece_of(name) if wants_partial() else f"{name}.html"
    if tag is None:
        return render_template(template, **context)
    else:
        return _tagged(template, tag, fresh, context)


def piece(subject):
    """An order -> templates/kitchen/_order.html, given as `order`."""
    return render_template(f"{subject.room}/_{subject.noun}.html", **{subject.noun: subject})


def answer(subject, page, *, say=None, undo=None, also=()):
    """After a change: the piece that changed (and what else moved), or the page it lives on.

    say: a sentence for the toast; undo: the address that takes it back; also: further subjects, swapped by their id.
    """
    if wants_partial():
        extra = "".join(_aside(other) for other in also)
        return piece(subject) + extra + _toast(say, undo)
    else:
        if say:
            flash(str(say))
        return redirect(page, 303)


def refuse(name, form, status=422, **context):
    """The same form again, as page or piece, with its values and its errors."""
    return show(name, form=form, **context), status


def go(page, say=None):
    """Away to another page, by htmx or by the browser; what is sent later goes nowhere, so nothing waits to be said."""
    if say and not from_the_queue():
        flash(str(say))
    if wants_partial():
        return "", 200, {"HX-Redirect": page}
    else:
        return redirect(page, 303)


def _piece_of(name):
    room, _, leaf = name.rpartition("/")
    return current_app.jinja_env.select_template([f"{room}/_{leaf}.html", f"{name}.html"]).name


def _aside(subject):
    return f'<hx-partial hx-target="#{subject.dom_id}" hx-swap="outerMorph">{piece(subject)}</hx-partial>'


def _toast(say, undo):
    return render_template("core/_said.html", text=say, undo=undo) if say else ""


def _tagged(template, tag, fresh, context):
    given = Given(_fingerprint(template, tag), tag, fresh is not None)
    if session.get("_flashes"):
        return make_response(render_template(template, **context))
    g.given = given
    return _given(given, lambda: render_template(template, **context), fresh)


def again(given):
    """The same answer as before, or None when it is not kept any more."""
    return _given(given, None, secrets.token_hex(16)) if given.fingerprint in _pages() else None


def _given(given, render, fresh):
    response = make_response()
    if not given.fresh:
        response.set_etag(given.fingerprint, weak=True)
    if not given.fresh and request.if_none_match.contains_weak(given.fingerprint):
        response.make_conditional(request)
    else:
        _pages().give(response, given.fingerprint, render, fresh if given.fresh else None)
    return response


def _pages():
    return current_app.extensions.setdefault("pages", KeptPages())


def _fingerprint(template, tag):
    member, family = g.get("member"), g.get("family")
    homes = tuple((home.family_id, home.family.name) for home in g.get("homes", ()))
    viewer = (member and member.id, family and family.version, homes, language(), g.get("theme"), g.get("text_size"))
    place = (member and sorted(member.powers), g.get("device") and g.device.id)
    parts = (current_app.config["BUILD"], *viewer, *place, template, request.full_path, tag)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
