"""For programs: what somebody was told, and of what they want to be told."""

import datetime as dt

from flask import g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel

from familychef.core.api import Api
from familychef.core.forms import Nothing
from familychef.core.paging import ChangedPageQuery, Page, later, page_of

from .choosing import Choosing
from .forms import TIMES, ChoiceForm
from .kinds import open_to
from .models import Notification, choose
from .page import read_together
from .room import has_mail

api = Api("alerts")
apis = (api,)


class NotificationAnswer(BaseModel):
    """`words`: in one's own language; `path`: the page it leads to; `read`: has it been seen?"""

    id: int
    kind: str
    words: str
    path: str
    at: dt.datetime
    read: bool


class Unread(BaseModel):
    unread: int


class ChoiceAnswer(BaseModel):
    """Of each kind of news the channels; the hours in which nothing comes; when all of a day comes at once."""

    kinds: dict[str, list[str]]
    quiet_from: str
    quiet_until: str
    digest_at: str


@api.get("/notifications", "family.view", "What I was told, the latest first", query=ChangedPageQuery,
         gives=Page[NotificationAnswer])
def notifications(query):
    mine = later(Notification.of_member(g.member), Notification.at, query.updated_since)
    return Page[NotificationAnswer](**page_of(Notification, mine, query, _read))


@api.get("/notifications/unread", "family.view", "How much of it I have not seen", gives=Unread)
def unread():
    return Unread(unread=Notification.unread_of(g.member).count())


@api.post("/notifications/readings", "family.view", "I have seen all of it", takes=Nothing, gives=Unread,
          twin="alerts.read_all", needs="order")
def read_all(form):
    Notification.read_all(g.member)
    return unread()


@api.post("/notifications/<int:id>/reading", "family.view", "I have seen this", takes=Nothing, gives=Unread,
          twin="alerts.read", needs="order")
def read(id, form):
    get_object_or_404(Notification.of_member(g.member), Notification.id == id).read()
    return unread()


@api.get("/me/news", "family.view", "Of what I am told, over which channels", gives=ChoiceAnswer)
def choices():
    typed = _chosen()
    kinds = {kind: sorted(typed.get(kind) or []) for kind in open_to(g.member)}
    return ChoiceAnswer(kinds=kinds, **{name: typed[name] for name in TIMES})


@api.patch("/me/news", "family.view", "Choose of what, and when", takes=ChoiceForm, gives=ChoiceAnswer,
           twin="alerts.choose_news", filled=lambda: _chosen())
def choose_news(form):
    chosen = form.model_dump()
    pace = {name: chosen.pop(name) for name in TIMES}
    choose(g.member, {kind: sorted(set(chosen[kind])) for kind in open_to(g.member)}, pace)
    return choices()


def _chosen():
    return Choosing(g.member, has_mail()).form.typed


def _read(rows):
    return [_news(told) for told in read_together(g.family, rows)]


def _news(told):
    return NotificationAnswer(
        id=told.id, kind=told.kind, words=told.words, path=told.path, at=told.at, read=not told.is_new
    )
