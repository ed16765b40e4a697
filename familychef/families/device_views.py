"""The screens of the family as people see them: allowing one by its code, the list, taking one away."""

from flask import abort, current_app, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import security_log, visitor
from familychef.core.access import ADMIN, allow, ask_for_proof
from familychef.core.i18n import _, _l
from familychef.core.throttle import give_back, take
from familychef.core.web import go, refuse, show

from . import gate, screen_questions
from .device_forms import DeviceForm, ShownCodeForm
from .models import KITCHEN_DISPLAY, SHARED_TABLET, Device, Pairing
from .room import families

KINDS = {
    KITCHEN_DISPLAY: _l("Kitchen display · shows the tickets and nothing else"),
    SHARED_TABLET: _l("Shared tablet · people open it with their face and PIN"),
}


@families.get("/devices")
@allow("devices.pair", own_device=True)
def devices():
    return show("families/devices", devices=list(Device.of_family(g.family, g.member)), pair_address=pair_address())


@families.get("/devices/new")
@allow("devices.pair", own_device=True)
def new_device():
    if not request.args.get("code"):
        return show("families/new_device", form=ShownCodeForm.blank(code=""), pair_address=pair_address())
    form = ShownCodeForm.in_address()
    pairing = asked_for(form)
    if not pairing:
        return refuse("families/new_device", form, pair_address=pair_address())
    usual = {question.name: question.usual for asked in questions().values() for question in asked}
    ask_for_proof()
    filled = DeviceForm.blank(code=pairing.code, name=pairing.name, kind=KITCHEN_DISPLAY, **usual)
    return show("families/allowing", form=filled, pairing=pairing, kinds=kinds(), questions=questions())


@families.post("/devices")
@allow("devices.pair", proof=True, own_device=True)
def pair_device():
    typed, answers = screen_questions.parted(g.family, request.form)
    form = DeviceForm.read(typed)
    pairing = asked_for(form)
    if form.valid():
        return allowed(pairing, form.fields, answers)
    form.typed |= answers
    name = "families/allowing" if pairing else "families/new_device"
    about = {"kinds": kinds(), "questions": questions(), "pair_address": pair_address()}
    return refuse(name, form, pairing=pairing, **about)


@families.post("/devices/<int:id>/removal")
@allow("devices.pair", own_device=True)
def remove_device(id):
    device = get_object_or_404(Device.of_family(g.family, g.member), Device.id == id)
    device.remove(by=g.member)
    security_log.note("device.removed", device=device.id)
    return go(url_for("families.devices"), say=_("%(name)s opens nothing any more.", name=device.name))


def allowed(pairing, fields, answers):
    if fields.kind not in dict(kinds()):
        abort(403)
    settings = screen_questions.settings_of(fields.kind, g.family, answers)
    device = pairing.allow(g.member, kind=fields.kind, name=fields.name, settings=settings)
    security_log.note("device.allowed", device=device.id)
    return go(url_for("families.devices"), say=_("%(name)s is allowed. It goes on by itself.", name=device.name))


def questions():
    return screen_questions.questions(g.family)


def asked_for(form):
    """The screen that shows this code, or None with the reason in the form; guesses get fewer and slower."""
    if "code" in form.errors:
        return None
    code, here = ShownCodeForm.read({"code": form.typed.get("code", "")}), visitor.network(visitor.address())
    gate.knock("pairing", None)
    take("pairing_codes", here)
    pairing = code.valid() and Pairing.shown_as(code.fields.code)
    if pairing:
        give_back("pairing_codes", here)
        gate.opened("pairing", None)
    else:
        gate.missed("pairing", None)
        form.fail("code", _("No screen shows this code now. Look again, or start anew there."))
    return pairing


def pair_address():
    """What is typed on the screen itself."""
    return current_app.config["SETTINGS"].url.partition("://")[2] + url_for("families.pair_page")


def kinds():
    """[(kind, words)] of the screens this person may pair: a shared one only an admin."""
    return [(kind, str(words)) for kind, words in KINDS.items() if kind == KITCHEN_DISPLAY or g.member.has(ADMIN)]
