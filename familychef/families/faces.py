"""The shared tablet: pick your face, type your PIN, and be yourself until you have rested for ten minutes."""

from flask import abort, g, redirect, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import ANYONE, CHILD, allow
from familychef.core.i18n import _
from familychef.core.incoming import row_number
from familychef.core.web import refuse, show, wants_partial

from . import pins
from .entering import admit
from .models import FamilyMember, User
from .profile_forms import EntryForm
from .room import families


@families.get("/session/faces")
@allow(ANYONE)
def faces():
    if not (g.device and g.device.is_shared):
        abort(401 if wants_partial() else 404)
    people = faces_here()
    return redirect(start_of(g.member)) if g.member else show("families/faces", people=list(people))


@families.get("/session/faces/<int:id>")
@allow(ANYONE)
def pin_page(id):
    return show("families/pin", person=one_of_us(id), form=EntryForm.blank())


@families.post("/session/pin")
@allow(ANYONE)
def enter_pin():
    faces_here()
    form = EntryForm.read(request.form)
    person = one_of_us(request.form.get("member", 0, type=row_number))
    if form.valid() and pins.fits(person, form.fields.pin):
        return admit(person.user, start_of(person), person, way="pin")
    form.errors = form.errors or {"pin": _("This is not the PIN of %(name)s.", name=person.name)}
    return refuse("families/pin", form, person=person)


def faces_here():
    """Who may enter by a PIN on this screen; where no shared tablet is, this page isn't either."""
    if not (g.device and g.device.is_shared):
        abort(404)
    query = g.device.family.active_members().select(FamilyMember, User).join(User)
    return query.where(FamilyMember.pin_hash != "")


def one_of_us(id):
    return get_object_or_404(faces_here(), FamilyMember.id == id)


def start_of(member):
    """A child begins with what there is to eat."""
    return url_for("menu.menu") if CHILD in member.powers else "/"
