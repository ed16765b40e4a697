"""News: the list, the bell, and what each person wants to be told of."""

from flask import g, redirect, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import allow, can, on_shared_screen
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import answer, go, refuse, show

from . import device_views, hook_views, service_views, webhook_views
from .choosing import Choosing
from .forms import TIMES, ChoiceForm
from .kinds import MAIL, open_to
from .models import Notification, choose
from .page import NewsPage, path_of
from .room import alerts, has_mail
from .telling import try_out

blueprints = (alerts,)
pages = (device_views, hook_views, service_views, webhook_views)


@alerts.get("/news")
@allow("family.view")
def news():
    return show("alerts/news", news=NewsPage(g.member))


@alerts.get("/news/bell")
@allow("family.view")
def news_bell():
    return show("alerts/bell")


@alerts.post("/news/readings")
@allow("family.view")
def read_all():
    Notification.read_all(g.member)
    return answer(NewsPage(g.member), page=url_for(".news"))


@alerts.post("/news/<int:id>/reading")
@allow("family.view")
def read(id):
    """Seen, and on to what it is about."""
    told = get_object_or_404(Notification.of_member(g.member), Notification.id == id)
    told.read()
    return redirect(path_of(told), 303)


@alerts.get("/me/news")
@allow("family.view")
def choices():
    return show("alerts/choices", choosing=Choosing(g.member, has_mail()), may_set_up=may_set_up())


@alerts.post("/me/news")
@allow("family.view")
def choose_news():
    form = ChoiceForm.read(request.form)
    if not form.valid():
        choosing = Choosing(g.member, has_mail(), form)
        return refuse("alerts/choices", form, choosing=choosing, may_set_up=may_set_up())
    chosen = form.fields.model_dump()
    pace = {name: chosen.pop(name) for name in TIMES}
    choose(g.member, {kind: sorted(set(chosen[kind])) for kind in open_to(g.member)}, pace)
    return go(url_for(".choices"), say=_("Saved."))


@alerts.post("/me/news/trial")
@allow("news.ways", own_device=True)
def try_mail():
    """A mail to oneself, the way all others go."""
    if has_mail():
        take("mails", g.user.email)
        try_out(g.member, MAIL)
        return go(url_for(".choices"), say=_("A test is on its way to %(email)s.", email=g.user.email))
    return go(url_for(".choices"), say=_("This server sends no mail."))


def may_set_up():
    """May this person say here where else news goes?"""
    return can("news.ways") and not on_shared_screen()
