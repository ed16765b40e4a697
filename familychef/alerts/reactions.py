"""What the room of news does when something happens in the house."""

from familychef.core.relay import on

from .hooks import RESET, Webhook
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
    member_id = _who(event)
    for model in (Notification, NotificationChoice, NotificationPace, NotificationTarget, PushSubscription):
        model.delete().where(model.family == family.id, model.member == member_id).execute()


@on("member.removed", "member.granted")
def end_their_webhooks(event, family):
    """A webhook acts for who set it up; without them, or without their right, it is switched off."""
    for hook in family.of(Webhook).where(Webhook.member == _who(event), Webhook.off_at.is_null()):
        hook.end_without_right()


@on("member.reset")
def stop_their_webhooks(event, family):
    """Somebody else may have set them up: who it is looks at each, and switches it on again."""
    for hook in family.of(Webhook).where(Webhook.member == _who(event)):
        hook.switch_off(RESET)


@on("member.erased")
def erase_their_webhooks(event, family):
    for hook in family.of(Webhook).where(Webhook.member == _who(event)):
        hook.remove(by=None)


def _who(event):
    return int(event.subject.rpartition("-")[2])
