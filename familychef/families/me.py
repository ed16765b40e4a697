"""One's own page, and the page behind the last tab."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import PERSON, allow
from familychef.core.i18n import _
from familychef.core.web import go, refuse, show

from . import choices, passwords
from .actions import change_password
from .forms import LanguageForm, PasswordForm
from .models import Session
from .room import families


@families.get("/more")
@allow("family.view")
def more():
    return show("families/more")


@families.get("/me")
@allow(PERSON)
def me():
    return show("families/me", **about_me())


@families.post("/me/language")
@allow(PERSON)
def choose_language():
    form = LanguageForm.read(request.form)
    if not form.valid():
        return refuse("families/me", form, **about_me())
    g.user.speak(form.fields.language)
    g.pop("language", None)
    return go(url_for("families.me"), say=_("Saved."))


@families.post("/me/password")
@allow(PERSON)
def choose_password():
    form = PasswordForm.read(request.form)
    if form.valid() and not passwords.right(g.user, form.fields.old):
        form.fail("old", _("This is not your password."))
    if not form.valid():
        return refuse("families/me", form, **about_me())
    change_password(g.user, passwords.hashed_password(form.fields.new), keep=g.session)
    return go(url_for("families.me"), say=_("Your password is changed. Other browsers are signed out."))


@families.post("/me/sessions/<int:id>/removal")
@allow(PERSON)
def end_session(id):
    get_object_or_404(g.user.sessions, Session.id == id).end()
    return go(url_for("families.me"), say=_("That browser is signed out."))


def about_me():
    return {"languages": choices.languages(), "open_sessions": list(Session.of_user(g.user)), "form": LanguageForm.blank(language=g.user.locale)}
