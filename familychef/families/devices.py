"""Devices: screens of the house that are paired by a code, and the pairing until somebody allows it."""

import datetime as dt
import secrets

import peewee

from familychef.core import clock
from familychef.core.access import ADMIN, KITCHEN
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Conflict
from familychef.core.events import record
from familychef.core.i18n import _

from .browser_names import browser_name
from .people import Family, FamilyMember
from .seen import Seen
from .tokens import hashed, nobodys_hash

KITCHEN_DISPLAY, SHARED_TABLET = DEVICE_KINDS = ("kitchen", "shared")
PAIRING_LIFE = dt.timedelta(minutes=10)
LETTERS, CODE_LENGTH = "BCDFGHJKLMNPQRSTVWXZ", 8


class Device(Seen, Model):
    """A paired screen: `kitchen` opens the kitchen and nothing else, on a `shared` one people enter by PIN."""

    room, view_permission = "families", "devices.pair"
    withheld = {"token_hash": nobodys_hash}
    own = ("paired_by",)

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    kind = peewee.CharField(max_length=10)
    name = peewee.CharField(max_length=80)
    token_hash = peewee.CharField(max_length=64, unique=True)
    paired_by = peewee.ForeignKeyField(FamilyMember, backref="devices")
    browser = peewee.CharField(max_length=120, default="")
    settings = peewee.JSONField(default=dict)
    created_at = UtcField(default=clock.now)
    seen_at = UtcField(default=clock.now)
    revoked_at = UtcField(null=True)

    member_id = None

    @classmethod
    def of_family(cls, family, by):
        """The screens this member looks after: all of them for an admin, those of the kitchen for a chef."""
        query = cls.select(cls, FamilyMember).join(FamilyMember, on=cls.paired_by)
        query = query.where(cls.family == family.id, cls.revoked_at.is_null()).order_by(cls.id)
        return query if by.has(ADMIN) else query.where(cls.kind == KITCHEN_DISPLAY)

    @classmethod
    def paired(cls):
        """The ids of all screens that open anything, as a subquery."""
        return cls.select(cls.id).where(cls.revoked_at.is_null())

    @property
    def is_kitchen(self):
        return self.kind == KITCHEN_DISPLAY

    @property
    def is_shared(self):
        return self.kind == SHARED_TABLET

    @property
    def browser_name(self):
        return browser_name(self.browser)

    @property
    def powers(self):
        """What this screen may do by itself, without a person signed in."""
        return {KITCHEN} if self.is_kitchen else set()

    def lives(self, _viewer):
        """Is this screen still paired? One query; the stream asks every few seconds."""
        return Device.select(Device.id).where(Device.id == self.id, Device.revoked_at.is_null()).exists()

    def set_up(self, settings, by):
        """How it writes, sounds and what it shows; the room whose screen it is knows what the settings mean."""
        with transaction(self.family):
            before = Device.get_by_id(self.id).settings
            told = {name: [before.get(name), value] for name, value in settings.items() if before.get(name) != value}
            if told and self.changed_rows(Device.revoked_at.is_null(), settings=settings):
                record("device.set_up", self, actor=by, stale="devices", changes=told)

    def remove(self, by):
        """It opens nothing any more, and whoever is signed in on it is out."""
        with transaction(self.family):
            if self.changed_rows(Device.revoked_at.is_null(), revoked_at=clock.now()):
                for session in self.sessions.filter(ended_at__is=None):
                    session.end()
                record("device.removed", self, actor=by, stale="devices", changes={"name": self.name})


class Pairing(Model):
    """A screen that waits to be allowed: it shows `code`, and holds the secret whose hash is here."""

    stays = "it waits for a code that is shown here"

    code = peewee.CharField(max_length=8, unique=True)
    secret_hash = peewee.CharField(max_length=64, unique=True)
    name = peewee.CharField(max_length=80)
    browser = peewee.CharField(max_length=120, default="")
    address = peewee.CharField(max_length=45, default="")
    created_at = UtcField(default=clock.now)
    expires_at = UtcField()
    device = peewee.ForeignKeyField(Device, backref="pairings", null=True, on_delete="CASCADE")

    @classmethod
    def begin(cls, **traits):
        """A screen asks; (pairing, secret). The secret is kept nowhere, only its hash."""
        secret = secrets.token_urlsafe(32)
        code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
        ends = clock.now() + PAIRING_LIFE
        with write():
            return cls.create(code=code, secret_hash=hashed(secret), expires_at=ends, **traits), secret

    @classmethod
    def held_with(cls, secret):
        """The open pairing of the screen that holds this secret, or None."""
        return cls._open().where(cls.secret_hash == hashed(secret or "")).first()

    @classmethod
    def shown_as(cls, code):
        """The screen that shows this code, or None."""
        return cls._open().where(cls.code == code).first()

    @classmethod
    def tidy(cls, now):
        """Forget the screens nobody allowed in time."""
        with write():
            return cls.delete().where(cls.expires_at <= now).execute()

    @classmethod
    def _open(cls):
        return cls.select().where(cls.expires_at > clock.now())

    @property
    def groups(self):
        """The code as it is shown: BCDF and GHJK."""
        return self.code[:4], self.code[4:]

    @property
    def browser_name(self):
        return browser_name(self.browser)

    @property
    def minutes_ago(self):
        return int((clock.now() - self.created_at).total_seconds() // 60)

    def allow(self, by, *, kind, name, settings=None):
        """It is a screen of `by`'s family from now on. Raises Conflict when somebody was quicker, or it is too late."""
        with transaction(by.family):
            known = Device.select().join(Pairing).where(Pairing.id == self.id, Device.paired_by == by.id).first()
            return known or self._allow(by, kind, name, settings or {})

    def complete(self):
        """The token of the screen that was allowed, for whoever comes first with its secret; else None."""
        token, device = secrets.token_urlsafe(32), self.device
        with transaction(device.family):
            mine = (Pairing.id == self.id) & (Pairing.expires_at > clock.now())
            if Pairing.delete().where(mine).execute() and device.changed_rows(
                Device.revoked_at.is_null(), token_hash=hashed(token), seen_at=clock.now()
            ):
                return token

    def _allow(self, by, kind, name, settings):
        device = Device.create(
            family=by.family, kind=kind, name=name, browser=self.browser, paired_by=by, settings=settings,
            token_hash=hashed(secrets.token_urlsafe(32)),
        )
        if not self.changed_rows(Pairing.device.is_null(), Pairing.expires_at > clock.now(), device=device):
            raise Conflict(_("This screen is allowed already, or its code is too old. Look at what it shows."))
        record("device.paired", device, actor=by, stale="devices", changes={"kind": [None, kind], "name": [None, name]})
        return device
