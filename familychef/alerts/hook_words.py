"""How it stands with a webhook, and with what was sent there, in words for people."""

from familychef.core import notices
from familychef.core.i18n import _, _l

from .deliveries import FORGOTTEN, SWITCHED_OFF
from .hook_kinds import PING
from .hooks import FAILED, GONE, LEFT, NO_RIGHT, RESET, RESTORED

OFF_WORDS = {
    GONE: _l("The address said that it is gone."),
    FAILED: _l("It took nothing for three days."),
    LEFT: _l("Who it acted for has left the family."),
    NO_RIGHT: _l("Who it acted for is no admin any more."),
    RESET: _l("Who it acts for had to renew their password by a link."),
    RESTORED: _l("The house was restored from a backup. Look whether it is still wanted."),
}
FAULT_WORDS = {
    "the name is unknown": _l("There is no such address."),
    "not on the public network": _l("That address is not on the internet."),
    "nobody answers": _l("Nobody answers there."),
    "too slow": _l("It took too long to answer."),
    "too large": _l("Its answer was too long."),
    "no valid certificate": _l("Its certificate is not valid."),
    SWITCHED_OFF: _l("The webhook was switched off before it was sent."),
    FORGOTTEN: _l("What happened is forgotten by now."),
}
BADGES = {"taken": ("ok", "circle-check"), "waiting": ("soon", "clock"), "failed": ("danger", "triangle-alert")}


def off_words(hook):
    return str(OFF_WORDS.get(hook.off_reason, ""))


def event_words(delivery):
    return _("A test") if delivery.type == PING else notices.sentence(delivery.type)


def result_words(delivery):
    """What came of the last try."""
    if delivery.status and 300 <= delivery.status < 400:
        return _("It answered %(status)s: redirects are not followed.", status=delivery.status)
    elif delivery.status:
        return _("It answered %(status)s.", status=delivery.status)
    elif delivery.fault:
        return str(FAULT_WORDS.get(delivery.fault) or _("It could not be reached."))
    else:
        return _("On its way.")
