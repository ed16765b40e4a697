"""The family's webhooks, and what became of what was sent there."""

import secrets

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from . import hook_door, hook_words
from .deliveries import MOST_KEPT, WebhookDelivery
from .hook_door import the_hook
from .hook_forms import HookForm
from .hook_kinds import KINDS, titles
from .room import alerts


@alerts.get("/family/webhooks")
@allow("family.manage", own_device=True)
def hooks():
    return show("alerts/hooks", form=HookForm.blank(name="", url="", kinds=[], key=_new_key()), **about_all())


@alerts.post("/family/webhooks")
@allow("family.manage", proof=True, own_device=True)
def add_hook():
    form = HookForm.read(request.form)
    if not form.valid():
        return refuse("alerts/hooks", form, **about_all())
    hook = hook_door.set_up(form.fields)
    return show("alerts/hook_secret", hook=hook)


@alerts.get("/family/webhooks/<int:id>")
@allow("family.manage", own_device=True)
def hook(id):
    found = the_hook(id)
    rows = hook_door.deliveries_of(found).order_by(WebhookDelivery.id.desc()).limit(MOST_KEPT)
    return show("alerts/hook", hook=found, deliveries=list(rows), titles=titles, words=hook_words)


@alerts.post("/family/webhooks/<int:id>/trial")
@allow("family.manage", own_device=True)
def try_hook(id):
    found = the_hook(id)
    take("trials", g.member.id)
    hook_door.try_out(found)
    return go(url_for(".hook", id=id), say=_("A test is on its way."))


@alerts.post("/family/webhooks/<int:id>/resumption")
@allow("family.manage", proof=True, own_device=True)
def resume_hook(id):
    hook_door.resume(the_hook(id))
    return go(url_for(".hook", id=id), say=_("It is switched on again."))


@alerts.post("/family/webhooks/<int:id>/removal")
@allow("family.manage", own_device=True)
def remove_hook(id):
    found = the_hook(id)
    hook_door.remove(found)
    return go(url_for(".hooks"), say=_("%(name)s is told nothing any more.", name=found.name))


def about_all():
    kinds = [(kind, about.title) for kind, about in KINDS.items()]
    return {"hooks": list(hook_door.all_hooks()), "kinds": kinds, "titles": titles, "words": hook_words}


def _new_key():
    return secrets.token_urlsafe(16)
