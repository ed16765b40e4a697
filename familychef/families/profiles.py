"""Profiles without e-mail: a child is made by an admin, and anybody may have a PIN for the shared tablet."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import ADMIN, allow
from familychef.core.allergens import ALLERGENS
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from . import choices, passwords
from .actions import raise_child
from .joining import free_colour
from .models import FamilyMember, User
from .profile_forms import ChildForm, PinForm
from .room import families
from .words import DIETS, faces


@families.get("/members/new")
@allow("family.manage")
def new_child():
    form = ChildForm.blank(colour=free_colour(g.family), face=free_face(), language=g.family.locale)
    return show("families/new_child", form=form, **picks())


@families.post("/members")
@allow("family.manage")
def add_child():
    form = ChildForm.read(request.form)
    if not form.valid():
        return refuse("families/new_child", form, **picks())
    told = form.fields.model_dump(exclude={"pin"})
    child = raise_child(g.family, by=g.member, pin_hash=passwords.hashed_password(form.fields.pin), **told)
    return go(url_for("families.members"), say=_("%(name)s has a profile now.", name=child.name))


@families.get("/members/<int:id>/pin")
@allow("family.view", proof=True)
def pin_choice(id):
    return show("families/pin_choice", form=PinForm.blank(), family_member=pinnable_member(id))


@families.post("/members/<int:id>/pin")
@allow("family.view", proof=True)
def choose_pin(id):
    family_member, form = pinnable_member(id), PinForm.read(request.form)
    if not form.valid():
        return refuse("families/pin_choice", form, family_member=family_member)
    family_member.take_pin(passwords.hashed_password(form.fields.pin), by=g.member)
    security_log.note("pin.changed", member=id)
    return go(url_for("families.member", id=id), say=_("The PIN is good on the shared tablet from now on."))


@families.post("/members/<int:id>/pin/removal")
@allow("family.view", proof=True)
def drop_pin(id):
    pinnable_member(id).take_pin("", by=g.member)
    security_log.note("pin.removed", member=id)
    return go(url_for("families.member", id=id), say=_("There is no PIN any more."))


def pinnable_member(id):
    """Oneself, and for an admin whoever has no login of their own; nobody gives a PIN to a grown-up."""
    query = g.family.active_members().select(FamilyMember, User).join(User)
    mine = FamilyMember.id == g.member.id
    allowed = mine | User.email.is_null() if g.member.has(ADMIN) else mine
    return get_object_or_404(query, FamilyMember.id == id, allowed)


def free_face():
    taken = {member.face for member in g.family.active_members()}
    return next((name for name, _word in faces() if name not in taken), "")


def picks():
    return {
        "faces": faces(),
        "colours": choices.colours(),
        "allergens": [(code, str(name)) for code, name in ALLERGENS.items()],
        "diets": [(code, str(name)) for code, name in DIETS.items()],
        "languages": [("", _("Like this browser")), *choices.languages()],
    }
