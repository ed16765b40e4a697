"""The kitchen's timers, and cooking one dish step by step."""

import secrets

from flask import g, request, url_for

from familychef.core.access import allow
from familychef.core.web import go, refuse, show, wants_partial
from familychef.families.models import SentForm
from familychef.menu.actions import timer_words

from .cooking import Cooking
from .room import item_of_family, kitchen, timer_of_family
from .timer_forms import ExtensionForm, TimerForm
from .timers import Timer

OFFERED = (1, 3, 5, 8, 10, 15, 20, 30, 45, 60)


@kitchen.context_processor
def what_runs():
    return {"running_timers": lambda: Timer.running(g.family), "timer_words": timer_words}


@kitchen.get("/kitchen/timers")
@allow("orders.cook")
def timers():
    return show("kitchen/timers", form=blank_timer(), offered=OFFERED)


@kitchen.post("/kitchen/timers")
@allow("orders.cook")
def start_timer():
    form = TimerForm.read(request.form)
    item = item_of_family(form.fields.item) if form.valid() and form.fields.item else None
    if not form.valid():
        return refuse("kitchen/timers", form, offered=OFFERED)
    name = form.fields.name or (item and item.name) or timer_words(form.fields.seconds)
    with SentForm.once(g.family, form.fields):
        Timer.start(g.family, g.member, key=form.fields.key, name=name[:80], seconds=form.fields.seconds, item=item)
    if item:
        return go(url_for("kitchen.cooking", id=item.id, step=form.fields.step))
    return go(url_for("kitchen.timers"))


@kitchen.post("/kitchen/timers/<int:id>/stop")
@allow("orders.cook")
def stop_timer(id):
    timer_of_family(id).stop(g.member)
    return answer_timers()


@kitchen.post("/kitchen/timers/<int:id>/extension")
@allow("orders.cook")
def extend_timer(id):
    timer, form = timer_of_family(id), ExtensionForm.read(request.form)
    if form.valid():
        timer.extend(g.member, form.fields.minutes * 60, form.fields.version)
        return answer_timers()
    return refuse("kitchen/timers", blank_timer(), offered=OFFERED)


@kitchen.get("/kitchen/items/<int:id>/steps")
@allow("orders.cook")
def cooking(id):
    return show("kitchen/cooking", cooking=Cooking(item_of_family(id), request.args.get("step", 0, int)))


def answer_timers():
    """The strip with what still runs; as a page, the list."""
    return timers() if wants_partial() else go(url_for("kitchen.timers"))


def blank_timer():
    return TimerForm.blank(key=secrets.token_hex(16), name="", minutes="")
