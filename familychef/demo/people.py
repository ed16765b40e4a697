"""Nonna, Marta, Leo and zia Pia; and Carla next door."""

from types import SimpleNamespace

from familychef.core.access import ADMIN, CHEF, MEMBER, SHOPPER
from familychef.core.db import transaction, write
from familychef.core.events import record
from familychef.families.models import Family, FamilyMember, Installation, User
from familychef.families.passwords import hashed_password

PASSWORD = "buon appetito"
HOME = {"timezone": "Europe/Rome", "currency": "EUR", "demo": True}
ROSSI = {
    "nonna": {"name": "Nonna", "roles": [CHEF], "colour": 1},
    "marta": {"name": "Marta", "roles": [CHEF, SHOPPER, ADMIN], "colour": 2},
    "leo": {"name": "Leo", "roles": [MEMBER], "colour": 8, "allergens": ["nuts"], "child": True},
    "pia": {"name": "zia Pia", "roles": [SHOPPER], "colour": 5},
}
NERI = {
    "carla": {"name": "Carla", "roles": [CHEF, ADMIN], "colour": 10},
}


def seed(settings):
    """The cast: `rossi` and `neri` are families, `marta nonna leo pia carla` their members."""
    hashes = {key: hashed_password(PASSWORD, settings.password_cost) for key in [*ROSSI, *NERI]}
    cast = SimpleNamespace()
    with write():
        Installation.create(id=1)
        cast.rossi = _family("Rossi", ROSSI, hashes, cast)
        cast.neri = _family("Neri", NERI, hashes, cast)
    return cast


def _family(name, people, hashes, cast):
    family = Family.create(name=name, **HOME)
    with transaction(family):
        for key, traits in people.items():
            email = f"{key}@{name.lower()}.example"
            user = User.create(name=traits["name"], email=email, password_hash=hashes[key])
            member = FamilyMember.create(family=family, user=user, **traits)
            record("member.joined", member, actor=member, stale="members")
            setattr(cast, key, member)
    return family
