"""A webhook of one's own: where it goes, its secret, a test, and its end."""

import secrets

from flask import current_app, g, request, url_for

from familychef.core.access import allow
from familychef.core.web import refuse, show

from .forms import WebhookForm
from .kinds import WEBHOOK
from .room import alerts
from .target_pages import about, ended, tried
from .targets import NotificationTarget
from .webhooks import new_secret


@alerts.get("/me/news/webhook")
@allow("news.ways", own_device=True)
def webhook():
    return show("alerts/webhook", form=new_form(), **about(WEBHOOK))


@alerts.post("/me/news/webhook")
@allow("news.ways", own_device=True)
def set_webhook():
    form = WebhookForm.read(request.form)
    if not form.valid():
        return refuse("alerts/webhook", form, **about(WEBHOOK))
    secret = new_secret(current_app.config["SETTINGS"].secret, g.member, form.fields.key)
    NotificationTarget.set_up(g.member, WEBHOOK, form.fields.url, secret)
    return show("alerts/webhook", form=new_form(), made=secret, **about(WEBHOOK))


@alerts.post("/me/news/webhook/removal")
@allow("news.ways", own_device=True)
def remove_webhook():
    return ended(WEBHOOK, url_for(".webhook"))


@alerts.post("/me/news/webhook/trial")
@allow("news.ways", own_device=True)
def try_webhook():
    return tried(WEBHOOK, url_for(".webhook"))


def new_form():
    return WebhookForm.blank(url="", key=secrets.token_urlsafe(16))
