"""What the pages of all channels with an address share: where it goes, a test, and its end."""

from flask import g

from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go

from .choosing import trouble_with
from .targets import NotificationTarget
from .telling import try_out


def about(channel):
    """What the page of a channel shows: where its messages go, and since when none gets through."""
    target = _targets(channel).first()
    return {"target": target, "trouble": trouble_with(target)}


def ended(channel, page):
    """Back to its page, where nothing is set up any more."""
    for target in _targets(channel):
        target.remove()
    return go(page, say=_("Nothing goes there any more."))


def tried(channel, page):
    """Back to its page, with a test on its way."""
    if not NotificationTarget.live(g.member, channel):
        return go(page, say=_("Please set it up first."))
    take("trials", g.member.id)
    try_out(g.member, channel)
    return go(page, say=_("A test is on its way."))


def _targets(channel):
    """The one there is, or none."""
    return NotificationTarget.of_member(g.member).where(NotificationTarget.channel == channel)
