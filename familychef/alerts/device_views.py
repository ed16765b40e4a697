"""The devices on which a person is told: this one added, one removed, a test."""

from flask import current_app, g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go

from . import push
from .forms import DeviceForm
from .kinds import PUSH
from .room import alerts
from .subscriptions import PushSubscription
from .telling import try_out


@alerts.app_template_global()
def push_key():
    return push.public_key(current_app.config["SETTINGS"])


@alerts.post("/me/news/devices")
@allow("news.ways", own_device=True)
def add_device():
    form = DeviceForm.read(request.form)
    if not (push_key() and form.valid()):
        return go(url_for(".choices"), say=_("This device can't be told."))
    PushSubscription.add(g.member, g.session, **form.fields.model_dump())
    return go(url_for(".choices"), say=_("This device can be told from now on. Choose of what."))


@alerts.post("/me/news/devices/<int:id>/removal")
@allow("news.ways", own_device=True)
def remove_device(id):
    get_object_or_404(PushSubscription.of_member(g.member), PushSubscription.id == id).remove(by=g.member)
    return go(url_for(".choices"), say=_("That device is told nothing more."))


@alerts.post("/me/news/devices/trial")
@allow("news.ways", own_device=True)
def try_devices():
    if not PushSubscription.of_member(g.member).exists():
        return go(url_for(".choices"), say=_("Please set it up first."))
    take("trials", g.member.id)
    try_out(g.member, PUSH)
    return go(url_for(".choices"), say=_("A test is on its way."))
