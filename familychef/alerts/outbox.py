"""The outbox of news: rows are the truth, a group of them travels as one message, claimed before it goes."""

import logging
from functools import partial
from itertools import groupby

import gevent
from gevent.pool import Pool

from familychef.core import bell, clock
from familychef.core.db import reading, write

from . import letters, push, services, targets, webhooks
from .kinds import CHANNELS, MAIL, PUSH, WEBHOOK
from .models import Notification, NotificationMessage
from .posting import Gone

log = logging.getLogger(__name__)
LOOK_EVERY = 60
AT_ONCE = 500
CREW = 6
ASIDE = clock.minutes(2)
TOO_LATE = clock.minutes(3 * 24 * 60)
CARRIERS = {MAIL: letters.carry, PUSH: push.carry, WEBHOOK: partial(targets.carry, webhooks.written)}
CARRIERS |= dict.fromkeys(services.SERVICES, partial(targets.carry, services.written))


class Taken(Exception):
    """Another process was quicker with some of them."""


def run(settings):
    """The background loop: woken by any family's bell, and now and then for what waits for its hour.

    Whoever is slow holds up nobody else: all mails go one after the other, as do the messages to one member over other
    channels, and all of these side by side.
    """
    crew, busy = Pool(CREW), set()
    while True:
        news = bell.ticket(bell.ANY)
        try:
            with reading():
                found = _lanes(settings, busy)
            for lane, messages in found.items():
                _set_to_work(crew, lane, messages, settings, busy)
        except Exception:
            log.exception("looking for news to send failed")
        news.wait(LOOK_EVERY)


def send_due(settings):
    """Send what is due, one after the other; returns how many messages were taken."""
    return sum(_send_all(messages, settings) for messages in _lanes(settings).values())


def _set_to_work(crew, lane, messages, settings, busy):
    """Without a free hand it waits until one is free, and rings."""
    work = gevent.spawn if lane == MAIL else crew.spawn if crew.free_count() > 0 else None
    if work:
        busy.add(lane)
        work(_work, lane, messages, settings, busy)


def _work(lane, messages, settings, busy):
    try:
        with reading():
            _send_all(messages, settings)
    except Exception:
        log.exception("sending news failed")
    else:
        bell.wake(bell.ANY)
    finally:
        busy.discard(lane)


def _lanes(settings, busy=frozenset()):
    """{MAIL or the id of a member: [the rows of a message]} of what is due, without the busy ones.

    Nothing waits longer than a digest and its quiet hours: what does was put off by a clock that ran ahead.
    """
    now, at, channel = clock.now(), NotificationMessage.next_try_at, NotificationMessage.channel
    due = NotificationMessage.select(NotificationMessage, Notification).join(Notification)
    due = due.where(NotificationMessage.done_at.is_null(), (at <= now) | (at > now + TOO_LATE))
    mails = _whole(due.where(channel == MAIL)) if settings.smtp_url and MAIL not in busy else []
    others = _whole(due.where(channel != MAIL, Notification.member.not_in(list(busy - {MAIL}))))
    lanes = {}
    for _key, rows in groupby(sorted(_still_news(mails + others), key=_together), _together):
        message = list(rows)
        lane = MAIL if message[0].channel == MAIL else message[0].notification.member_id
        lanes.setdefault(lane, []).append(message)
    return lanes


def _whole(due):
    """The oldest of them, with all that was sent together with one of them before."""
    rows = list(due.order_by(NotificationMessage.id).limit(AT_ONCE))
    begun, known = {row.batch for row in rows} - {None}, [row.id for row in rows]
    rest = due.where(NotificationMessage.batch.in_(begun), NotificationMessage.id.not_in(known))
    return rows + list(rest.order_by(NotificationMessage.id)) if begun and len(rows) == AT_ONCE else rows


def _still_news(rows):
    """Without what nobody could be told for days, as where mail was set up late: that is said nowhere any more."""
    since = clock.now() - TOO_LATE
    old = [row for row in rows if row.attempts == 0 and row.notification.at < since]
    if old:
        _change(old, done_at=clock.now())
    return [row for row in rows if row not in old]


def _together(row):
    """What goes as one message: all that is new for a member on a channel, or what was sent together before.

    Mails come first, and what was tried least: what nobody takes stands in the way of nothing else.
    """
    return CHANNELS.index(row.channel), row.notification.member_id, row.attempts, row.batch or 0


def _send_all(messages, settings):
    """How many went out. Who just failed is not asked at once again for the rest."""
    went, failed = 0, set()
    for rows in messages:
        whom = rows[0].notification.member_id, rows[0].channel
        if whom in failed:
            _set_aside(rows)
        elif _claim(rows):
            try:
                went += _send(rows, settings)
            except OSError:
                failed.add(whom)
    return went


def _send(rows, settings):
    """True when it went out, OSError when it was not taken. Tried again it has the same rows and the same number."""
    try:
        went = rows[0].reader.state == "active" and CARRIERS[rows[0].channel](rows, settings)
    except Gone:
        _change(rows, done_at=clock.now(), failed=True)
        return False
    except Exception as error:
        _put_off(rows, error)
        if isinstance(error, OSError):
            raise
        return False
    _change(rows, done_at=clock.now(), failed=False)
    return went


def _claim(rows):
    """All of them are ours until the next try would be due, 2, 4, 8 … minutes; or none is."""
    tries = rows[0].attempts + 1
    later = clock.now() + clock.minutes(2**tries)
    changed = {"batch": rows[0].batch or rows[0].id, "attempts": tries, "next_try_at": later}
    try:
        with write():
            if NotificationMessage.update(changed).where(_are(rows), _untouched(rows)).execute() < len(rows):
                raise Taken
    except Taken:
        return False
    for row in rows:
        row.mirror(**changed)
    return True


def _set_aside(rows):
    """A little later, and not counted as a try."""
    with write():
        later = NotificationMessage.update(next_try_at=clock.now() + ASIDE)
        later.where(_are(rows), _untouched(rows)).execute()


def _put_off(rows, error):
    kind, number, tries = type(error).__name__, rows[0].batch, rows[0].attempts
    if not rows[0].is_last_try:
        log.warning("message %s was not taken (%s), try %s", number, kind, tries)
    else:
        log.error("message %s is given up after %s tries (%s)", number, tries, kind)
        _change(rows, done_at=clock.now(), failed=True)


def _change(rows, **values):
    with write():
        NotificationMessage.update(values).where(_are(rows)).execute()


def _untouched(rows):
    return (NotificationMessage.attempts == rows[0].attempts) & NotificationMessage.done_at.is_null()


def _are(rows):
    return NotificationMessage.id.in_([row.id for row in rows])
