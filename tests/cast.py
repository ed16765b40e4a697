"""The cast: the Rossi, whose kitchen it is, and the Neri next door, who must see nothing."""

import secrets
from functools import cache

import argon2

PASSWORD = "buon appetito"
COOKIE, SCREEN_COOKIE = "fc", "fc-device"
ROSSI = {
    "nonna": {"name": "Nonna", "roles": ["chef"], "colour": 1},
    "marta": {"name": "Marta", "roles": ["chef", "shopper", "admin"], "colour": 2},
    "leo": {"name": "Leo", "roles": ["member"], "colour": 3, "allergens": ["nuts"], "child": True},
    "pia": {"name": "zia Pia", "roles": ["shopper"], "colour": 4},
}
NERI = {"carla": {"name": "Carla", "roles": ["chef", "admin"], "colour": 1}}


class World:
    """Both families with their people: `world.rossi`, `world.leo`, …, each a row.

    `client(who)` is that person's browser inside the test, `cookies(who)` their jar for a real server; `who` may be a
    screen made by `paired`, and a person with a `tablet` is at that shared screen.
    """

    def __init__(self, make_app):
        self._make_app = make_app

    @classmethod
    def founded(cls, make_app):
        """Both families written to the open database; `make_app` gives the app when a browser is wanted."""
        world = cls(make_app)
        world.rossi = found("Rossi")
        world.neri = found("Neri")
        for family, people in ((world.rossi, ROSSI), (world.neri, NERI)):
            for key, traits in people.items():
                setattr(world, key, join(family, email=email_of(key), **traits))
        return world

    @property
    def app(self):
        return self._make_app()

    def client(self, who=None):
        client = self.app.test_client()
        for name, value in (self.cookies(who) if who else {}).items():
            client.set_cookie(name, value)
        return client

    def cookies(self, who):
        screen = who if hasattr(who, "token") else getattr(who, "tablet", None)
        jar = {SCREEN_COOKIE: screen.token} if screen else {}
        return jar if who is screen else jar | {COOKIE: open_session(who, screen)}


def email_of(name):
    """nonna -> nonna@rossi.example; a full address stays as it is."""
    if "@" in name:
        return name
    return f"{name.lower()}@{'neri' if name.lower() in NERI else 'rossi'}.example"


def found(name, **more):
    from familychef.core.db import write
    from familychef.families.models import Family

    with write():
        return Family.create(**{"name": name, "timezone": "Europe/Rome", "currency": "EUR"} | more)


def join(family, name, email, **traits):
    """A person with a login and a membership; the FamilyMember."""
    from familychef.core.db import transaction
    from familychef.families.models import FamilyMember, User

    with transaction(family):
        user = User.create(name=name, email=email, password_hash=password_hash(PASSWORD))
        return FamilyMember.create(family=family, user=user, name=name, **traits)


def paired(by, kind="kitchen", name="Blue Ladle"):
    """A screen of this member's family, without the pairing; its `token` is what its cookie holds."""
    from familychef.core.db import transaction
    from familychef.families.models import Device, hashed

    token = secrets.token_urlsafe(32)
    with transaction(by.family):
        device = Device.create(family=by.family, kind=kind, name=name, token_hash=hashed(token), paired_by=by)
    device.token = token
    return device


def open_session(member, screen=None):
    """A signed-in session of this member, without the sign-in page; the cookie's value."""
    from familychef.core import clock
    from familychef.core.db import write
    from familychef.families.models import LONGEST, Session, hashed

    token = secrets.token_urlsafe(32)
    with write():
        Session.create(
            token_hash=hashed(token), user=member.user_id, member=member, expires_at=clock.now() + LONGEST,
            proved_at=None if screen else clock.now(), device=screen,
        )
    return token


def session_of(member):
    """The row of a new sign-in of this member."""
    from familychef.families.models import Session, hashed

    return Session.get(Session.token_hash == hashed(open_session(member)))


def sign_in(server, name, password=PASSWORD):
    """Sign in at a real server as the family does; the cookies to send from then on."""
    answer = server.request("POST", "/session", {"email": email_of(name), "password": password})
    assert answer.status == 303, f"{name} could not sign in: {answer.status}\n{answer.text[:400]}"
    return {key: value for key, value in answer.cookies.items() if value}


@cache
def password_hash(password):
    return argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
