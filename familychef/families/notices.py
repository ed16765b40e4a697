"""How what happens to families and their people reads to a person."""

from familychef.core import jobs, notices
from familychef.core.allergens import ALLERGENS
from familychef.core.i18n import LANGUAGES, _l
from familychef.core.notices import Thing, moment

from .choices import COLOUR_NAMES
from .models import Calendar, Device, Export, FamilyMember, Invitation
from .words import DIETS, FACES, ROLE_NAMES

KINDS = {
    "family.founded": _l("Family founded"),
    "family.settled": _l("Family settings changed"),
    "family.secured": _l("Rule for the second step changed"),
    "family.ending": _l("Family is going to be deleted"),
    "family.kept": _l("Family is kept after all"),
    "family.forgot": _l("Old history removed"),
    "family.remembers": _l("How long history is kept changed"),
    "member.joined": _l("Joined the family"),
    "member.raised": _l("Child added"),
    "member.described": _l("Person described anew"),
    "member.granted": _l("Roles changed"),
    "member.reloaded": _l("Pages opened anew"),
    "member.removed": _l("Person left the family"),
    "member.erased": _l("Person erased"),
    "member.pinned": _l("PIN set"),
    "member.unpinned": _l("PIN taken away"),
    "member.reset_link": _l("Link for a new password made"),
    "member.reset": _l("Password renewed by a link"),
    "invitation.issued": _l("Invitation made"),
    "invitation.revoked": _l("Invitation taken back"),
    "device.paired": _l("Screen paired"),
    "device.removed": _l("Screen removed"),
    "device.set_up": _l("Screen set up"),
    "calendar.given": _l("Address for a calendar made"),
    "calendar.ended": _l("Address for a calendar ended"),
    "copy.asked": _l("Copy of the data asked for"),
    "copy.made": _l("Copy of the data made"),
    "copy.failed": _l("Copy of the data failed"),
    "job.asked": _l("Job started by hand"),
    "job.ended": _l("Job done"),
    "job.failed": _l("Job failed"),
    "copy.gone": _l("Copy of the data deleted"),
}
FIELDS = {
    "allergens": _l("Allergies"),
    "child": _l("Child"),
    "colour": _l("Colour"),
    "currency": _l("Currency"),
    "deletes_at": _l("Day of deletion"),
    "diet": _l("Diet"),
    "face": _l("Picture"),
    "invitation": _l("Invitation"),
    "job": _l("Job"),
    "keeps_events": _l("Months kept"),
    "kind": _l("Kind"),
    "language": _l("Language"),
    "locale": _l("Language"),
    "name": _l("Name"),
    "roles": _l("Roles"),
    "second_factor": _l("Second step"),
    "timezone": _l("Time zone"),
    "until": _l("Works until"),
    "uses": _l("Uses"),
}
WORDS = {
    "family_member.allergens": ALLERGENS,
    "colour": dict(enumerate(COLOUR_NAMES, 1)),
    "deletes_at": moment,
    "device.kind": {"kitchen": _l("kitchen display"), "shared": _l("shared tablet")},
    "export.kind": {"mine": _l("own data"), "family": _l("whole family")},
    "face": FACES,
    "family_member.diet": DIETS,
    "family_member.state": {"active": _l("in the family"), "removed": _l("gone")},
    "job": lambda name, _row, _reader: jobs.title(name),
    "keeps_events": {0: _l("for good")},
    "language": LANGUAGES,
    "locale": LANGUAGES,
    "roles": ROLE_NAMES,
    "second_factor": {"": _l("Nobody"), "admins": _l("admins"), "all": _l("everybody")},
    "until": moment,
}


def _rows(model):
    return lambda family, ids: {row.id: row for row in family.of(model).where(model.id.in_(list(ids)))}


def _itself(family, ids):
    return {family.id: family} if family.id in ids else {}


SUBJECTS = {
    "family": Thing("", _itself, lambda family: family.name, page="families.members"),
    "family_member": Thing(
        "", _rows(FamilyMember), lambda member: member.name, is_own=lambda member, id: member.id == id,
        page="families.member",
    ),
    "invitation": Thing(_l("Invitation"), _rows(Invitation), lambda invitation: invitation.id),
    "calendar": Thing(_l("Calendar"), _rows(Calendar), lambda calendar: calendar.id),
    "device": Thing(_l("Screen"), _rows(Device), lambda device: device.name),
    "export": Thing(_l("Copy"), _rows(Export), lambda export: export.id),
}

notices.say(KINDS, fields=FIELDS, words=WORDS, subjects=SUBJECTS)
