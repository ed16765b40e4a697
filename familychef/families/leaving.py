"""Going: out of a family, or out of this house altogether."""

from flask import abort, g, make_response, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import PERSON, allow
from familychef.core.errors import Refusal
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from . import sessions
from .erasing import erase
from .models import FamilyMember
from .room import families


@families.get("/family/leaving")
@allow("family.leave", own_device=True)
def leaving():
    return show("families/leaving", last=g.member.is_last_admin())


@families.post("/family/leaving")
@allow("family.leave", own_device=True)
def leave():
    g.member.remove(by=g.member)
    security_log.note("member.removed", member=g.member.id)
    home = g.user.memberships().first()
    said = _("You have left the family %(family)s.", family=g.family.name)
    page = go("/" if home else url_for("families.me"), say=said)
    return sessions.enter_as(g.user, make_response(page), home, g.session.proved_at)


@families.get("/me/erasure")
@allow(PERSON, own_device=True)
def erasure():
    refuse_without_login()
    return show("families/erasure", needed=families_that_need_me(), text=None)


@families.post("/me/erasure")
@allow(PERSON, proof=True, own_device=True)
def be_erased():
    refuse_without_login()
    try:
        erase(g.user)
    except Refusal as refusal:
        return refuse("families/erasure", None, needed=families_that_need_me(), text=refusal.text)
    security_log.note("person.erased")
    page = go(url_for("families.sign_in_page"), say=_("You are erased. Thank you for having been here."))
    return sessions.drop_cookie(make_response(page))


@families.post("/members/<int:id>/erasure")
@allow("family.manage", proof=True)
def erase_profile(id):
    """Who has no login can't ask for it: an admin does it for them, also when they have left."""
    family_member = get_object_or_404(g.family.of(FamilyMember), FamilyMember.id == id)
    if family_member.has_login:
        abort(404)
    erase(family_member.user, by=g.member)
    security_log.note("person.erased", member=id)
    return go(url_for("families.members"), say=_("The profile is erased."))


def families_that_need_me():
    return [member.family for member in g.user.memberships() if member.is_last_admin()]


def refuse_without_login():
    """A child without an e-mail asks an admin."""
    if not g.user.email:
        abort(403)
