"""ntfy, Gotify and Telegram of one's own: where it goes, a test, and its end."""

from flask import abort, g, request, url_for

from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from .room import alerts
from .services import SERVICES
from .target_pages import about, ended, tried
from .targets import NotificationTarget


@alerts.get("/me/news/services/<name>")
@allow("news.ways", own_device=True)
def service(name):
    found = _service(name)
    return show("alerts/service", form=found.form.blank(), service=found, **about(name))


@alerts.post("/me/news/services/<name>")
@allow("news.ways", own_device=True)
def set_service(name):
    found = _service(name)
    form = found.form.read(request.form)
    if not form.valid():
        return refuse("alerts/service", form, service=found, **about(name))
    NotificationTarget.set_up(g.member, name, form.fields.url, form.fields.token)
    return go(_page(name), say=_("Kept. Send a test to see whether it gets through."))


@alerts.post("/me/news/services/<name>/removal")
@allow("news.ways", own_device=True)
def remove_service(name):
    return ended(_service(name).channel, _page(name))


@alerts.post("/me/news/services/<name>/trial")
@allow("news.ways", own_device=True)
def try_service(name):
    return tried(_service(name).channel, _page(name))


def _service(name):
    return SERVICES.get(name) or abort(404)


def _page(name):
    return url_for(".service", name=name)
