"""What the room of news forgets by the clock."""

import datetime as dt

from familychef.core import clock
from familychef.core.i18n import _l
from familychef.core.jobs import job

from .deliveries import WebhookDelivery
from .models import Notification

KEPT = dt.timedelta(days=30)


@job("alerts.tidy", _l("Forgetting news of last month"), every="day", at="03:40")
def forget(family):
    old = (Notification.family == family.id) & (Notification.at < clock.now() - KEPT)
    return Notification.delete().where(old).execute()


@job("alerts.tidy_hooks", _l("Forgetting what webhooks were told last month"), every="day", at="03:50")
def forget_deliveries(family):
    return WebhookDelivery.tidy(family)
