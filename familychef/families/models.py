"""Who is who: families, people, memberships, invitations, sessions."""

from .invitations import INVITATION_LIFE, Closed, Invitation
from .logins import IDLE, LONGEST, Session, hashed
from .people import COLOURS, Family, FamilyMember, Installation, User

__all__ = [
    "COLOURS",
    "IDLE",
    "INVITATION_LIFE",
    "LONGEST",
    "Closed",
    "Family",
    "FamilyMember",
    "Installation",
    "Invitation",
    "Session",
    "User",
    "hashed",
]
