"""Deleting one's family: asked for with its name, waited for, kept after all."""

from flask import g, request, url_for

from familychef.core import security_log
from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .ending import WAIT
from .family_forms import EndingForm
from .room import families


@families.get("/family/removal")
@allow("family.manage")
def family_removal():
    return show("families/family_removal", form=EndingForm.blank(), wait=WAIT)


@families.post("/family/removal")
@allow("family.manage", proof=True)
def remove_family():
    form = EndingForm.read(request.form)
    if form.valid() and form.fields.name.casefold() != g.family.name.casefold():
        form.fail("name", _("This is not the family's name."))
    if not form.valid():
        return refuse("families/family_removal", form, wait=WAIT)
    g.family.end_later(by=g.member)
    security_log.note("family.deletion", about="asked")
    return go(url_for("families.members"), say=_("The family will be deleted. Until then any admin can keep it."))


@families.post("/family/removal/reversal")
@allow("family.manage", own_device=True)
def keep_family():
    g.family.keep(by=g.member)
    security_log.note("family.deletion", about="kept")
    return go(url_for("families.members"), say=_("The family stays."))
