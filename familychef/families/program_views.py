"""Programs that act for oneself: a token for one, shown once; what is signed in; the end of either."""

import datetime as dt

from flask import g, request, url_for
from playhouse.flask_utils import get_object_or_404

from familychef.core import clock, security_log
from familychef.core.access import SCOPES, allow
from familychef.core.api_words import SCOPE_NAMES
from familychef.core.i18n import _, _l
from familychef.core.web import go, refuse, show

from .models import Program
from .program_forms import LIVES, ProgramForm
from .room import families

LIFE_NAMES = {"30": _l("30 days"), "365": _l("One year"), "": _l("Until I end it")}


@families.get("/me/programs")
@allow("family.leave", own_device=True)
def programs():
    return show("families/programs", form=ProgramForm.blank(life="365"), **about())


@families.post("/me/programs")
@allow("family.leave", proof=True, own_device=True)
def give_token():
    form = ProgramForm.read(request.form)
    if not form.valid():
        return refuse("families/programs", form, **about())
    fields = form.fields
    program, token = Program.give(g.member, fields.name, fields.scope, ends(fields.life))
    security_log.note("token.given", about=f"program-{program.id}")
    return show("families/program_token", program=program, token=token)


@families.post("/me/programs/<int:id>/removal")
@allow("family.leave", own_device=True)
def end_program(id):
    program = get_object_or_404(Program.of_user(g.user), Program.id == id)
    program.end()
    security_log.note("token.ended", about=f"program-{id}")
    return go(url_for("families.programs"), say=_("%(name)s is signed out.", name=program.name))


def about():
    return {"programs": list(Program.of_user(g.user)), "scopes": [(code, SCOPE_NAMES[code]) for code in SCOPES],
            "lives": list(LIFE_NAMES.items()), "scope_names": SCOPE_NAMES}


def ends(life):
    return clock.now() + dt.timedelta(days=int(life)) if life in LIVES and life else None
