"""The door of the room of news, and the number on its bell."""

from flask import Blueprint, g

from .models import Notification

alerts = Blueprint("alerts", __name__)


@alerts.app_context_processor
def words():
    return {"unread_news": unread_news}


def unread_news():
    return Notification.unread_of(g.member).count()
