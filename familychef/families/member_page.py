"""What the pages of the family and of one member show."""

from flask import g

from familychef.core.access import ADMIN
from familychef.core.allergens import ALLERGENS
from familychef.core.web import refuse, show

from . import choices
from .forms import FamilyForm, MemberForm, RolesForm
from .words import DIETS, role_options


class MemberPage:
    """One member as this viewer sees them: to read, to edit, with roles for an admin."""

    def __init__(self, member, *, form=None, roles_form=None):
        self.context = {
            "family_member": member,
            "form": form or _as_known(member),
            "roles_form": roles_form or RolesForm.blank(roles=member.roles),
            "manages": g.member.has(ADMIN),
            "describes": g.member.has(ADMIN) or g.member.id == member.id,
            "colours": choices.colours(),
            "allergens": [(code, str(name)) for code, name in ALLERGENS.items()],
            "diets": [(code, str(name)) for code, name in DIETS.items()],
            "roles": role_options(),
        }

    def shown(self):
        return show("families/family_member", **self.context)

    def refused(self, status=422):
        return refuse("families/family_member", status=status, **self.context)


def family_page(family, form=None):
    """The members, and the family's settings for an admin."""
    return {
        "members": list(family.active_members()),
        "form": form or _as_settled(family),
        "now": family,
        "choices": choices,
    }


def _as_known(member):
    known = {name: getattr(member, name) for name in ("name", "colour", "allergens", "diet", "child")}
    return MemberForm.blank(version=member.edition, **known)


def _as_settled(family):
    settled = {name: getattr(family, name) for name in ("name", "timezone", "currency")}
    return FamilyForm.blank(language=family.locale, version=family.edition, **settled)
