"""Answering requests: one function for each kind of answer; handlers never look at headers."""

import hashlib

from flask import current_app, flash, g, make_response, redirect, render_template, request, session

from .i18n import language
from .kept_pages import KeptPages
from .speaking import from_the_queue


def wants_partial():
    return request.headers.get("HX-Request-Type") == "partial"


def show(name, *, tag=None, fresh=None, **context):
    """kitchen/orders -> the page, or its piece kitchen/_orders when htmx asks for a piece and the page has one.

    `tag`: what else than the family's version, the viewer and the address the page depends on;
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
    response, fingerprint = make_response(), _fingerprint(template, tag)
    if fresh is None:
        response.set_etag(fingerprint, weak=True)
    if session.get("_flashes"):
        response.set_data(render_template(template, **context))
    elif fresh is None and request.if_none_match.contains_weak(fingerprint):
        response.make_conditional(request)
    else:
        pages = current_app.extensions.setdefault("pages", KeptPages())
        pages.give(response, fingerprint, lambda: render_template(template, **context), fresh)
    return response


def _fingerprint(template, tag):
    member, family = g.get("member"), g.get("family")
    homes = tuple((home.family_id, home.family.name) for home in g.get("homes", ()))
    viewer = (member and member.id, family and family.version, homes, language(), g.get("theme"), g.get("text_size"))
    place = (member and sorted(member.powers), g.get("device") and g.device.id)
    parts = (current_app.config["BUILD"], *viewer, *place, template, request.full_path, tag)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
