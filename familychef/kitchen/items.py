"""One dish of an order, with the recipe as it was when it was ordered, on its way from the queue to the table."""

from contextlib import contextmanager

import peewee

from familychef.core import clock
from familychef.core.db import Model, Stateful, UtcField, transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import news, record
from familychef.core.i18n import _
from familychef.families.models import Family, FamilyMember
from familychef.menu import actions as menu
from familychef.menu.models import Dish
from familychef.pantry import actions as pantry

from .asking import why
from .orders import RECALL_LIFE, Order
from .outcome import LEFTOVER_DAYS, Told
from .pace import PacedItem
from .states import CANCELLED, DECLINED, DONE, FATES, PLACED, TO_COOK

SLIP = clock.minutes(20 / 60)


class InOrder(peewee.BackrefAccessor):
    """order.items as they were asked for; a database gives rows in any order when nobody says which."""

    def __get__(self, instance, instance_type=None):
        found = super().__get__(instance, instance_type)
        return found if instance is None else found.order_by(self.rel_model.position)


class KeyInOrder(peewee.ForeignKeyField):
    backref_accessor_class = InOrder


class OrderItem(PacedItem, Told, Stateful, Model):
    room, view_permission = "kitchen", "orders.view"
    own, unowned = ("order",), {"reason", "snapshot"}

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order = KeyInOrder(Order, backref="items", on_delete="CASCADE")
    position = peewee.IntegerField()
    dish = peewee.ForeignKeyField(Dish)
    dish_version = peewee.IntegerField()
    name = peewee.CharField(max_length=80)
    portions = peewee.IntegerField()
    for_member = peewee.ForeignKeyField(FamilyMember)
    left_out = peewee.JSONField(default=list)
    note = peewee.CharField(max_length=200, default="")
    state = peewee.CharField(max_length=8, default="queued")
    asked = peewee.BooleanField(default=False)
    minutes = peewee.IntegerField(default=0)
    snapshot = peewee.JSONField(default=dict)
    ready_portions = peewee.IntegerField(default=0)
    waits = peewee.BooleanField(default=False)
    recalls = peewee.IntegerField(default=0)
    slips = peewee.IntegerField(default=0)
    wasted = peewee.IntegerField(default=0)
    version = peewee.IntegerField(default=1)
    added_at = UtcField(null=True)
    struck_at = UtcField(null=True)
    seen_at = UtcField(null=True)
    started_at = UtcField(null=True)
    ready_at = UtcField(null=True)
    served_at = UtcField(null=True)
    fate = peewee.CharField(max_length=8, default="")
    reason = peewee.CharField(max_length=200, default="")

    class Meta:
        indexes = ((("family_id", "order_id", "position"), True),)

    def fresh(self):
        return type(self).get_by_id(self.id)

    @property
    def news(self):
        """Added or struck since the chef last looked."""
        return bool(self.added_at or self.struck_at) and self.seen_at is None

    @property
    def remade(self):
        """How often it was called back in earnest."""
        return self.recalls - self.slips

    def unseen(self, order):
        """Does a cook still have to see what became of it?"""
        return self.news or order.struck() and (self.seen_at is None or self.seen_at < order.closed_at)

    def start(self, by, seen=None):
        with cooking(self):
            self._expect(seen, "queued")
            if self._move("queued", "started", started_at=clock.now(), waits=False):
                gap = pantry.bind(self.family, self.id, self.family.today(), anyway=True)
                self._tell("started", by, state=["queued", "started"], gap=[None, [list(row) for row in gap]])
            else:
                self._unless("started", *DONE)

    def finish(self, by, seen=None):
        """Ready for the table: the stock is taken as planned, from the bound lots."""
        with cooking(self):
            self._expect(seen, *TO_COOK)
            if self.fresh().state == "queued":
                self.start(by)
            if self._move("started", "ready", ready_at=clock.now(), ready_portions=OrderItem.portions):
                pantry.use(self.family, self.id, by)
                self._tell("ready", by, state=["started", "ready"])
            else:
                self._unless(*DONE)

    def serve(self, by, seen=None):
        with cooking(self):
            self._expect(seen, "ready")
            if self._move("ready", "served", served_at=clock.now()):
                self._tell("served", by, state=["ready", "served"])
            else:
                self._unless("served")

    def recall(self, by, seen=None):
        """Back to the stove, within two hours of this dish or of its whole order being ready.

        Within twenty seconds it was a slip of the hand: it counts for late taps, not as made again.
        """
        with cooking(self):
            if self._recalled_since(seen):
                return
            self._refuse_late_recall()
            now = self.fresh()
            slip = bool(now.ready_at) and clock.now() - now.ready_at < SLIP
            again = {"recalls": OrderItem.recalls + 1, "slips": OrderItem.slips + slip, "ready_portions": 0}
            if self._move(DONE, "started", ready_at=None, served_at=None, **again):
                self.forget_outcome(by)
                pantry.restore(self.family, self.id, by)
                self._tell("recalled", by, state=[now.state, "started"])
            else:
                self._unless("started")

    def void(self, by, fate, reason=""):
        """Give up a started dish; the chef says where the food went, waste needs a reason."""
        if fate not in FATES:
            raise Refusal(_("Please say where the food went."), field="fate")
        if fate == "waste" and not reason:
            raise Refusal(_("Please say why it was wasted."), field="reason")
        with cooking(self):
            if self._move("started", "void", fate=fate, reason=reason):
                self._put_away(by, fate, reason)
                self._tell("void", by, state=["started", "void"], fate=[None, fate], reason=[None, reason])
            else:
                self._unless("void")

    def strike(self, by):
        """The eater takes a queued dish out of the order; the ticket shows it struck until it was seen."""
        with transaction(self.family):
            if self._move("queued", "void", struck_at=clock.now(), seen_at=None):
                self._put_away(by, "unused")
                self._tell("struck", by, state=["queued", "void"])
            else:
                self._unless("void")

    def close(self, by, fate):
        """The whole order ends; called in its transaction."""
        before = self.state
        if self._move(TO_COOK, "void", fate=fate if before == "started" else ""):
            self._put_away(by, fate if before == "started" else "unused", _("order cancelled"))
            self._tell("void", by, state=[before, "void"], fate=[None, self.fate])

    def _put_away(self, by, fate, reason=""):
        for timer in self.timer_set:
            timer.stop(by)
        if fate == "unused":
            pantry.release(self.family, self.id)
            menu.give_left(self.dish_id, self.portions)
        else:
            pantry.discard(self.family, self.id, by, fate, reason)
        if fate == "leftover":
            pantry.leftover(self.family, self.name, self.portions, LEFTOVER_DAYS, by, self.allergens_in_it())

    def _recalled_since(self, seen):
        """Was it called back after the cook looked? `seen`: {item id: how often it had been}."""
        return seen is not None and self.fresh().recalls > seen.get(self.id, 0)

    def _expect(self, seen, *states):
        """A tap that comes late, from a screen without network, moves nothing that was called back since."""
        if self._recalled_since(seen) and self.fresh().state in states:
            raise Conflict(subject=self.order)

    def _tell(self, what, by, **changes):
        stale = f"orders kitchen menu order-{self.order_id}"
        record(f"item.{what}", self, actor=by, stale=stale, changes={"order": self.order_id, **news(changes)})
        self.order.follow_items(by)

    def _refuse_late_recall(self):
        now = self.fresh()
        young = now.ready_at and clock.now() - now.ready_at < RECALL_LIFE
        if now.state in DONE and not young and not now.order.recallable():
            raise Conflict(_("It is too late to call this back."), subject=now.order)

    def _unless(self, *states):
        now = self.fresh()
        if now.state not in states:
            raise Conflict(subject=now.order)


@contextmanager
def cooking(item):
    """The family's transaction, for an item whose order has been accepted and has not come to nothing."""
    with transaction(item.family):
        order = item.order.fresh()
        over = order.state in (DECLINED, CANCELLED) and item.fresh().state != "void"
        if over or order.state == PLACED:
            raise Conflict(why(order), subject=order)
        yield
