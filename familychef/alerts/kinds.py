"""What people are told of: for each kind of news its events, whom it concerns, and why it came."""

from typing import NamedTuple

from familychef.core import notices
from familychef.core.access import allows
from familychef.core.i18n import _l

APP, MAIL, PUSH, WEBHOOK, NTFY, GOTIFY, TELEGRAM = CHANNELS = (
    "app", "mail", "push", "webhook", "ntfy", "gotify", "telegram")
TRIAL = "trial"


class News(NamedTuple):
    """`needs`: the permission of those it concerns, or "" for whom its subject belongs to.

    `page`: where it leads, with {id} for its subject's; `image`: the icon; `usual`: the channels without a choice;
    `once`: outside of the app one message for each subject; `hint`: what to know where one chooses; `over`: the events
    after which its subject is no news any more.
    """

    title: object
    why: object
    events: tuple
    needs: str
    page: str
    image: str
    usual: tuple = (APP,)
    once: bool = False
    hint: object = ""
    over: tuple = ()

    def concerns(self, member, event):
        noun, id = notices.split(event.subject)
        return allows(member, self.needs) if self.needs else notices.things[noun].is_own(member, id)


KINDS = {
    "stock": News(
        _l("The pantry: what runs low or ends"), _l("You look after the pantry."), ("alert.opened", "alert.returned"),
        "pantry.edit", "/alerts", "package", over=("alert.resolved",),
    ),
    "orders": News(
        _l("New orders for the kitchen"), _l("You cook for the family."), ("order.placed", "order.changed"),
        "orders.cook", "/orders/{id}", "bell-ring",
    ),
    "meal": News(
        _l("Your own orders: ready, or declined"), _l("It is your order."), ("order.declined", "order.ready"),
        "", "/orders/{id}", "receipt-text", once=True,
        hint=_l("Outside of the app at most one message for each order."),
    ),
    "accepted": News(
        _l("Your own orders: accepted"), _l("It is your order."), ("order.accepted",),
        "", "/orders/{id}", "thumbs-up", once=True,
    ),
    "people": News(
        _l("Who comes and goes"), _l("You are an admin of the family."), ("member.joined", "member.removed"),
        "family.manage", "/family", "users",
    ),
    "webhooks": News(
        _l("Webhooks that are switched off"), _l("You are an admin of the family."), ("webhook.stopped",),
        "family.manage", "/family/webhooks/{id}", "link",
    ),
    "backups": News(
        _l("Backups that need a look"), _l("You are an admin of the family."), ("backup.troubled",),
        "family.manage", "/system/backups", "triangle-alert",
    ),
}
ASKED_FOR = News(_l("A test"), _l("You asked for a test."), (), "", "/news", "bell")
BY_EVENT = {event: kind for kind, news in KINDS.items() for event in news.events}
OVER = {event: kind for kind, news in KINDS.items() for event in news.over}


def news_of(kind):
    return ASKED_FOR if kind == TRIAL else KINDS[kind]


def open_to(member):
    """{kind: News} of what may ever concern this member."""
    return {kind: news for kind, news in KINDS.items() if not news.needs or allows(member, news.needs)}
