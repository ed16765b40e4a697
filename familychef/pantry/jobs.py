"""What the pantry looks at by the clock: each family's stock once a day, and what was put off until now."""

import datetime as dt

from familychef.core import clock
from familychef.core.i18n import _l
from familychef.core.jobs import job
from familychef.core.removals import forgotten
from familychef.families.models import Family

from .alerts import Alert

KEPT = dt.timedelta(days=90)


def tick():
    """Called every minute: what was put off says itself when it is back."""
    late = Alert.select(Alert.family).where(Alert.resolved_at.is_null(), Alert.snoozed_until <= clock.now())
    for family in Family.select().where(Family.id.in_(late)):
        Alert.wake(family)


@job("pantry.tidy", _l("Forgetting alerts that are long over"), every="day", at="03:45", done=forgotten)
def forget(family):
    old = (Alert.family == family.id) & (Alert.resolved_at < clock.now() - KEPT)
    return {"alert": Alert.delete().where(old).execute()}


@job("pantry.stock", _l("Looking for what runs low or ends"), every="day", at="00:05")
def check_stock(family):
    Alert.check(family)
