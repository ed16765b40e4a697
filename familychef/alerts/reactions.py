"""What the room of news does when something happens in the house."""

from familychef.core.relay import on

from .kinds import BY_EVENT, OVER
from .models import Notification, NotificationChoice, NotificationPace
from .subscriptions import PushSubscription
from .targets import NotificationTarget
from .telling import no_more, tell


@on(*BY_EVENT)
def tell_whom_it_concerns(event, family):
    tell(event, family)


@on(*OVER)
def tell_of_it_no_more(event, family):
    no_more(event, family)


@on("member.removed", "member.erased")
def forget_who_left(event, family):
    """Nothing is said to them any more, and what was said is gone."""
    member_id = int(event.subject.rpartition("-")[2])
    for model in (Notification, NotificationChoice, NotificationPace, NotificationTarget, PushSubscription):
        model.delete().where(model.family == family.id, model.member == member_id).execute()
