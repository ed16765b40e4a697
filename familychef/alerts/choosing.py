"""The page on which somebody chooses what to be told of, over which channels, and when."""

import datetime as dt

from familychef.core.i18n import _, _l

from .forms import TIMES, ChoiceForm
from .kinds import APP, CHANNELS, MAIL, PUSH, WEBHOOK, open_to
from .models import Notification, NotificationMessage, choices_of, paces_of
from .services import SERVICES
from .subscriptions import PushSubscription
from .targets import NotificationTarget

EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
SERVED = {service.channel: _l("By %(service)s", service=service.name) for service in SERVICES.values()}
DEVICES = _l("On my devices")
TITLES = {PUSH: DEVICES, WEBHOOK: _l("To a webhook")} | SERVED


class Choosing:
    """`rows`: (kind, title, hint) of what may concern this member.

    `troubles`: [(title of a channel, since when nothing gets through)]; `targets`: {channel: NotificationTarget} of
    what was ever set up; `channels`: (channel, title) of what works.
    """

    def __init__(self, member, has_mail, form=None):
        self.has_mail, self.form = has_mail, form or _filled(member)
        self.rows = [(kind, news.title, news.hint) for kind, news in open_to(member).items()]
        self.trouble = _given_up(member.id, MAIL)
        self.targets = {target.channel: target for target in NotificationTarget.of_member(member)}
        self.devices = list(PushSubscription.of_member(member))
        found = [(title, self._trouble(member, channel)) for channel, title in TITLES.items()]
        self.troubles = [(title, since) for title, since in found if since]

    @property
    def channels(self):
        own = [(APP, _("In the app"))] + ([(MAIL, _("By mail"))] if self.has_mail else [])
        return own + [(channel, str(title)) for channel, title in TITLES.items() if self.is_live(channel)]

    @property
    def services(self):
        return SERVICES.values()

    def is_live(self, channel):
        if channel == PUSH:
            return bool(self.devices)
        return channel in self.targets and self.targets[channel].gone_at is None

    def kept(self, kind):
        """What is chosen and can't be seen now: it is there again when the channel is."""
        shown = {channel for channel, _title in self.channels}
        return [channel for channel in CHANNELS if channel in self.form.typed.get(kind, []) and channel not in shown]

    def _trouble(self, member, channel):
        if channel == PUSH:
            return _given_up(member.id, PUSH, max((each.created_at for each in self.devices), default=EVER))
        return trouble_with(self.targets.get(channel))


def trouble_with(target):
    """Since when nothing gets through to this NotificationTarget or None; None while it does."""
    return target and (target.gone_at or _given_up(target.member_id, target.channel, target.created_at))


def _filled(member):
    chosen, paces = choices_of(member.family, [member.id]), paces_of(member.family, [member.id])
    channels = {kind: found for (_member, kind), found in chosen.items()}
    return ChoiceForm.blank(**channels, **{name: getattr(paces[member.id], name) for name in TIMES})


def _given_up(member_id, channel, since=EVER):
    """The moment the latest message to this member was given up, or None when the latest one went out."""
    sent = NotificationMessage.select().join(Notification).where(Notification.member == member_id)
    sent = sent.where(NotificationMessage.channel == channel, NotificationMessage.done_at > since)
    last = sent.where(NotificationMessage.done_at.is_null(False)).order_by(NotificationMessage.done_at.desc()).first()
    return last.done_at if last and last.failed else None
