"""The password once more, before something dangerous."""

from flask import current_app, g, redirect, request

from familychef.core.access import PERSON, allow
from familychef.core.i18n import _
from familychef.core.incoming import own_path
from familychef.core.web import refuse, show

from . import gate
from .forms import ProofForm
from .room import families


@families.get("/session/proof")
@allow(PERSON, own_device=True)
def proof_page():
    return show("families/proof", form=ProofForm.blank(next=own_path(request.args.get("next"))))


@families.post("/session/proof")
@allow(PERSON, own_device=True)
def prove():
    form = ProofForm.read(request.form)
    if form.valid() and not (is_demo() or gate.fits(g.user, form.fields.password)):
        form.fail("password", _("This is not your password."))
    if not form.valid():
        return refuse("families/proof", form)
    g.session.prove()
    return redirect(own_path(form.fields.next) or "/me", 303)


@families.app_template_global()
def is_demo():
    """In the demo, who taps a face is that person, and has no password to type."""
    return current_app.config["SETTINGS"].demo and g.family is not None and g.family.demo
