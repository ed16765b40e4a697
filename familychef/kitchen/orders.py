"""An order and its verbs: each moves it only from where it is expected to be, and says so once."""

import peewee

from familychef.core import clock
from familychef.core.access import CHEF
from familychef.core.db import Model, Stateful, UtcField, transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import news, record
from familychef.core.i18n import _
from familychef.families.models import Family, FamilyMember

from . import asking
from .pace import PacedOrder
from .states import ACCEPTED, CANCELLED, DECLINED, DONE, OPEN, PLACED, READY, SERVED, TO_COOK, UNFINISHED, follow

RECALL_LIFE = clock.minutes(120)


class Order(PacedOrder, Stateful, Model):
    """`by`, in every verb: the member who does it, or None for the kitchen's own display."""

    room, view_permission = "kitchen", "orders.view"
    own, unowned = ("placed_by",), {"allergens", "body_hash", "reason"}

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    day = peewee.DateField()
    number = peewee.IntegerField()
    placed_by = peewee.ForeignKeyField(FamilyMember)
    for_member = peewee.ForeignKeyField(FamilyMember)
    state = peewee.CharField(max_length=10, default=PLACED)
    wanted_for = UtcField(null=True)
    promised_at = UtcField()
    rushed_at = UtcField(null=True)
    delayed = peewee.IntegerField(default=0)
    note = peewee.CharField(max_length=300, default="")
    version = peewee.IntegerField(default=1)
    key = peewee.CharField(max_length=64)
    body_hash = peewee.CharField(max_length=64)
    cook = peewee.ForeignKeyField(FamilyMember, null=True)
    reason = peewee.CharField(max_length=200, default="")
    allergens = peewee.JSONField(default=list)
    allergen_by = peewee.ForeignKeyField(FamilyMember, null=True)
    placed_at = UtcField(default=clock.now)
    accepted_at = UtcField(null=True)
    ready_at = UtcField(null=True)
    closed_at = UtcField(null=True)
    acknowledged_at = UtcField(null=True)

    class Meta:
        indexes = (
            (("family_id", "day", "number"), True),
            (("family_id", "placed_by_id", "key"), True),
            (("family_id", "state"), False),
        )

    def fresh(self):
        """The same order as the database has it now."""
        return type(self).get_by_id(self.id)

    @property
    def eaten_on(self):
        return eating_day(self.family, self.wanted_for)

    def belongs_to(self, member):
        return member.id in (self.placed_by_id, self.for_member_id)

    def feeds(self, member):
        return any(item.for_member_id == member.id for item in self.items)

    def may_change(self, member):
        return self.belongs_to(member) and self.state in (PLACED, ACCEPTED) and self._untouched()

    def may_cancel(self, member):
        return self.may_change(member) or (member.has(CHEF) and self.state in UNFINISHED)

    def recallable(self):
        return self.state in DONE and self.ready_at and clock.now() - self.ready_at < RECALL_LIFE

    def struck(self):
        """Cancelled, and the kitchen has not seen it yet."""
        return self.state == CANCELLED and (not self.acknowledged_at or self.acknowledged_at < self.closed_at)

    def accept(self, by, choice=None, swaps=None):
        """Take it on; what was only asked for is held now. Raises Shortage when it isn't there and no choice was made.

        choice: fewer | anyway | swap; swaps: {(item id, missing ingredient id): (other ingredient id, quantity)}.
        """
        with transaction(self.family):
            if self._move(PLACED, ACCEPTED, cook=by, accepted_at=clock.now()):
                asked = self._portions()
                gap = asking.hold(self, choice, swaps or {})
                self.tell("accepted", by, before=PLACED, portions=[asked, self._portions()], gap=[None, gap])
            else:
                self._unless(lambda now: now.cook_id == (by and by.id) and now.state not in (DECLINED, CANCELLED))

    def decline(self, by, reason):
        with transaction(self.family):
            if self._move(PLACED, DECLINED, cook=by, reason=reason, closed_at=clock.now()):
                self._close_items(by)
                self.tell("declined", by, before=PLACED, reason=[None, reason])
            else:
                self._unless(lambda now: now.state == DECLINED and now.cook_id == (by and by.id))

    def cancel(self, by, fate="unused"):
        """The eater while nothing is cooking; a chef later too, saying where started food went."""
        with transaction(self.family):
            before = self.fresh()
            if before.state == CANCELLED:
                return
            if not before.may_cancel(by):
                raise Conflict(asking.too_late(before), subject=before)
            self._move(UNFINISHED, CANCELLED, closed_at=clock.now())
            self._close_items(by, fate)
            self.tell("cancelled", by, before=before.state, fate=[None, fate])

    def acknowledge(self, by, version=None, seen=None):
        """The chef has seen what was cancelled, added or struck. Raises Conflict when more came after `version`.

        What another station still has to see stays for it.
        """
        with transaction(self.family):
            now, time = self.fresh(), clock.now()
            unseen = [item for item in self.items if item.unseen(now)]
            rows = [item for item in unseen if seen is None or item.id in seen]
            if rows or not unseen and now.struck():
                if version not in (None, now.version):
                    raise Conflict(subject=now)
                for item in rows:
                    item.changed_rows(seen_at=time)
                if rows == unseen:
                    self.touch(acknowledged_at=time)
                self.tell("acknowledged", by)

    def start(self, by, seen=None):
        """`seen`, here and below: {item id: its recalls} on the screen that was tapped; other items stay."""
        self._each(by, "start", ("queued",), seen)

    def finish(self, by, seen=None):
        self._each(by, "finish", TO_COOK, seen)

    def serve(self, by, seen=None):
        """To the table: what is ready is served. The eater may say so too."""
        if by and not (by.has(CHEF) or self.belongs_to(by) or self.feeds(by)):
            raise Refusal(_("This is somebody else's order."))
        self._each(by, "serve", ("ready",), seen)

    def recall(self, by, seen=None):
        """Back to the stove within two hours; the stock taken goes back to the same lots."""
        self._each(by, "recall", DONE, seen)

    def follow_items(self, by):
        """Let the order's state follow its items; called in their transaction."""
        before = self.fresh()
        after = follow(before.state, [item.state for item in self.items])
        if after != before.state:
            now = clock.now()
            times = {"ready_at": now} if after == READY or (after == SERVED and not before.ready_at) else {}
            times["closed_at"] = now if after in (SERVED, CANCELLED) else None
            self._move(before.state, after, **times)
            self.tell(after, by, before=before.state)

    def touch(self, **values):
        """A change that isn't one of state; it counts like one."""
        return self.changed_rows(version=Order.version + 1, **values)

    def tell(self, what, by, *, before=None, **changes):
        """`changes`: {field: [before, after]}; what is the same, or nothing, is not told."""
        if before:
            changes["state"] = [before, self.state]
        stale = f"orders kitchen menu {self.dom_id}"
        record(f"order.{what}", self, actor=by, stale=stale, changes={**news(changes), "number": self.number})

    def _each(self, by, verb, states, seen):
        """One verb for every item that was seen, doesn't wait, and is in one of these states: all or none."""
        with transaction(self.family):
            now = self.fresh()
            if now.state not in OPEN + (SERVED,) or now.state == PLACED:
                raise Conflict(asking.why(now), subject=now)
            meant = [item for item in self.items if not item.waits and (seen is None or item.id in seen)]
            for item in [item for item in meant if item.state in states]:
                getattr(item, verb)(by, seen)
            self.mirror(state=self.fresh().state)

    def _close_items(self, by, fate="unused"):
        for item in self.items:
            if item.state != "void":
                item.close(by, fate)

    def _portions(self):
        return sum(item.portions for item in self.items if item.state != "void")

    def _untouched(self):
        return all(item.state in ("queued", "void") for item in self.items)

    def _unless(self, repeated):
        now = self.fresh()
        if not repeated(now):
            raise Conflict(asking.why(now), subject=now)


def eating_day(family, wanted_for):
    """The family's date of an instant, today at the earliest; today for None."""
    today = family.today()
    return max(today, clock.local(wanted_for, family.timezone).date()) if wanted_for else today
