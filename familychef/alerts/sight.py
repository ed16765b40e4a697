"""What who watches the house may count of its news: what waits to go out, and webhooks by how they do."""

import peewee

from familychef.core.sight import gauge

from .hooks import Webhook
from .models import NotificationMessage


@gauge("messages_waiting", "News on its way over a channel", "channel")
def messages_waiting():
    waiting = NotificationMessage.done_at.is_null()
    query = NotificationMessage.select(NotificationMessage.channel, peewee.fn.COUNT(NotificationMessage.id))
    query = query.where(waiting).group_by(NotificationMessage.channel)
    return {(channel,): count for channel, count in query.tuples()}


@gauge("webhooks", "Webhooks of all families by how they do", "state")
def webhooks():
    off, failing = Webhook.off_at.is_null(False), Webhook.failing_since.is_null(False)
    state = peewee.Case(None, [(off, "off"), (failing, "failing")], "well")
    query = Webhook.select(state, peewee.fn.COUNT(Webhook.id)).group_by(state)
    return {("well",): 0, ("failing",): 0, ("off",): 0} | {(name,): count for name, count in query.tuples()}
