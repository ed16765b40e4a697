"""What the pages of the family and of one member show."""

import peewee
from flask import g

from familychef.core.access import ADMIN
from familychef.core.allergens import ALLERGENS
from familychef.core.i18n import _
from familychef.core.web import refuse, show

from . import choices
from .actions import without_second_step
from .forms import FamilyForm, LanguageForm, MemberForm, RolesForm, SecondStepForm
from .models import FamilyMember, Session, User
from .words import DIETS, faces, role_options


class MemberPage:
    """One member as this viewer sees them: to read, to edit, with roles for an admin."""

    def __init__(self, member, *, form=None, roles_form=None, language_form=None):
        manages = g.member.has(ADMIN)
        self.context = {
            "family_member": member,
            "form": form or as_known(member),
            "roles_form": roles_form or RolesForm.blank(roles=member.roles),
            "language_form": language_form or LanguageForm.blank(language=member.user.locale),
            "languages": [("", _("Like this browser")), *choices.languages()],
            "open_sessions": list(Session.of_member(member)) if manages else [],
            "manages": manages,
            "describes": (manages or g.member.id == member.id) and not g.member.on_shared_screen,
            "faces": [("", _("The first letter of the name")), *faces()],
            "colours": choices.colours(),
            "allergens": [(code, str(name)) for code, name in ALLERGENS.items()],
            "diets": [(code, str(name)) for code, name in DIETS.items()],
            "roles": role_options(),
        }

    def shown(self):
        return show("families/family_member", **self.context)

    def refused(self, status=422):
        return refuse("families/family_member", status=status, **self.context)


def family_page(family, form=None, rule_form=None):
    """The members, and the family's settings for an admin."""
    return {
        "members": list(family.active_members().select(FamilyMember, User).join(User, peewee.JOIN.LEFT_OUTER)),
        "form": form or as_settled(family),
        "rule_form": rule_form or SecondStepForm.blank(rule=family.second_factor),
        "unsecured": without_second_step(family),
        "now": family,
        "choices": choices,
    }


def as_known(member):
    known = {name: getattr(member, name) for name in ("name", "face", "colour", "allergens", "diet", "child")}
    return MemberForm.blank(version=member.edition, **known)


def as_settled(family):
    settled = {name: getattr(family, name) for name in ("name", "timezone", "currency")}
    return FamilyForm.blank(language=family.locale, version=family.edition, **settled)
