"""What proves who somebody is, besides a password: codes of an app, recovery codes, passkeys, other sign-ins."""

import hmac
from urllib.parse import urlsplit

import peewee
import pyotp

from familychef.core import clock
from familychef.core.access import ADMIN
from familychef.core.db import Model, UtcField, write
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from .people import User

STEP = 30


class SecondFactor(Model):
    """The codes of an authenticator app; asked for once `confirmed_at` is set. `last_step`: the newest step used."""

    stays = "its secret opens the door"
    withheld = {"secret": ""}
    own = ("user",)

    user = peewee.ForeignKeyField(User, backref="second_factors", unique=True, on_delete="CASCADE")
    secret = peewee.CharField(max_length=64)
    confirmed_at = UtcField(null=True)
    last_step = peewee.IntegerField(default=0)
    created_at = UtcField(default=clock.now)

    @classmethod
    def of_user(cls, user):
        """This person's confirmed second factor, or None."""
        return cls.get_or_none(cls.user == user.id, cls.confirmed_at.is_null(False))

    @classmethod
    def begun_by(cls, user):
        """The one this person is about to set up, or None."""
        return cls.get_or_none(cls.user == user.id, cls.confirmed_at.is_null())

    @classmethod
    def begin(cls, user):
        """A fresh secret for an app; one that is confirmed stays what it is."""
        fresh = {"secret": pyotp.random_base32(), "last_step": 0, "created_at": clock.now()}
        query = cls.insert(user=user.id, **fresh)
        with write():
            query.on_conflict(conflict_target=[cls.user], update=fresh, where=cls.confirmed_at.is_null()).execute()

    @classmethod
    def is_missing(cls, member):
        """Does the family ask for a second step that this person has not? Children without e-mail are let be."""
        rule = member.family.second_factor
        asked = rule == "all" or rule == "admins" and member.has(ADMIN)
        return bool(asked and member.user.email and not cls.of_user(member.user))

    @property
    def address(self):
        """What the app reads from the QR code."""
        name = self.user.email or self.user.name
        return pyotp.TOTP(self.secret).provisioning_uri(name=name, issuer_name="FamilyChef")

    @property
    def groups(self):
        """The secret as one reads it from a screen and types it."""
        return [self.secret[start : start + 4] for start in range(0, len(self.secret), 4)]

    def take(self, code, **more):
        """Is it the code of now, or of the step before or after? Each opens once, and none older than the last."""
        step = self._step_of(code)
        with write():
            return step is not None and self.changed_rows(SecondFactor.last_step < step, last_step=step, **more)

    def _step_of(self, code):
        app, now = pyotp.TOTP(self.secret, interval=STEP), int(clock.now().timestamp()) // STEP
        steps, typed = (now - 1, now, now + 1), code.encode()
        near = (step for step in steps if hmac.compare_digest(app.generate_otp(step).encode(), typed))
        return next(near, None)


class RecoveryCode(Model):
    """Opens once in place of an app's code."""

    stays = "it opens the door"
    withheld = {"code_hash": ""}
    own = ("user",)

    user = peewee.ForeignKeyField(User, backref="recovery_codes", on_delete="CASCADE")
    code_hash = peewee.CharField(max_length=64)
    used_at = UtcField(null=True)

    class Meta:
        indexes = ((("user_id", "code_hash"), True),)

    def use(self):
        return self.changed_rows(RecoveryCode.used_at.is_null(), used_at=clock.now())


class Passkey(Model):
    """A key a device holds for this site; `credential_id` and `public_key` in URL-safe base64."""

    stays = "it is made for this site's name"
    withheld = {"credential_id": "", "public_key": ""}
    own = ("user",)

    user = peewee.ForeignKeyField(User, backref="passkeys", on_delete="CASCADE")
    credential_id = peewee.CharField(max_length=1400, unique=True)
    public_key = peewee.TextField()
    sign_count = peewee.BigIntegerField(default=0)
    name = peewee.CharField(max_length=80)
    created_at = UtcField(default=clock.now)
    used_at = UtcField(null=True)


class Identity(Model):
    """This person at an identity provider."""

    stays = "it is known to this site's provider"
    own = ("user",)

    user = peewee.ForeignKeyField(User, backref="identities", on_delete="CASCADE")
    issuer = peewee.CharField(max_length=255)
    subject = peewee.CharField(max_length=255)
    created_at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("issuer", "subject"), True),)

    @property
    def place(self):
        """The provider's name in addresses, and the end of the number we are told: people may have two logins."""
        return f"{urlsplit(self.issuer).hostname} …{self.subject[-4:]}"


def keep_a_way_in(without):
    """Raises Refusal when nothing but this passkey or identity signs its person in. Inside write()."""
    user = without.user
    user.changed_rows(locale=user.locale)
    others = [kind for kind in (Passkey, Identity) if kind.select().where(_another(kind, without)).exists()]
    if not user.password_hash and not others:
        raise Refusal(_("Nothing else signs you in. Set a password or add a passkey first."))


def _another(kind, without):
    return (kind.user == without.user_id) & ((kind.id != without.id) if isinstance(without, kind) else True)
