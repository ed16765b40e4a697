"""What the pages around a person's orders show: all of them, and one being changed."""

from familychef.core.i18n import _
from familychef.menu import actions as menu

from . import book
from .cards import Card
from .forms import AddedForm
from .states import DECLINED, READY

INSTEAD = 3


class Orders:
    """`open`: cards of what is still to come; `earlier`: the last ten others."""

    room, noun, dom_id = "kitchen", "orders", "orders"

    def __init__(self, member, going, earlier):
        self.member = member
        today = [order for order in earlier if order.state == DECLINED and order.day == member.family.today()]
        self.declined = [Card(order, member, menu.ready_now(member, INSTEAD)) for order in today[:1]]
        self.open = [Card(order, member) for order in going]
        self.earlier = [Card(order, member) for order in earlier if order not in today[:1]]

    @classmethod
    def of(cls, member):
        return cls(member, *book.of_person(member.family, member))

    @property
    def ready(self):
        return sum(card.state == READY for card in self.open)

    @property
    def title(self):
        return _("(%(count)s) Orders", count=self.ready) if self.ready else _("Orders")


class Edition:
    """An order while its eater changes it: its lines, and the dishes that could come with it."""

    room, noun = "kitchen", "edition"

    def __init__(self, order, member, form=None):
        self.form = form or AddedForm.blank(portions=1, for_member=member.id)
        self.order = Card(order, member)
        self.id, self.dom_id, self.version = order.id, f"edition-{order.id}", order.version
        self.lines = [item for item in order.items if item.state == "queued"] if self.order.may_change else []
        self.dishes = menu.ready_now(member) if self.order.may_change else []
        self.eaters = [(person.id, person.name) for person in member.family.active_members()]

    @property
    def options(self):
        return [(dish.id, dish.name) for dish, _verdict in self.dishes]
