"""One-time ways in: a token that opens once, for a while, for one purpose; and the letters that carry one."""

import base64
import hashlib
import hmac
import secrets

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, write

from .logins import hashed
from .people import FamilyMember, User

KEPT = clock.minutes(7 * 24 * 60)


class Passage(Model):
    """`kind`: its purpose (second_factor, reset …); only the token's hash is kept."""

    stays = "it opens the door"
    withheld = {"token_hash": "", "facts": {}}
    own = ("user",)

    kind = peewee.CharField(max_length=20)
    token_hash = peewee.CharField(max_length=64, unique=True)
    user = peewee.ForeignKeyField(User, backref="passages", null=True, on_delete="CASCADE")
    made_by = peewee.ForeignKeyField(FamilyMember, backref="passages_made", null=True, on_delete="CASCADE")
    facts = peewee.JSONField(default=dict)
    created_at = UtcField(default=clock.now)
    expires_at = UtcField()
    used_at = UtcField(null=True)

    @classmethod
    def issue(cls, kind, life, token=None, **traits):
        """A way that opens once within `life`; (passage, token). The token is kept nowhere, only its hash."""
        token = token or secrets.token_urlsafe(32)
        with write():
            expires_at = clock.now() + life
            return cls.create(kind=kind, token_hash=hashed(token), expires_at=expires_at, **traits), token

    @classmethod
    def opened_by(cls, token, kind):
        """The unused passage of this token, with its person; or None."""
        query = cls.select(cls, User).join(User, peewee.JOIN.LEFT_OUTER)
        query = query.where(cls.token_hash == hashed(token or ""), cls.kind == kind)
        return query.where(cls.used_at.is_null(), cls.expires_at > clock.now()).first()

    @classmethod
    def end_all(cls, user_id):
        """Nothing handed out for this person opens any more: no link, no sign-in that is half done. Inside write()."""
        cls.update(used_at=clock.now()).where(cls.user == user_id, cls.used_at.is_null()).execute()

    @property
    def is_open(self):
        return self.used_at is None and self.expires_at > clock.now()

    def use(self):
        """Once: of two who come at the same moment one gets through."""
        with write():
            return self.changed_rows(Passage.used_at.is_null(), used_at=clock.now())


def derived_token(secret, nonce):
    """The token of a letter that is written later: the house's secret makes it again from the nonce."""
    digest = hmac.digest(secret.encode(), f"passage {nonce}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Letter(Model):
    """A mail that waits to go out; its text is made when it goes."""

    stays = "it goes out from this server"
    withheld = {"facts": {}}
    own = ("user",)

    kind = peewee.CharField(max_length=20)
    user = peewee.ForeignKeyField(User, backref="letters", null=True, on_delete="CASCADE")
    passage = peewee.ForeignKeyField(Passage, backref="letters", null=True, on_delete="CASCADE")
    facts = peewee.JSONField(default=dict)
    created_at = UtcField(default=clock.now)
    next_try_at = UtcField(default=clock.now)
    attempts = peewee.IntegerField(default=0)
    done_at = UtcField(null=True)

    class Meta:
        indexes = ((("done_at", "next_try_at"), False),)


def tidy(now):
    """Forget what opens nothing any more, and old letters; a letter goes with its passage. Returns how many of each."""
    with write():
        letters = Letter.delete().where(Letter.created_at < now - KEPT).execute()
        links = Passage.delete().where(Passage.expires_at < now - KEPT).execute()
    return {"passage": links, "letter": letters}
