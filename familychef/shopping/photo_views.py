"""Scanning by a photo: what is read on it goes the way of a typed number."""

from flask import abort, g, request

from familychef.core.access import allow
from familychef.core.forms import beside
from familychef.core.throttle import take
from familychef.core.web import refuse

from .photos import can_read, code_on
from .room import shopping
from .scan_forms import PhotoForm
from .scan_page import Scan
from .scan_views import scanned


@shopping.post("/scans/photos")
@allow("pantry.edit")
def take_photo():
    if not can_read():
        abort(404)
    take("photos", g.family.id)
    form = PhotoForm.read(request.form)
    with beside(form):
        code = form.valid() and code_on(request.files.get("photo"))
    if not form.valid():
        return refuse("shopping/scan", form, form.status, scan=Scan(form.typed.get("to"), photo=form))
    return scanned(code, form.fields)
