"""For programs: the family, its members, its screens, and links that let somebody in."""

import datetime as dt

from flask import abort, g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core import security_log
from familychef.core.access import ADMIN
from familychef.core.api import same
from familychef.core.paging import ChangedQuery, changed

from . import passwords
from .actions import raise_child
from .api import FamilyAnswer, Member, api
from .forms import FamilyForm, LanguageForm, MemberForm
from .household import describable_member
from .member_page import as_known, as_settled
from .models import Device, FamilyMember, Invitation
from .profile_forms import ChildForm
from .room import member_of_family


class InvitationAnswer(BaseModel):
    """Without its link, which is shown once, to who made it. `guests`: the names of who came by it."""

    id: int
    roles: list[str]
    uses_left: int
    created_at: dt.datetime
    expires_at: dt.datetime
    guests: list[str]


class Screen(BaseModel):
    """`kind`: the kitchen's, or a shared tablet; `paired_by`: a member."""

    id: int
    kind: str
    name: str
    paired_by: int
    created_at: dt.datetime
    seen_at: dt.datetime


@api.get("/families", "family.view", "The families I belong to", gives=FamilyAnswer, many=True)
def families():
    return [FamilyAnswer.of(home.family) for home in g.user.memberships()]


@api.get("/family", "family.view", "The family this token is for", gives=FamilyAnswer)
def family():
    return FamilyAnswer.of(g.family)


@api.patch("/family", "family.manage", "Its name, language, time zone and currency", takes=FamilyForm,
           gives=FamilyAnswer, twin="families.settle", filled=lambda: as_settled(g.family).typed)
def settle(form):
    told = form.model_dump(exclude={"version", "language"})
    g.family.settle(g.member, edition=form.version, locale=form.language, **told)
    return FamilyAnswer.of(type(g.family).get_by_id(g.family.id))


@api.get("/members", "family.view", "Who belongs to the family", query=ChangedQuery, gives=Member, many=True)
def members(query):
    found = changed(g.family.active_members(), FamilyMember, g.family, query.updated_since)
    return [Member.of(each) for each in found]


@api.get("/members/<int:id>", "family.view", "One of them", gives=Member)
def member(id):
    return Member.of(member_of_family(id))


@api.patch("/members/<int:id>", "family.view", "What the family should know of somebody", takes=MemberForm,
           gives=Member, twin="families.describe", filled=lambda id: as_known(describable_member(id)).typed)
def describe(id, form):
    found = describable_member(id)
    if form.child != found.child and not g.member.has(ADMIN):
        abort(403)
    found.describe(g.member, edition=form.version, **form.model_dump(exclude={"version"}))
    return Member.of(member_of_family(id))


@api.post("/members", "family.manage", "A profile for a child, opened by its PIN", takes=ChildForm, gives=Member,
          status=201, twin="families.add_child", first=lambda form: {"pin_hash": passwords.hashed_password(form.pin)})
def add_child(form, pin_hash):
    return Member.of(raise_child(g.family, by=g.member, pin_hash=pin_hash, **form.model_dump(exclude={"pin"})))


@api.post("/members/<int:id>/language", "family.manage", "The language of who can't choose it", takes=LanguageForm,
          gives=Member, twin="families.speak_for")
def speak_for(id, form):
    found = member_of_family(id)
    if found.has_login:
        abort(404)
    found.speak(form.language, by=g.member)
    return Member.of(found)


@api.post("/me/language", "family.view", "The language I am answered in", takes=LanguageForm, gives=Member,
          twin="families.choose_language")
def choose_language(form):
    g.user.speak(form.language)
    return Member.of(g.member)


@api.get("/invitations", "family.manage", "The links that let somebody in", gives=InvitationAnswer, many=True)
def invitations():
    return [InvitationAnswer(**same(each, InvitationAnswer, ())) for each in Invitation.lately(g.family)]


@api.delete("/invitations/<int:id>", "family.manage", "That link opens nothing any more", twin="families.revoke")
def revoke(id):
    get_object_or_404(g.family.of(Invitation), Invitation.id == id).revoke(by=g.member)


@api.get("/screens", "devices.pair", "The screens that were allowed", gives=Screen, many=True)
def screens():
    return [_screen(each) for each in Device.of_family(g.family, g.member)]


@api.delete("/screens/<int:id>", "devices.pair", "That screen opens nothing any more", twin="families.remove_device")
def remove_screen(id):
    device = get_object_or_404(Device.of_family(g.family, g.member), Device.id == id)
    device.remove(by=g.member)
    security_log.note("device.removed", device=device.id)


def _screen(row):
    told = {"paired_by": row.paired_by_id}
    return Screen(**same(row, Screen, told), **told)
