"""The family's history: all of it for admins, a thing's own for those who work with it."""

from flask import abort, g, make_response, request, url_for

from familychef.core import notices
from familychef.core.access import allow
from familychef.core.following import may_follow
from familychef.core.i18n import _
from familychef.core.incoming import row_number
from familychef.core.web import go, refuse, show

from . import audit
from .family_forms import AuditForm, KeepingForm
from .models import FamilyMember
from .room import families

CSV = {"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="history.csv"'}


@families.get("/audit")
@allow("family.manage")
@may_follow
def audit_page():
    form = AuditForm.in_address()
    if not form.valid():
        return refuse("families/audit", form, **about_audit(audit.Filter()))
    return show("families/audit", form=form, **about_audit(form.fields.chosen(), form.fields.before))


@families.get("/audit.csv")
@allow("family.manage")
@may_follow
def audit_table():
    form = AuditForm.in_address()
    chosen = form.fields.chosen() if form.valid() else abort(422)
    return make_response("\ufeff" + audit.as_csv(g.family, chosen), 200, CSV)


@families.post("/audit/keeping")
@allow("family.manage", proof=True, own_device=True)
def keep_events():
    form = KeepingForm.read(request.form)
    if not form.valid():
        return refuse("families/audit", AuditForm.blank(), **about_audit(audit.Filter()) | {"keeping": form})
    g.family.remember(form.fields.months, by=g.member)
    return go(url_for("families.audit_page"), say=_("Saved."))


@families.get("/history/<subject>")
@allow("family.view")
@may_follow
def history(subject):
    noun, number = notices.split(subject)
    thing = notices.things.get(noun)
    row = thing and thing.find(g.family, {number}).get(number)
    if not row or not notices.may_read(g.member, noun, number):
        abort(404)
    chosen = audit.Filter(subjects=(subject, *thing.also(g.family, number)))
    page = audit.Page(g.family, chosen, request.args.get("before", type=row_number))
    return show("families/history", thing=f"{thing.word} {thing.name(row)}".strip(), page=page)


def about_audit(chosen, before=None):
    people = g.family.of(FamilyMember).order_by(FamilyMember.id)
    asked = {name: request.args[name] for name in ("person", "group", "since", "until") if request.args.get(name)}
    return {
        "page": audit.Page(g.family, chosen, before),
        "chosen": asked,
        "people": [("", _("Everybody")), *((str(member.id), str(member.name)) for member in people)],
        "groups": [(key, str(word)) for key, (word, _prefixes) in audit.GROUPS.items()],
        "months": [(str(count), words(count)) for count in KeepingForm.MONTHS],
        "keeping": KeepingForm.blank(months=g.family.keeps_events),
    }


def words(months):
    return _("%(count)s months", count=months) if months else _("For good")
