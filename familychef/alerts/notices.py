"""How news itself reads in the history."""

from familychef.core import notices
from familychef.core.i18n import _l
from familychef.core.notices import Thing

from .hook_words import OFF_WORDS
from .hooks import Webhook
from .kinds import WEBHOOK
from .services import SERVICES

KINDS = {
    "news.told": _l("News"),
    "news.chosen": _l("Chose what to be told of"),
    "news.way_set": _l("Set up a way to be told"),
    "news.way_removed": _l("Removed a way to be told"),
    "news.way_gone": _l("A way to be told is gone"),
    "news.device_added": _l("Wants to be told on a device"),
    "news.device_removed": _l("No longer wants to be told on a device"),
    "news.device_gone": _l("A device can no longer be told"),
    "news.trial": _l("A test"),
    "webhook.set_up": _l("Webhook set up"),
    "webhook.removed": _l("Webhook removed"),
    "webhook.stopped": _l("Webhook switched off"),
    "webhook.tried": _l("Webhook tried out"),
    "webhook.resumed": _l("Webhook switched on again"),
}

FIELDS = {"way": _l("over which way")}
WORDS = {
    "way": {WEBHOOK: _l("Webhook")} | {channel: service.name for channel, service in SERVICES.items()},
    "webhook.reason": OFF_WORDS,
}


def _webhooks(family, ids):
    return {row.id: row for row in family.of(Webhook).where(Webhook.id.in_(list(ids)))}


SUBJECTS = {"webhook": Thing(_l("Webhook"), _webhooks, lambda hook: hook.name)}

notices.say(KINDS, fields=FIELDS, words=WORDS, subjects=SUBJECTS, signal=["news.told"])
