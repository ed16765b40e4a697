"""Your data: asking for a copy, following it, fetching it."""

import secrets

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .copies import MINE, WHOLE, Export
from .copy_door import asked_copy, file_of
from .family_forms import CopyForm
from .room import families


@families.get("/copies")
@allow("copies.take", own_device=True)
def copies():
    return show("families/copies", **about_copies())


@families.post("/copies/mine")
@allow("copies.take", proof=True)
def copy_mine():
    return ask_for(MINE)


@families.post("/copies/family")
@allow("family.manage", proof=True)
def copy_family():
    return ask_for(WHOLE)


@families.get("/copies/<int:id>/file")
@allow("copies.take", proof=True)
def copy_file(id):
    return file_of(get_object_or_404(Export.seen_by(g.member), Export.id == id))


def ask_for(kind):
    """The same form sent again asks for nothing new, and counts for nothing."""
    form = CopyForm.read(request.form)
    if not form.valid():
        return refuse("families/copies", form, **about_copies())
    asked_copy(kind, form.fields.key)
    return go(url_for("families.copies"), say=_("Your copy is being made. It appears here by itself."))


def about_copies():
    seen = Export.seen_by(g.member).where(Export.state != "gone").order_by(Export.id.desc())
    return {"copies": list(seen), "key": secrets.token_urlsafe(12)}
