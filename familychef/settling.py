"""After a restore: what was revoked since the backup stays revoked, and what was sent since is not sent again."""

import peewee

from .alerts.deliveries import WebhookDelivery
from .alerts.hooks import RESTORED, Webhook
from .alerts.models import NotificationMessage
from .alerts.subscriptions import PushSubscription
from .alerts.targets import NotificationTarget
from .backups.models import BackupAlarm, Held
from .core import clock, relay
from .core.db import reading, transaction, write
from .core.events import record
from .families.ending import WAIT
from .families.models import (
    Calendar,
    Device,
    Family,
    Invitation,
    Letter,
    Pairing,
    Passage,
    Passkey,
    Program,
    RecoveryCode,
    RefreshToken,
    Session,
)

ENDED = ((Session, "ended_at"), (Program, "ended_at"), (Calendar, "ended_at"), (Device, "revoked_at"),
         (Passage, "used_at"), (NotificationTarget, "gone_at"))
GONE = (RefreshToken, PushSubscription, Pairing, Passkey, RecoveryCode, BackupAlarm)
SENT = {model._meta.table_name: model for model in (Letter, NotificationMessage, WebhookDelivery)}


def settle(taken_at):
    """A new epoch for the bound, restored database: everybody begins anew. Returns how many messages are held.

    Of what happened between the backup and now nobody knows: so all that opens a door is closed, but the passwords
    and the codes of the second step, by which people come back in.
    """
    with reading():
        relay.deliver_pending(Family)
        with write():
            _end_what_opens()
            held = _hold_what_was_not_sent()
            Family.update(deletes_at=clock.now() + WAIT).where(Family.deletes_at.is_null(False)).execute()
        for family in Family.select():
            with transaction(family):
                changes = {"taken_at": [None, taken_at.isoformat(timespec="minutes")]}
                record("house.restored", family, stale="family members", needs="family.manage", changes=changes)
    return held


def send_held():
    """The yes: what was held goes out after all; how many messages."""
    now = clock.now()
    with reading(), write():
        for held in Held.select():
            row = SENT[held.kind]
            row.update(done_at=None, next_try_at=now).where(row.id == held.row).execute()
        return Held.delete().execute()


def _end_what_opens():
    now = clock.now()
    for model, name in ENDED:
        field = model._meta.fields[name]
        model.update({field: now}).where(field.is_null()).execute()
    for model in GONE:
        model.delete().execute()
    Invitation.update(uses_left=0).where(Invitation.uses_left > 0).execute()
    _switch_webhooks_off(now)


def _switch_webhooks_off(now):
    """One that was removed since would tell a stranger; whoever looks after them switches the right ones on again."""
    Webhook.update(off_at=now, off_reason=RESTORED).where(Webhook.off_at.is_null()).execute()


def _hold_what_was_not_sent():
    """What looks sent is not sent; Held knows better. A letter with a link that is ended is no use to anybody."""
    now = clock.now()
    for kind, model in SENT.items():
        waiting = model.select(peewee.Value(kind), model.id).where(model.done_at.is_null())
        if model is Letter:
            waiting = waiting.where(Letter.passage.is_null())
        Held.insert_from(waiting, [Held.kind, Held.row]).on_conflict_ignore().execute()
        model.update(done_at=now).where(model.done_at.is_null()).execute()
    return Held.select().count()
