"""What a webhook can be told of: which events of the house, and who may hear of them."""

from typing import NamedTuple

from familychef.core.i18n import _l

PING = "ping"


class Kind(NamedTuple):
    """`nouns`: what the events are about, the first word of their kinds; `needs`: who may hear of such a thing."""

    title: object
    nouns: tuple
    needs: str


KINDS = {
    "orders": Kind(_l("Orders and their dishes"), ("order", "item"), "orders.view"),
    "stock": Kind(_l("The stock of the pantry"), ("stock", "lot", "ingredient"), "pantry.view"),
    "alerts": Kind(_l("What runs low or ends"), ("alert",), "pantry.view"),
    "lists": Kind(_l("Shopping lists"), ("shopping", "entry"), "shopping.view"),
}
BY_NOUN = {noun: kind for kind, about in KINDS.items() for noun in about.nouns}


def kind_of(event):
    """`orders` for order.placed; None for what no webhook is told."""
    noun, dot, _what = event.partition(".")
    return BY_NOUN.get(noun) if dot else None


def titles(kinds):
    return [str(KINDS[kind].title) for kind in KINDS if kind in kinds]
