"""For programs: copies of one's own data, or of the whole family's."""

import datetime as dt
from typing import Annotated, Literal

from flask import abort, g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel, Field

from familychef.core.access import allow, can
from familychef.core.api import same
from familychef.core.forms import Form, Line

from .api import api
from .copies import KINDS, WHOLE, Export
from .copy_door import asked_copy, file_of


class ExportBody(Form):
    """`kind`: one's own data, or the family's, which is an admin's to ask for."""

    kind: Literal[KINDS]
    key: Annotated[Line, Field(min_length=8, max_length=40)]


class ExportAnswer(BaseModel):
    """`state`: waiting, working, ready or failed; `size` in bytes; the file is there from `ready` to `expires_at`."""

    id: int
    kind: str
    state: str
    size: int
    created_at: dt.datetime
    ready_at: dt.datetime | None
    expires_at: dt.datetime


@api.get("/exports", "copies.take", "The copies I asked for", gives=ExportAnswer, many=True, needs="admin")
def exports():
    seen = Export.seen_by(g.member).where(Export.state != "gone").order_by(Export.id.desc())
    return [_export(each) for each in seen]


@api.get("/exports/<int:id>", "copies.take", "How far one of them is", gives=ExportAnswer, needs="admin")
def export(id):
    return _export(get_object_or_404(Export.seen_by(g.member), Export.id == id))


@api.post("/exports", "copies.take", "Ask for a copy, made in the background", takes=ExportBody, gives=ExportAnswer,
          status=202, twin="families.copy_mine families.copy_family", remembered=False)
def ask(form):
    if form.kind == WHOLE and not can("family.manage"):
        abort(403)
    return _export(asked_copy(form.kind, form.key))


@api.blueprint.get("/exports/<int:id>/file")
@allow("copies.take", scope="admin")
def export_file(id):
    return file_of(get_object_or_404(Export.seen_by(g.member), Export.id == id))


def _export(row):
    return ExportAnswer(**same(row, ExportAnswer, ()))
