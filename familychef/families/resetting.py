"""Forgotten passwords: asking for a letter, an admin's link, and the page where the new one is chosen."""

from flask import current_app, g, redirect, request, url_for

from familychef.core import clock, security_log
from familychef.core.access import ANYONE, allow
from familychef.core.throttle import take
from familychef.core.web import refuse, show

from . import gate, passwords, resets
from .entering import admit, held_passage, keep_token
from .forms import AddressForm, NewPasswordForm
from .room import families, member_of_family
from .signing import start

HOLD = clock.minutes(60)


@families.get("/password/reset")
@allow(ANYONE)
def reset_page():
    return show("families/reset", form=AddressForm.blank(), mailed=has_mail())


@families.post("/password/reset")
@allow(ANYONE)
def ask_for_reset():
    form = AddressForm.read(request.form)
    if not has_mail():
        return redirect(url_for("families.reset_page"), 303)
    if not form.valid():
        return refuse("families/reset", form, mailed=True)
    gate.knock("reset", form.fields.email)
    take("mails", form.fields.email)
    resets.ask(form.fields.email)
    return redirect(url_for("families.reset_asked"), 303)


@families.get("/password/reset/sent")
@allow(ANYONE)
def reset_asked():
    return show("families/reset_asked")


@families.get("/password/reset/<token>")
@allow(ANYONE)
def open_reset(token):
    """The link leads to a clean address at once; its token goes on in a short cookie."""
    response = keep_token(redirect(url_for("families.new_password"), 303), token[:80], HOLD)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@families.get("/password/new")
@allow(ANYONE)
def new_password():
    return show("families/new_password", form=NewPasswordForm.blank(), passage=opened_passage())


@families.post("/password/new")
@allow(ANYONE)
def set_new_password():
    passage, form = opened_passage(), NewPasswordForm.read(request.form)
    passwords.refuse_near(form, "password", passwords.names_of(passage.user))
    if not form.valid():
        return refuse("families/new_password", form, passage=passage)
    resets.set_password(passage, passwords.hashed_password(form.fields.password))
    security_log.note("password.reset", user=passage.user_id)
    if g.session:
        g.session.end()
    g.session = g.user = g.member = g.family = None
    return admit(passage.user, start(passage.user), way="reset")


@families.post("/members/<int:id>/reset-link")
@allow("family.manage", proof=True)
def make_reset_link(id):
    family_member = member_of_family(id)
    take("reset_links", g.family.id)
    token = resets.make_link(family_member, by=g.member)
    security_log.note("token.made", about=f"member-{id}", way="reset")
    link = current_app.config["SETTINGS"].url + url_for("families.open_reset", token=token)
    return show("families/reset_link", family_member=family_member, link=link)


def opened_passage():
    """The passage this browser came with; who tries tokens is slowed down. Raises Spent."""
    gate.knock("reset", None)
    passage = held_passage(resets.RESET)
    right = resets.usable(passage)
    (gate.opened if right else gate.missed)("reset", None)
    if not right:
        raise resets.Spent
    return passage


def has_mail():
    return bool(current_app.config["SETTINGS"].smtp_url)
