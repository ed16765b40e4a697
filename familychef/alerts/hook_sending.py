"""Sending to webhooks: each in its order and none held up by another; what goes is claimed before it goes."""

import logging
import ssl
import time

import gevent.pool
import peewee

from familychef.core import bell, clock, leaving
from familychef.core.db import let_go, reading
from familychef.core.fetch import Refused
from familychef.families.models import Family

from .deliveries import WebhookDelivery
from .hooks import Webhook
from .posting import as_json, post
from .targets import JSON
from .webhooks import signed

log = logging.getLogger(__name__)
LOOK_EVERY, SOON = 60, 1
CREW, OF_A_FAMILY = 4, 2
AT_ONCE, TURN = 50, 5


def run(settings):
    """The background loop: woken by any family's bell, and now and then for what waits for its next try."""
    crew, busy = gevent.pool.Pool(CREW), {}
    while True:
        news, all_begun = bell.ticket(bell.ANY), True
        try:
            with reading():
                found = [(id, home) for id, home in with_work() if id not in busy]
            all_begun = all([_begin(crew, busy, id, home, settings) for id, home in found])
        except Exception:
            log.exception("looking for webhooks to tell failed")
        news.wait(LOOK_EVERY if all_begun else SOON)


def send_due(settings):
    """One turn for each that has something to be told; returns how much of it went."""
    return sum(send(id, settings) for id, _home in with_work())


def with_work():
    """[(id, its family's)] of the webhooks with something to be told now, who waits longest first; two cheap looks."""
    waiting = WebhookDelivery.waiting().select(WebhookDelivery.webhook)
    ready = waiting.where(WebhookDelivery.due())
    behind = (Webhook.cursor < Family.version) & Webhook.id.not_in(waiting.where(WebhookDelivery.seq.is_null(False)))
    stays = Family.deletes_at.is_null() | (Family.deletes_at > clock.now())
    query = Webhook.select(Webhook.id, Webhook.family).join(Family).where(Webhook.off_at.is_null(), stays)
    query = query.where(Webhook.id.in_(ready) | behind)
    return list(query.order_by(peewee.fn.COALESCE(Webhook.worked_at, Webhook.created_at)).tuples())


def send(id, settings):
    """All of one webhook up to the first that is not taken, for `TURN` seconds and one more; returns how much went."""
    went, end = 0, time.monotonic() + TURN
    while went < AT_ONCE and not leaving.begun() and (went == 0 or time.monotonic() < end):
        hook = Webhook.acting(id)
        delivery = hook and WebhookDelivery.next_of(hook)
        if not delivery or not delivery.claim() or not _carried(delivery, settings):
            break
        went += 1
    return went


def _begin(crew, busy, id, home, settings):
    """False when there is no free hand for it, or enough of them are with its family. `busy`: {id: its family's}."""
    if crew.free_count() == 0 or list(busy.values()).count(home) == OF_A_FAMILY:
        return False
    busy[id] = home
    crew.spawn(_work, busy, id, settings)
    return True


def _work(busy, id, settings):
    went = 0
    try:
        with reading():
            went = send(id, settings)
    except Exception:
        log.exception("telling webhook %s failed", id)
    finally:
        del busy[id]
        if went:
            bell.wake(bell.ANY)


def _carried(delivery, settings):
    """True when the next one may go."""
    told = delivery.told()
    if told is None:
        delivery.drop()
        return True
    try:
        delivery.answered(_asked(delivery, told, settings))
    except OSError as error:
        delivery.missed(fault=fault_of(error))
    return delivery.is_taken


def _asked(delivery, told, settings):
    """The HTTP status that came back; nobody's connection to the database is kept meanwhile. Raises OSError."""
    hook, body = delivery.webhook, as_json(told)
    headers = JSON | signed(hook.secret, delivery.number, int(clock.now().timestamp()), body)
    with let_go():
        return post(hook.url, body, headers, settings.home_hosts)


def fault_of(error):
    """Why there was no answer, in a few words that a program can rely on."""
    if isinstance(error, Refused):
        return error.why.partition(":")[0][:60]
    elif isinstance(error, ssl.SSLError):
        return "no valid certificate"
    else:
        return "the line broke"
