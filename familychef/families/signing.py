"""Signing in and out, and turning to another of one's families."""

from flask import current_app, g, make_response, redirect, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import ANYONE, PERSON, allow
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.incoming import own_path
from familychef.core.web import go, refuse, show

from . import gate, sessions, welcome
from .entering import admit
from .forms import SignInForm, SwitchForm
from .models import Family, FamilyMember, User
from .room import families


@families.get("/session/new")
@allow(ANYONE)
def sign_in_page():
    if g.user:
        return redirect(start())
    elif not welcome.founded():
        return redirect(url_for("families.welcome_page"))
    else:
        form = SignInForm.blank(next=own_path(request.args.get("next")))
        return show("families/sign_in", form=form, faces=demo_faces())


@families.post("/session")
@allow(ANYONE)
def sign_in():
    form = SignInForm.read(request.form)
    user = form.valid() and who(form.fields)
    if not user:
        form.errors = form.errors or {"form": _("This e-mail and password don't fit together.")}
        return refuse("families/sign_in", form, faces=demo_faces())
    return admit(user, own_path(form.fields.next) or start(user), way="password")


@families.post("/session/removal")
@allow(ANYONE)
def sign_out():
    if g.session:
        g.session.end()
        security_log.note("sign_out", session=g.session.id)
    return sessions.drop_cookie(redirect(url_for(g.way_in or "families.sign_in_page"), 303))


@families.post("/session/family")
@allow(PERSON, own_device=True)
def switch_family():
    form = SwitchForm.read(request.form)
    if not form.valid():
        raise Refusal(_("Please choose one of your families."))
    member = get_object_or_404(g.user.memberships(), FamilyMember.family == form.fields.family)
    page = go("/", say=_("You are with the family %(family)s now.", family=member.family.name))
    return sessions.enter_as(g.user, make_response(page), member, g.session.proved_at)


def who(fields):
    """The login these words open, or None; an unknown e-mail takes as long as a wrong password."""
    email = fields.email.casefold()
    user = User.get_or_none(User.email == email)
    return user if gate.fits(user, fields.password, email) else None


def start(user=None):
    """Where a person begins: today's page, or, without any family, their own page."""
    known = g.family or (user and user.memberships().exists())
    return "/" if known else url_for("families.me")


def demo_faces():
    """Who can be played in the demo, by family."""
    if not current_app.config["SETTINGS"].demo:
        return []
    query = FamilyMember.select(FamilyMember, Family, User).join(Family).switch(FamilyMember).join(User)
    return list(query.where(Family.demo, FamilyMember.state == "active").order_by(FamilyMember.id))
