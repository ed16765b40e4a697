"""What the room of news forgets by the clock."""

import datetime as dt

from familychef.core import clock
from familychef.core.i18n import _l
from familychef.core.jobs import job
from familychef.core.removals import forgotten

from .deliveries import WebhookDelivery
from .models import Notification

KEPT = dt.timedelta(days=30)
HOOKS = _l("Forgetting what webhooks were told last month")


@job("alerts.tidy", _l("Forgetting news of last month"), every="day", at="03:40", done=forgotten)
def forget(family):
    old = (Notification.family == family.id) & (Notification.at < clock.now() - KEPT)
    return {"notification": Notification.delete().where(old).execute()}


@job("alerts.tidy_hooks", HOOKS, every="day", at="03:50", done=forgotten)
def forget_deliveries(family):
    return {"webhook_delivery": WebhookDelivery.tidy(family)}
