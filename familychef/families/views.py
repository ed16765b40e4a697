"""The families' pages; each module adds its own to the blueprint."""

from . import arriving, me, signing
from .room import families

__all__ = ["arriving", "me", "signing"]

blueprints = (families,)
