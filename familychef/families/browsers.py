"""The browsers people are signed in with: one's own, and for an admin those of the family, each with an end."""

from flask import g, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import PERSON, allow
from familychef.core.db import write
from familychef.core.i18n import _
from familychef.core.web import go

from .models import Session
from .room import families, member_of_family


@families.post("/me/sessions/<int:id>/removal")
@allow(PERSON, own_device=True)
def end_session(id):
    get_object_or_404(g.user.sessions, Session.id == id).end()
    security_log.note("session.ended", session=id)
    return go(url_for("families.me"), say=_("That browser is signed out."))


@families.post("/me/sessions/removal")
@allow(PERSON, own_device=True)
def end_other_sessions():
    with write():
        Session.end_all(g.user, but=g.session)
    security_log.note("session.ended", about="others")
    return go(url_for("families.me"), say=_("All other browsers are signed out."))


@families.post("/members/<int:id>/sessions/<int:session>/removal")
@allow("family.manage")
def end_session_of_member(id, session):
    member = member_of_family(id)
    get_object_or_404(member.sessions, Session.id == session).end()
    security_log.note("session.ended", member=member.id, session=session)
    return go(url_for("families.member", id=member.id), say=_("That browser is signed out."))
