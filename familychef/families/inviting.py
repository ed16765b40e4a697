"""Invitations: made, shown once, taken back."""

import base64
import hashlib
import hmac
import secrets

from flask import current_app, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import MEMBER, allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .forms import InvitationForm
from .models import Invitation
from .room import families
from .words import role_options


@families.get("/invitations")
@allow("family.manage")
def invitations():
    return show("families/invitations", form=new_form(), **about_invitations())


@families.post("/invitations")
@allow("family.manage")
def invite():
    form = InvitationForm.read(request.form)
    if not form.valid():
        return refuse("families/invitations", form, **about_invitations())
    token = token_for(form.fields.key)
    Invitation.issue(g.member, form.fields.roles, form.fields.uses, token)
    return show("families/invitations", form=new_form(), link=link(token), **about_invitations())


@families.post("/invitations/<int:id>/removal")
@allow("family.manage")
def revoke(id):
    get_object_or_404(g.family.of(Invitation), Invitation.id == id).revoke(by=g.member)
    return go(url_for("families.invitations"), say=_("That link opens nothing any more."))


def about_invitations():
    return {"invitations": list(Invitation.lately(g.family)), "roles": role_options()}


def new_form():
    return InvitationForm.blank(roles=[MEMBER], uses=1, key=secrets.token_urlsafe(16))


def token_for(key):
    """The same form sent again gives the same link; nobody can compute it without the house's secret."""
    secret = current_app.config["SETTINGS"].secret.encode()
    digest = hmac.digest(secret, f"invitation {g.member.id} {key}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:24]).decode()


def link(token):
    return current_app.config["SETTINGS"].url + url_for("families.join_page", token=token)
