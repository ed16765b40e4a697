"""For programs: webhooks, and what became of what was sent there."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel

from familychef.core.api import same
from familychef.core.paging import Page, PageQuery, page_of

from . import hook_door
from .api import api
from .deliveries import WebhookDelivery
from .hook_door import the_hook
from .hook_forms import HookForm
from .hook_kinds import KINDS


class HookAnswer(BaseModel):
    """`member`: for whom it acts; `off_reason`: failed, gone, left, no_right, reset or "".

    `told_until`: the version of the family up to which it is told.
    """

    id: int
    name: str
    host: str
    kinds: list[Literal[tuple(KINDS)]]
    member: int
    state: Literal["working", "failing", "off"]
    off_reason: str
    told_until: int
    created_at: dt.datetime
    worked_at: dt.datetime | None
    failing_since: dt.datetime | None
    off_at: dt.datetime | None


class NewHook(HookAnswer):
    """`secret`: told this once; what is sent is signed with it by the rules of Standard Webhooks."""

    url: str
    secret: str


class DeliveryAnswer(BaseModel):
    """`webhook_id`: as in the header, the same at every try; `status`: of the last answer; `reason`: why there is none.

    `next_try_at`: null when there is none.
    """

    id: int
    webhook_id: str
    type: str
    seq: int | None
    subject: str
    at: dt.datetime
    state: Literal["waiting", "taken", "failed"]
    tries: int
    status: int | None
    reason: str
    next_try_at: dt.datetime | None
    done_at: dt.datetime | None


@api.get("/webhooks", "family.manage", "The webhooks of the family", gives=HookAnswer, many=True)
def webhooks():
    return [_hook(each) for each in hook_door.all_hooks()]


@api.post("/webhooks", "family.manage", "Let a program be told what happens", takes=HookForm, gives=NewHook, status=201,
          twin="alerts.add_hook", remembered=False)
def add_webhook(form):
    hook = hook_door.set_up(form)
    return NewHook(**_hook(hook).model_dump(), url=hook.url, secret=hook.secret)


@api.get("/webhooks/<int:id>", "family.manage", "One webhook", gives=HookAnswer)
def webhook(id):
    return _hook(the_hook(id))


@api.delete("/webhooks/<int:id>", "family.manage", "Tell it nothing any more", twin="alerts.remove_hook")
def remove_webhook(id):
    hook_door.remove(the_hook(id))


@api.get("/webhooks/<int:id>/deliveries", "family.manage", "What was sent there, and what became of it",
         query=PageQuery, gives=Page[DeliveryAnswer])
def webhook_deliveries(id, query):
    sent = hook_door.deliveries_of(the_hook(id))
    return Page[DeliveryAnswer](**page_of(WebhookDelivery, sent, query, _deliveries))


@api.post("/webhooks/<int:id>/trial", "family.manage", "Send a ping now", gives=DeliveryAnswer, status=202,
          limit="trials", twin="alerts.try_hook")
def try_webhook(id):
    return _delivery(hook_door.try_out(the_hook(id)))


@api.post("/webhooks/<int:id>/resumption", "family.manage", "Switch it on again, for who asks", gives=HookAnswer,
          twin="alerts.resume_hook")
def resume_webhook(id):
    hook_door.resume(the_hook(id))
    return _hook(the_hook(id))


def _hook(row):
    told = {"member": row.member_id, "told_until": row.cursor}
    return HookAnswer(**same(row, HookAnswer, told), **told)


def _deliveries(rows):
    return [_delivery(row) for row in rows]


def _delivery(row):
    told = {
        "webhook_id": row.number, "tries": row.attempts, "reason": row.fault,
        "next_try_at": row.next_try_at if row.done_at is None else None,
    }
    return DeliveryAnswer(**same(row, DeliveryAnswer, told), **told)
