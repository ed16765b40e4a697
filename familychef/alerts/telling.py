"""An event becomes news: a row for each person it concerns, a message for each channel they want to hear of it over."""

from familychef.core import clock
from familychef.core.access import CHILD
from familychef.core.db import transaction

from .kinds import APP, BY_EVENT, CHANNELS, KINDS, OVER, TRIAL
from .models import Notification, NotificationMessage, choices_of, paces_of, said

TOGETHER = {"stock"}  # and only of these the changes are told, which hold nothing that somebody typed
SOON = clock.minutes(60)


def tell(event, family):
    """Inside the family's transaction; to tell twice of the same event tells once."""
    kind = BY_EVENT[event.kind]
    people = [
        member for member in family.active_members()
        if member.id != event.actor_id and KINDS[kind].concerns(member, event)
    ]
    ids = [member.id for member in people]
    for member in people:
        member.family = family
    chosen, paces = choices_of(family, ids), paces_of(family, ids)
    told = [_tell_one(member, kind, event, chosen[member.id, kind], paces[member.id]) for member in people]
    if any(told):
        said(family)


def no_more(event, family):
    """Inside the family's transaction: what is over is not counted among what waits unread with other news."""
    unread = family.of(Notification).where(Notification.kind == OVER[event.kind], Notification.read_at.is_null())
    changed = [row.without(event.subject) for row in unread.where(Notification.more > 0)]
    if any(changed):
        said(family)


def try_out(member, channel):
    """A message to oneself, the way all others go, at once."""
    with transaction(member.family):
        news = _kept(member, TRIAL, said(member.family, member), "news.trial", member.dom_id, {})
        NotificationMessage.create(family=member.family_id, notification=news, channel=channel)


def _tell_one(member, kind, event, channels, pace):
    """True when there is something new for this member."""
    if not channels or Notification.of_member(member).where(Notification.seq == event.seq).exists():
        return False
    if kind in TOGETHER and _told_with_the_last(member, kind, event):
        return True
    news = _kept(member, kind, event.seq, event.kind, event.subject, event.changes if kind in TOGETHER else {})
    at = pace.next_moment(clock.now())
    for channel in sorted(set(channels) - {APP} - _used_up(member, kind, event)):
        NotificationMessage.create(family=member.family_id, notification=news, channel=channel, next_try_at=at)
    return True


def _used_up(member, kind, event):
    """The channels over which nothing more of this goes out: none to a child, and none twice of a meal."""
    if CHILD in member.powers:
        return set(CHANNELS)
    elif not KINDS[kind].once:
        return set()
    sent = NotificationMessage.select(NotificationMessage.channel).join(Notification)
    sent = sent.where(Notification.family == member.family_id, Notification.member == member.id)
    same = sent.where(Notification.kind == kind, Notification.subject == event.subject)
    return {message.channel for message in same}


def _told_with_the_last(member, kind, event):
    """One more of what was told a moment ago, was not read yet, and is on no way out of the house."""
    gone = NotificationMessage.select(NotificationMessage.notification).where(NotificationMessage.attempts > 0)
    now = clock.now()
    fresh = (Notification.kind == kind) & Notification.at.between(now - SOON, now + SOON)
    still_here = Notification.unread_of(member).where(fresh, Notification.id.not_in(gone))
    last = still_here.order_by(Notification.id.desc()).first()
    return last is not None and last.tell_with_it(event.subject)


def _kept(member, kind, seq, what, subject, changes):
    row = {"family": member.family_id, "member": member.id, "kind": kind, "seq": seq, "what": what, "subject": subject}
    return Notification.create(**row, changes=changes)
