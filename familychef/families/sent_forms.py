"""The keys of forms that did something: the same key with other content is no repetition."""

import hashlib
import json
from contextlib import contextmanager

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction, write
from familychef.core.errors import Refusal
from familychef.core.i18n import _

from .people import Family

KEPT = clock.minutes(90 * 24 * 60)
OF_THE_SENDING = {"key", "sent"}


class SentForm(Model):
    """`digest`: that of what the form with this key said when it did something first."""

    stays = "it is of use where the form was sent to"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    key = peewee.CharField(max_length=64)
    digest = peewee.CharField(max_length=64)
    at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("family_id", "key"), True), (("at",), False))

    @classmethod
    @contextmanager
    def once(cls, family, fields, *about):
        """The transaction of what a form with a key does; what is refused in it has not been sent.

        `about`: what stands in its address, and who sends it where that matters. Gives whether it came for the first
        time. Raises Refusal where its key did something else before.
        """
        with transaction(family):
            yield not getattr(fields, "key", None) or cls._remember(family, fields.key, _digest(fields, about))

    @classmethod
    def tidy(cls, now):
        with write():
            return cls.delete().where(cls.at < now - KEPT).execute()

    @classmethod
    def _remember(cls, family, key, digest):
        known = family.of(cls).where(cls.key == key).first()
        if known is None:
            cls.create(family=family, key=key, digest=digest)
        elif known.digest != digest:
            text = _("This was sent before with other words, and that counts. Please look at what there is now.")
            raise Refusal(text)
        return known is None


def _digest(fields, about):
    """What is left at its default says nothing: a form of the next release may have one field more."""
    said = fields.model_dump(mode="json", exclude=OF_THE_SENDING, exclude_defaults=True)
    return hashlib.sha256(json.dumps([type(fields).__name__, said, about], sort_keys=True).encode()).hexdigest()
