"""Invitations: made, shown once, taken back."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets

from flask import current_app, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import MEMBER, allow
from familychef.core.i18n import _, ngettext
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from .forms import InvitationForm
from .models import Invitation
from .room import families
from .words import role_options

LIVES = (1, 3, 7)


@families.get("/invitations")
@allow("family.manage")
def invitations():
    return show("families/invitations", form=new_form(), **about_invitations())


@families.post("/invitations")
@allow("family.manage", proof=True)
def invite():
    form = InvitationForm.read(request.form)
    if not form.valid():
        return refuse("families/invitations", form, **about_invitations())
    take("invitations", g.family.id)
    token = token_for(form.fields.key)
    invitation, _token = Invitation.issue(g.member, form.fields.roles, form.fields.uses, token, life_of(form.fields))
    security_log.note("invitation.made", about=f"invitation-{invitation.id}", roles=invitation.roles)
    made = {"link": link(token), "invitation": invitation}
    return show("families/invitations", form=new_form(), made=made, **about_invitations())


@families.post("/invitations/<int:id>/removal")
@allow("family.manage")
def revoke(id):
    get_object_or_404(g.family.of(Invitation), Invitation.id == id).revoke(by=g.member)
    return go(url_for("families.invitations"), say=_("That link opens nothing any more."))


def about_invitations():
    lives = [(str(days), ngettext("for %(count)s day", "for %(count)s days", days)) for days in LIVES]
    return {"invitations": list(Invitation.lately(g.family)), "roles": role_options(), "lives": lives}


def new_form():
    return InvitationForm.blank(roles=[MEMBER], uses=1, days=str(LIVES[-1]), key=secrets.token_urlsafe(16))


def life_of(fields):
    return dt.timedelta(days=int(fields.days))


def token_for(key):
    """The same form sent again gives the same link; nobody can compute it without the house's secret."""
    secret = current_app.config["SETTINGS"].secret.encode()
    digest = hmac.digest(secret, f"invitation {g.member.id} {key}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:24]).decode()


def link(token):
    return current_app.config["SETTINGS"].url + url_for("families.take_link", token=token)
