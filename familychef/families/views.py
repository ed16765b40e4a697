"""The families' pages; each module adds its own to the blueprint."""

from . import arriving, household, inviting, joining, me, signing
from .room import families

__all__ = ["arriving", "household", "inviting", "joining", "me", "signing"]

blueprints = (families,)
