"""Your data: asking for a copy, following it, fetching it."""

import secrets

from flask import abort, current_app, g, request, send_file, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log
from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from .copies import MINE, WHOLE, Export
from .copying import place
from .family_forms import CopyForm
from .room import families

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS = {"Content-Security-Policy": SANDBOX, "Cache-Control": "no-store"}
OUT_OF_A_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))


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


def file_of(copy):
    """The archive, for who asked for it."""
    path = place(current_app.config["SETTINGS"], copy.family_id, copy.file or "none")
    if not copy.is_ready or not path.is_file():
        abort(404)
    security_log.note("export.taken", about=f"copy-{copy.id}")
    answer = send_file(path, "application/zip", as_attachment=True, download_name=name_of(copy), etag=False)
    answer.headers.update(HEADERS)
    return answer


def ask_for(kind):
    """The same form sent again asks for nothing new, and counts for nothing."""
    form = CopyForm.read(request.form)
    if not form.valid():
        return refuse("families/copies", form, **about_copies())
    asked_copy(kind, form.fields.key)
    return go(url_for("families.copies"), say=_("Your copy is being made. It appears here by itself."))


def asked_copy(kind, key):
    """The copy that was asked for, now or before."""
    copy = Export.asked(g.member, kind, key)
    if copy is None:
        take("exports", g.family.id)
        copy = Export.ask(g.member, kind, key)
        security_log.note("export.made", about=f"copy-{copy.id}", way=kind)
    return copy


def about_copies():
    seen = Export.seen_by(g.member).where(Export.state != "gone").order_by(Export.id.desc())
    return {"copies": list(seen), "key": secrets.token_urlsafe(12)}


def name_of(copy):
    """What the file is called on the disk of who fetches it."""
    whose = copy.member.name if copy.kind == MINE else copy.family.name
    day = copy.ready_at.date().isoformat()
    return f"FamilyChef {whose} {day}.zip".translate(OUT_OF_A_NAME)
