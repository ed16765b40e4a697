"""How the house is, for admins: the system, and what went wrong in it."""

from flask import Blueprint, current_app, g, url_for

from familychef.core.access import allow
from familychef.core.faults import Fault
from familychef.core.i18n import _
from familychef.core.web import go, show

from .page import System

system = Blueprint("system", __name__)
blueprints = (system,)


@system.get("/system")
@allow("family.manage")
def house():
    settings = current_app.config["SETTINGS"]
    return show("system/house", house=System(settings), can_mail=bool(settings.smtp_url and g.user.email))


@system.get("/system/faults")
@allow("family.manage")
def faults():
    return show("system/faults", faults=Fault.latest())


@system.post("/system/faults/<int:id>/removal")
@allow("family.manage", own_device=True)
def clear_fault(id):
    Fault.clear(id)
    return go(url_for(".faults"), say=_("It is cleared. If it happens again, it stands here again."))
