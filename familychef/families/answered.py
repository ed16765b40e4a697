"""What was answered to a program, by the Idempotency-Key it came with."""

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, write
from familychef.core.incoming import LONGEST_KEY

from .people import Family
from .programs import Program

KEPT = clock.minutes(24 * 60)


class ApiAnswer(Model):
    stays = "it is of use where it was asked for"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    program = peewee.ForeignKeyField(Program, on_delete="CASCADE")
    key = peewee.CharField(max_length=LONGEST_KEY)
    digest = peewee.CharField(max_length=64)
    status = peewee.IntegerField(default=0)
    body = peewee.TextField(default="")
    at = UtcField(default=clock.now)

    class Meta:
        indexes = ((("program_id", "key"), True), (("at",), False))

    @classmethod
    def tidy(cls, now):
        with write():
            return cls.delete().where(cls.at < now - KEPT).execute()
