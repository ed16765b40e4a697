"""One dish of an order, with the recipe as it was when it was ordered, on its way from the queue to the table."""

from contextlib import contextmanager

import peewee

from familychef.core import clock
from familychef.core.db import Model, Stateful, UtcField, transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _
from familychef.families.models import Family, FamilyMember
from familychef.menu.models import Dish
from familychef.pantry import actions as pantry

from .asking import why
from .orders import RECALL_LIFE, Order
from .states import CANCELLED, DECLINED, FATES, PLACED

LEFTOVER_DAYS = 3


class OrderItem(Stateful, Model):
    room, view_permission = "kitchen", "orders.view"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    order = peewee.ForeignKeyField(Order, backref="items", on_delete="CASCADE")
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

    def start(self, by):
        with cooking(self):
            if self._move("queued", "started", started_at=clock.now()):
                gap = pantry.bind(self.family, self.id, self.family.today(), anyway=True)
                self._tell("started", by, gap=[list(row) for row in gap])
            else:
                self._unless("started", "ready", "served")

    def finish(self, by):
        """Ready for the table: the stock is taken as planned, from the bound lots."""
        with cooking(self):
            if self.fresh().state == "queued":
                self.start(by)
            if self._move("started", "ready", ready_at=clock.now()):
                pantry.use(self.family, self.id, by)
                self._tell("ready", by)
            else:
                self._unless("ready", "served")

    def serve(self, by):
        with cooking(self):
            if self._move("ready", "served", served_at=clock.now()):
                self._tell("served", by)
            else:
                self._unless("served")

    def recall(self, by):
        """Back to the stove, within two hours of this dish or of its whole order being ready."""
        with cooking(self):
            self._refuse_late_recall()
            if self._move(("ready", "served"), "started", ready_at=None, served_at=None):
                pantry.restore(self.family, self.id, by)
                self._tell("recalled", by)
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
                self._tell("void", by, fate=fate, reason=reason)
            else:
                self._unless("void")

    def strike(self, by):
        """The eater takes a queued dish out of the order; the ticket shows it struck until it was seen."""
        with transaction(self.family):
            if self._move("queued", "void", struck_at=clock.now(), seen_at=None):
                pantry.release(self.family, self.id)
                self._tell("struck", by)
            else:
                self._unless("void")

    def close(self, by, fate):
        """The whole order ends; called in its transaction."""
        before = self.state
        if self._move(("queued", "started"), "void", fate=fate if before == "started" else ""):
            self._put_away(by, fate if before == "started" else "unused", _("order cancelled"))
            self._tell("void", by, fate=self.fate)

    def _put_away(self, by, fate, reason):
        if fate == "unused":
            pantry.release(self.family, self.id)
        else:
            pantry.discard(self.family, self.id, by, fate, reason)
        if fate == "leftover":
            pantry.leftover(self.family, self.name, self.portions, LEFTOVER_DAYS, by)

    def _tell(self, what, by, **changes):
        stale = f"orders kitchen menu order-{self.order_id}"
        record(f"item.{what}", self, actor=by, stale=stale, changes={"order": self.order_id, **changes})
        self.order.follow_items(by)

    def _refuse_late_recall(self):
        now = self.fresh()
        young = now.ready_at and clock.now() - now.ready_at < RECALL_LIFE
        if now.state in ("ready", "served") and not young and not now.order.recallable():
            raise Conflict(_("It is too late to call this back."), subject=now.order)

    def _unless(self, *states):
        now = self.fresh()
        if now.state not in states:
            raise Conflict(_("It changed meanwhile."), subject=now.order)


@contextmanager
def cooking(item):
    """The family's transaction, for an item whose order has been accepted and has not come to nothing."""
    with transaction(item.family):
        order = item.order.fresh()
        over = order.state in (DECLINED, CANCELLED) and item.fresh().state != "void"
        if over or order.state == PLACED:
            raise Conflict(why(order), subject=order)
        yield
