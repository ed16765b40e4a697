"""The first visit: founding the family, and three things to do next."""

from flask import current_app, redirect, request, url_for

from familychef.core import visitor
from familychef.core.access import ANYONE, allow
from familychef.core.errors import Conflict
from familychef.core.i18n import _, language
from familychef.core.web import refuse, show

from . import choices, gate, passwords, welcome
from .actions import found_family
from .entering import admit
from .forms import FoundingForm
from .room import families


@families.get("/welcome")
@allow(ANYONE)
def welcome_page():
    if welcome.founded():
        return redirect(url_for("families.sign_in_page"))
    form = FoundingForm.blank(language=language(), timezone="UTC", currency="EUR")
    return show("families/welcome", form=form, choices=choices)


@families.post("/families")
@allow(ANYONE)
def found():
    if welcome.founded():
        raise Conflict(_("FamilyChef is already set up here. Please sign in."))
    form = FoundingForm.read(request.form)
    if form.valid() and not is_code(form.fields.code):
        form.fail("code", _("This is not the code on the console."))
    passwords.refuse_near(form, "password", known_of(form))
    if not form.valid():
        return refuse("families/welcome", form, choices=choices)
    founder = found_family(**founding(form.fields))
    return admit(founder.user, url_for("families.first_steps"), founder, way="welcome")


@families.get("/first-steps")
@allow("family.manage")
def first_steps():
    return show("families/first_steps", endpoints=current_app.view_functions)


def known_of(form):
    return [form.fields.family, form.fields.name, form.fields.email.partition("@")[0]] if form.valid() else []


def is_code(typed):
    """Is it the code on the console? Each network has tries of its own: strangers don't hinder the family."""
    here = visitor.network(visitor.address())
    gate.knock("welcome", here)
    right = welcome.fits(current_app.config["SETTINGS"], typed)
    (gate.opened if right else gate.missed)("welcome", here)
    return right


def founding(fields):
    told = fields.model_dump(exclude={"code", "password"})
    return told | {"password_hash": passwords.hashed_password(fields.password)}
