"""Who is who: families, people, memberships, invitations, sessions, devices, and what proves a person."""

from .answered import ApiAnswer
from .calendars import Calendar
from .copies import Export
from .devices import DEVICE_KINDS, KITCHEN_DISPLAY, PAIRING_LIFE, SHARED_TABLET, Device, Pairing
from .factors import Identity, Passkey, RecoveryCode, SecondFactor
from .invitations import INVITATION_LIFE, Closed, Invitation
from .logins import IDLE, IDLE_ON_SCREENS, LONGEST, LONGEST_ON_SCREENS, Session, hashed
from .passages import Letter, Passage
from .people import COLOURS, Family, FamilyMember, Installation, User
from .programs import Program, RefreshToken
from .sent_forms import SentForm

__all__ = [
    "ApiAnswer",
    "COLOURS",
    "DEVICE_KINDS",
    "IDLE",
    "IDLE_ON_SCREENS",
    "INVITATION_LIFE",
    "KITCHEN_DISPLAY",
    "LONGEST",
    "LONGEST_ON_SCREENS",
    "PAIRING_LIFE",
    "SHARED_TABLET",
    "Calendar",
    "Closed",
    "Device",
    "Export",
    "Family",
    "FamilyMember",
    "Identity",
    "Installation",
    "Invitation",
    "Letter",
    "Pairing",
    "Passage",
    "Passkey",
    "Program",
    "RecoveryCode",
    "RefreshToken",
    "SecondFactor",
    "SentForm",
    "Session",
    "User",
    "hashed",
]
