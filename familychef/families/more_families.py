"""A second family for who runs one already: for grandparents, a holiday house, a flat of their own."""

from flask import abort, current_app, g, make_response, request, url_for

from familychef.core.access import allow, can
from familychef.core.i18n import _, language
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from . import choices, sessions
from .actions import found_another
from .family_forms import NewFamilyForm
from .room import families


@families.get("/families/new")
@allow("family.found")
def new_family():
    refuse_who_may_not()
    here = {"timezone": g.family.timezone, "currency": g.family.currency}
    form = NewFamilyForm.blank(name=g.member.name, language=language(), **here)
    return show("families/new_family", form=form, choices=choices)


@families.post("/families/new")
@allow("family.found")
def found_family():
    refuse_who_may_not()
    form = NewFamilyForm.read(request.form)
    if not form.valid():
        return refuse("families/new_family", form, choices=choices)
    take("families", g.user.id)
    founder = found_another(g.user, demo=current_app.config["SETTINGS"].demo, **form.fields.model_dump())
    said = _("You are with the family %(family)s now.", family=founder.family.name)
    page = make_response(go(url_for("families.first_steps"), say=said))
    return sessions.enter_as(g.user, page, founder, g.session.proved_at)


def may_found():
    """An admin on a browser of their own, unless the settings say nobody."""
    allowed = current_app.config["SETTINGS"].new_families == "admins" and not g.session.device_id
    return allowed and can("family.found")


families.add_app_template_global(may_found)


def refuse_who_may_not():
    if not may_found():
        abort(403)
