"""The second step of signing in: a code of the app, or a recovery code."""

from flask import redirect, request, url_for

from familychef.core.access import ANYONE, allow
from familychef.core.i18n import _
from familychef.core.web import refuse, show

from . import codes, entering, gate
from .forms import CodeForm
from .room import families


@families.get("/session/second-factor")
@allow(ANYONE)
def second_step():
    if not entering.held_passage(entering.STEP):
        return redirect(url_for("families.sign_in_page"))
    return show("families/second_step", form=CodeForm.blank())


@families.post("/session/second-factor")
@allow(ANYONE)
def take_second_step():
    passage, form = entering.held_passage(entering.STEP), CodeForm.read(request.form)
    if not passage:
        return redirect(url_for("families.sign_in_page"), 303)
    way = form.valid() and way_of(passage.user, form.fields.code)
    if not way:
        form.errors = form.errors or {"code": _("This code doesn't fit. Take the newest one.")}
        return refuse("families/second_step", form)
    return entering.finish(passage, way) or redirect(url_for("families.sign_in_page"), 303)


def way_of(user, typed):
    """What the right code is, `totp` or `recovery`; guesses of both kinds slow down."""
    kind, account = codes.kind_of(typed), f"user-{user.id}"
    gate.knock(kind, account)
    right = codes.accept(user, typed)
    (gate.opened if right else gate.missed)(kind, account)
    return kind if right else None
