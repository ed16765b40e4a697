"""The barcodes of an ingredient: what is known wrongly is forgotten on its page."""

from flask import g, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go

from .models import Barcode
from .room import pantry, the_ingredient


@pantry.post("/ingredients/<int:id>/barcodes/<int:barcode>/removal")
@allow("pantry.edit")
def forget_barcode(id, barcode):
    found = get_object_or_404(the_ingredient(id).barcodes, Barcode.id == barcode)
    found.forget(by=g.member)
    return go(url_for(".item", id=id), say=_("Forgotten. The next scan asks what it is."))
