"""A member's orders as a calendar: what was and will be on the table, and when."""

import datetime as dt

import peewee

from familychef.core import clock, ical
from familychef.core.events import last_touched
from familychef.core.i18n import _, speaking

from . import book
from .cards import OVER, STEPS, Card
from .models import Order
from .states import CANCELLED, DECLINED, PLACED

BACK = dt.timedelta(days=30)
MEAL = clock.minutes(60)
REFRESH = "PT15M"
HEAD = [("VERSION", "2.0"), ("PRODID", "-//FamilyChef//Orders//EN"), ("CALSCALE", "GREGORIAN")]
STATUS = {PLACED: "TENTATIVE", DECLINED: "CANCELLED", CANCELLED: "CANCELLED"}
WORDS = {state: word for state, word, _icon in STEPS} | {state: word for state, (_chip, word) in OVER.items()}


def feed(member, house):
    """The file, in the member's language: their own orders, all of them for a chef; `house`: where its links lead."""
    family = member.family
    since = clock.midnight(family.today() - BACK, family.timezone)
    with speaking(member.user.locale or family.locale):
        orders = list(book.read(family, _shown(member, since)))
        changed = last_touched(family, [row.dom_id for order in orders for row in (order, *order.items)])
        meals = [_meal(Card(order, member), _last_change(order, changed), house) for order in orders]
        return ical.written(ical.component("VCALENDAR", [*HEAD, *_about(family), *sum(meals, [])]))


def _shown(member, since):
    meal = peewee.fn.COALESCE(Order.wanted_for, Order.promised_at)
    return book.seen_by(member).where(meal >= since).order_by(Order.id)


def _about(family):
    name = ical.text(f"FamilyChef · {family.name}")
    refresh = [("REFRESH-INTERVAL;VALUE=DURATION", REFRESH), ("X-PUBLISHED-TTL", REFRESH)]
    return [("NAME", name), ("X-WR-CALNAME", name), *refresh]


def _meal(card, changed, house):
    order = card.order
    begins = order.wanted_for or order.promised_at
    return ical.component("VEVENT", [
        ("UID", f"order-{order.id}-{ical.instant(order.placed_at)}@familychef"),
        ("DTSTAMP", ical.instant(changed)),
        ("CREATED", ical.instant(order.placed_at)),
        ("LAST-MODIFIED", ical.instant(changed)),
        ("SEQUENCE", order.version + sum(item.version for item in order.items)),
        ("DTSTART", ical.instant(begins)),
        ("DTEND", ical.instant(begins + MEAL)),
        ("SUMMARY", ical.text(_title(card))),
        ("DESCRIPTION", ical.text("\n".join(_description(card)))),
        ("STATUS", STATUS.get(order.state, "CONFIRMED")),
        ("TRANSP", "TRANSPARENT"),
        ("URL", f"{house}/orders/{order.id}"),
    ])


def _title(card):
    """`2 × Pancakes, Cocoa · for Leo`"""
    names = card.for_others
    return f"{card.title} · {_('for %(names)s', names=', '.join(names))}" if names else card.title


def _description(card):
    yield f"{_('Order %(number)s', number=card.number)} · {WORDS[card.state]}"
    yield from (words for words in (card.note, card.reason) if words)
    for line in card.lines:
        about = [_("without %(food)s", food=name) for name in line.left_out] + [line.note] * bool(line.note)
        if about:
            yield f"{line.name}: {', '.join(about)}"


def _last_change(order, changed):
    known = [changed[row.dom_id] for row in (order, *order.items) if row.dom_id in changed]
    return max([order.placed_at, *known])
