"""The door of the room of news, the number on its bell, and whether a mail can bring it."""

from flask import Blueprint, current_app, g

from familychef.core.access import CHILD

from .models import Notification

alerts = Blueprint("alerts", __name__)


@alerts.app_context_processor
def words():
    return {"unread_news": unread_news}


def unread_news():
    return Notification.unread_of(g.member).count()


def has_mail():
    """Can a mail reach this person?"""
    return bool(current_app.config["SETTINGS"].smtp_url and g.user.email and CHILD not in g.member.powers)
