"""One's own page, and the page behind the last tab."""

from flask import g, request, url_for

from familychef.core import security_log
from familychef.core.access import PERSON, allow, can
from familychef.core.i18n import _, _l
from familychef.core.pages import nav_items
from familychef.core.web import go, refuse, show

from . import choices, gate, passwords
from .actions import change_password
from .forms import LanguageForm, PasswordForm
from .models import SecondFactor, Session
from .room import families

ROWS = (
    ("alerts.news", _l("News"), _l("What concerns you, and what you are told"), "bell", "family.view"),
    ("kitchen.orders", _l("Orders"), _l("What you asked for, and what became of it"), "receipt-text", "orders.view"),
    ("shopping.shopping", _l("Shopping list"), _l("What to buy, and what is in the basket"), "shopping-basket",
     "shopping.view"),
    ("pocket.phone", _l("On your phone"), _l("An icon on the home screen, and what works here"), "tablet-smartphone",
     "family.view"),
    ("menu.recipes", _l("Recipes"), _l("How each dish is made"), "book-open", "menu.view"),
    ("pantry.pantry", _l("Pantry"), _l("What there is, and until when"), "package", "pantry.view"),
    ("pantry.ingredients", _l("Ingredients"), _l("Measures, dates and allergens"), "list-checks", "pantry.edit"),
    ("kitchen.display", _l("Kitchen display"), _l("For the screen on the kitchen wall"), "cooking-pot", "orders.cook"),
    ("families.devices", _l("Screens"), _l("Kitchen display, shared tablet"), "tablet-smartphone", "devices.pair"),
    ("families.members", _l("Family"), _l("Who is who, allergies and diets"), "users", "family.view"),
    ("families.audit_page", _l("History"), _l("Who did what, and from where"), "history", "family.manage"),
    ("families.job_page", _l("Done by the clock"), _l("What ran when, and how it went"), "clock", "family.manage"),
    ("backups.backup_page", _l("Backups"), _l("How old the newest is, and whether it can be restored"), "package",
     "family.manage"),
    ("system.house", _l("System"), _l("Whether the house is well: versions, space, faults"), "settings",
     "family.manage"),
    ("alerts.hooks", _l("Webhooks"), _l("Programs that are told what happens in the house"), "link", "family.manage"),
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
    return show(own_page(), **about_me())


@families.post("/me/language")
@allow(PERSON)
def choose_language():
    form = LanguageForm.read(request.form)
    if not form.valid():
        return refuse(own_page(), **about_me(language_form=form))
    g.user.speak(form.fields.language)
    g.pop("language", None)
    return go(url_for("families.me"), say=_("Saved."))


@families.post("/me/password")
@allow(PERSON, own_device=True)
def choose_password():
    form = PasswordForm.read(request.form)
    if form.valid() and not gate.fits(g.user, form.fields.old):
        form.fail("old", _("This is not your password."))
    passwords.refuse_near(form, "new", passwords.names_of(g.user))
    if not form.valid():
        return refuse("families/me", **about_me(form=form))
    change_password(g.user, passwords.hashed_password(form.fields.new), keep=g.session)
    security_log.note("password.changed")
    return go(url_for("families.me"), say=_("Your password is changed. Other browsers are signed out."))


def own_page():
    """On a screen that many use, without what is settled on a browser of one's own."""
    return "families/me_on_screen" if g.session.device_id else "families/me"


def about_me(form=None, language_form=None):
    return {
        "form": form or PasswordForm.blank(),
        "language_form": language_form or LanguageForm.blank(language=g.user.locale),
        "languages": [("", _("Like this browser")), *choices.languages()],
        "memberships": list(g.user.memberships()),
        "open_sessions": list(Session.of_user(g.user)),
        "has_second_step": SecondFactor.of_user(g.user) is not None,
    }
