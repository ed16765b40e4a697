"""The family and its members: who they are, what they may eat, what they may do."""

from flask import abort, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import ADMIN, allow
from familychef.core.errors import Conflict
from familychef.core.forms import beside
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .forms import FamilyForm, LanguageForm, MemberForm, OwnForm, RolesForm
from .member_page import MemberPage, family_page
from .models import FamilyMember
from .room import families, member_of_family


@families.get("/family")
@allow("family.view")
def members():
    return show("families/members", **family_page(g.family))


@families.post("/family")
@allow("family.manage")
def settle():
    form = FamilyForm.read(request.form)
    if not form.valid():
        return refuse("families/members", **family_page(g.family, form))
    told = form.fields.model_dump(exclude={"version", "language"})
    try:
        g.family.settle(g.member, edition=form.fields.version, locale=form.fields.language, **told)
    except Conflict as conflict:
        page = family_page(conflict.subject, form.fail("form", conflict.text))
        return refuse("families/members", status=409, **page)
    return go(url_for("families.members"), say=_("Saved."))


@families.get("/members/<int:id>")
@allow("family.view")
def member(id):
    return MemberPage(member_of_family(id)).shown()


@families.post("/members/<int:id>")
@allow("family.view", own_device=True)
def describe(id):
    family_member = describable_member(id)
    form = (MemberForm if g.member.has(ADMIN) else OwnForm).read(request.form)
    if not form.valid():
        return MemberPage(family_member, form=form).refused()
    try:
        family_member.describe(g.member, **described(form.fields, family_member))
    except Conflict as conflict:
        return MemberPage(conflict.subject, form=form.fail("form", conflict.text)).refused(409)
    return go(url_for("families.members"), say=_("Saved."))


@families.post("/members/<int:id>/roles")
@allow("family.manage", proof=True)
def grant(id):
    family_member, form = member_of_family(id), RolesForm.read(request.form)
    with beside(form):
        if form.valid():
            family_member.grant(form.fields.roles, by=g.member)
            security_log.note("role.changed", member=id, roles=form.fields.roles)
    if not form.valid():
        return MemberPage(family_member, roles_form=form).refused()
    return go(url_for("families.members"), say=_("Saved."))


@families.post("/members/<int:id>/language")
@allow("family.manage")
def speak_for(id):
    family_member, form = member_of_family(id), LanguageForm.read(request.form)
    if family_member.has_login:
        abort(404)
    if not form.valid():
        return MemberPage(family_member, language_form=form).refused()
    family_member.speak(form.fields.language, by=g.member)
    return go(url_for("families.member", id=id), say=_("Saved."))


@families.get("/members/<int:id>/removal")
@allow("family.manage", proof=True)
def removal(id):
    return show("families/removal", family_member=member_of_family(id))


@families.post("/members/<int:id>/removal")
@allow("family.manage", proof=True)
def remove(id):
    family_member = get_object_or_404(g.family.of(FamilyMember), FamilyMember.id == id)
    family_member.remove(by=g.member)
    security_log.note("member.removed", member=id)
    return go(url_for("families.members"), say=_("%(name)s is no longer in the family.", name=family_member.name))


def describable_member(id):
    """Anybody for an admin; for the others only they themselves exist here."""
    query = g.family.active_members()
    if not g.member.has(ADMIN):
        query = query.where(FamilyMember.id == g.member.id)
    return get_object_or_404(query, FamilyMember.id == id)


def described(fields, family_member):
    told = {"child": family_member.child} | fields.model_dump(exclude={"version"})
    return told | {"edition": fields.version}
