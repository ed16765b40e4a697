"""The second step of one's own login: set up with an app, recovery codes, taken away."""

from flask import g, make_response, request, url_for

from familychef.core import security_log
from familychef.core.access import PERSON, allow
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from . import codes, gate, sessions
from .actions import ask_for_second_step
from .forms import CodeForm, SecondStepForm
from .member_page import family_page
from .models import SecondFactor
from .room import families


@families.get("/me/second-factor")
@allow(PERSON, proof=True)
def second_factor():
    return show("families/second_factor", form=CodeForm.blank(), **about_factor())


@families.post("/me/second-factor")
@allow(PERSON, proof=True)
def start_second_factor():
    SecondFactor.begin(g.user)
    return go(url_for("families.second_factor"))


@families.post("/me/second-factor/confirmation")
@allow(PERSON, proof=True)
def confirm_second_factor():
    form = CodeForm.read(request.form)
    shown = form.valid() and confirmed(form.fields.code)
    if not shown:
        form.errors = form.errors or {"code": _("This code doesn't fit. Take the newest one.")}
        return refuse("families/second_factor", form, **about_factor())
    security_log.note("factor.added", way="totp")
    page = show("families/recovery_codes", codes=shown, fresh=True)
    return sessions.enter_as(g.user, make_response(page), g.session.member, g.session.proved_at)


@families.post("/me/recovery-codes")
@allow(PERSON, proof=True)
def renew_recovery_codes():
    if not SecondFactor.of_user(g.user):
        return go(url_for("families.second_factor"))
    shown = codes.renewed(g.user)
    security_log.note("factor.added", way="recovery")
    return show("families/recovery_codes", codes=shown, fresh=False)


@families.post("/me/second-factor/removal")
@allow(PERSON, proof=True)
def remove_second_factor():
    if codes.remove(g.user):
        security_log.note("factor.removed", way="totp")
    return go(url_for("families.me"), say=_("Your password alone signs you in again."))


@families.post("/family/second-factor")
@allow("family.manage", proof=True)
def require_second_factor():
    form = SecondStepForm.read(request.form)
    with beside(form):
        if form.valid():
            ask_for_second_step(g.family, form.fields.rule, by=g.member)
    if not form.valid():
        return refuse("families/members", **family_page(g.family, rule_form=form))
    return go(url_for("families.members"), say=_("Saved."))


def about_factor():
    factor = SecondFactor.of_user(g.user)
    return {"factor": factor, "begun": None if factor else SecondFactor.begun_by(g.user), "left": codes.left(g.user)}


def confirmed(typed):
    """The recovery codes, when this is the code the app shows."""
    account = f"user-{g.user.id}"
    gate.knock("totp", account)
    shown = codes.confirm(g.user, typed, keep=g.session)
    (gate.opened if shown else gate.missed)("totp", account)
    return shown
