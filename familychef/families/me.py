"""One's own page, and the page behind the last tab."""

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core.access import PERSON, allow, can
from familychef.core.i18n import _, _l
from familychef.core.pages import nav_items
from familychef.core.web import go, refuse, show

from . import choices, passwords
from .actions import change_password
from .forms import LanguageForm, PasswordForm
from .models import Session
from .room import families

ROWS = (
    ("kitchen.orders", _l("Orders"), _l("What you asked for, and what became of it"), "receipt-text", "orders.view"),
    ("menu.recipes", _l("Recipes"), _l("How each dish is made"), "book-open", "menu.view"),
    ("pantry.pantry", _l("Pantry"), _l("What there is, and until when"), "package", "pantry.view"),
    ("pantry.ingredients", _l("Ingredients"), _l("Measures, dates and allergens"), "list-checks", "pantry.edit"),
    ("kitchen.display", _l("Kitchen display"), _l("For the screen on the kitchen wall"), "cooking-pot", "orders.cook"),
    ("families.members", _l("Family"), _l("Who is who, allergies and diets"), "users", "family.view"),
    ("families.invitations", _l("Invite somebody"), _l("A link that lets them in"), "user-plus", "family.manage"),
)


@families.get("/more")
@allow("family.view")
def more():
    return show("families/more", rows=list(rows_behind_the_tabs()))


def rows_behind_the_tabs():
    """(address, word, hint, icon) of what this person may see and has no tab for on a phone."""
    tabs = {tab[0] for tab in nav_items() if not tab[5]}
    for endpoint, name, hint, icon, permission in ROWS:
        if can(permission) and url_for(endpoint) not in tabs:
            yield url_for(endpoint), name, hint, icon


@families.get("/me")
@allow(PERSON)
def me():
    return show("families/me", **about_me())


@families.post("/me/language")
@allow(PERSON)
def choose_language():
    form = LanguageForm.read(request.form)
    if not form.valid():
        return refuse("families/me", **about_me(language_form=form))
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
        return refuse("families/me", **about_me(form=form))
    change_password(g.user, passwords.hashed_password(form.fields.new), keep=g.session)
    return go(url_for("families.me"), say=_("Your password is changed. Other browsers are signed out."))


@families.post("/me/sessions/<int:id>/removal")
@allow(PERSON)
def end_session(id):
    get_object_or_404(g.user.sessions, Session.id == id).end()
    return go(url_for("families.me"), say=_("That browser is signed out."))


def about_me(form=None, language_form=None):
    return {
        "form": form or PasswordForm.blank(),
        "language_form": language_form or LanguageForm.blank(language=g.user.locale),
        "languages": [("", _("Like this browser")), *choices.languages()],
        "memberships": list(g.user.memberships()),
        "open_sessions": list(Session.of_user(g.user)),
    }
