"""Alerts of the stock: each opens once, can be put off or called fine, and is over when its cause is gone."""

import datetime as dt

import peewee

from familychef.core import clock
from familychef.core.db import Model, UtcField, transaction
from familychef.core.errors import Conflict, Refusal
from familychef.core.events import record
from familychef.core.i18n import _
from familychef.families.models import Family

from .amounts import said
from .ingredients import Ingredient
from .lots import PantryStock, StockMove
from .overview import shelve
from .shelf import USE_BY
from .shelves import SOON
from .watching import EXPIRED, causes

MORNING = dt.time(6)


class Alert(Model):
    """`about`: ingredient-3 or lot-9; at most one is open for each (about, kind).

    `fine_at`: somebody looked and it is all right; nothing is said of it any more, and it is over with its cause.
    """

    room, view_permission = "pantry", "pantry.view"
    stays = "it is found anew by looking at the stock"

    family = peewee.ForeignKeyField(Family, on_delete="CASCADE")
    ingredient = peewee.ForeignKeyField(Ingredient, on_delete="CASCADE")
    pantry_stock = peewee.ForeignKeyField(PantryStock, null=True, on_delete="CASCADE")
    about = peewee.CharField(max_length=40)
    kind = peewee.CharField(max_length=8)
    opened_at = UtcField(default=clock.now)
    snoozed_until = UtcField(null=True)
    fine_at = UtcField(null=True)
    resolved_at = UtcField(null=True)
    version = peewee.IntegerField(default=1)

    @classmethod
    def open_of(cls, family):
        return family.of(cls).where(cls.resolved_at.is_null())

    @classmethod
    def shown_of(cls, family):
        """Those that want something from somebody now."""
        return cls.open_of(family).where(cls.fine_at.is_null(), cls.snoozed_until.is_null())

    @classmethod
    def put_off_of(cls, family):
        """Those that come back by themselves."""
        return cls.open_of(family).where(cls.fine_at.is_null(), cls.snoozed_until.is_null(False))

    @classmethod
    def check(cls, family, ids=None):
        """Open what has a cause, end what has none any more; in as many queries however full the pantry is.

        `ids`: only of these ingredients.
        """
        with transaction(family):
            known = cls.open_of(family) if ids is None else cls.open_of(family).where(cls.ingredient.in_(list(ids)))
            known = {(alert.about, alert.kind): alert for alert in known}
            wanted = {cause for row in shelve(family, ids) for cause in causes(row.shelf, SOON.days)}
            for cause in sorted(wanted, key=lambda cause: (cause.about, cause.kind)):
                if not known.pop((cause.about, cause.kind), None):
                    cls._open(family, cause)
            for alert in known.values():
                alert._resolve()

    @classmethod
    def wake(cls, family):
        """What was put off until now is back."""
        with transaction(family):
            for alert in cls.open_of(family).where(cls.snoozed_until <= clock.now()):
                alert._change("returned", None, {}, cls.snoozed_until.is_null(False), snoozed_until=None)

    def put_off(self, days, by):
        """Say nothing of it until the morning, so many days from today; returns the number of this answer."""
        until = clock.instant(self.family.today() + dt.timedelta(days=days), MORNING, self.family.timezone)
        other = Alert.snoozed_until.is_null() | (Alert.snoozed_until != until)
        with transaction(self.family):
            self._refuse_over()
            self._change("put_off", by, {"snoozed_until": [None, until]}, other, snoozed_until=until, fine_at=None)
            return self._fresh().version

    def call_fine(self, by):
        """Somebody looked: nothing has to be done; returns the number of this answer.

        Raises Refusal for what is past its use-by date.
        """
        if self.kind == EXPIRED and self.pantry_stock.date_kind == USE_BY:
            raise Refusal(_("It is past its use-by date. That is not a matter of looking or smelling."))
        with transaction(self.family):
            self._refuse_over()
            self._change("called_fine", by, {}, Alert.fine_at.is_null(), fine_at=clock.now(), snoozed_until=None)
            return self._fresh().version

    def take_back(self, answer, by):
        """It was not fine, or not to be put off: it is shown again. `answer`: what put_off or call_fine returned.

        Raises Conflict where somebody has answered otherwise since.
        """
        with transaction(self.family):
            self._refuse_over()
            now = self._fresh()
            if now.fine_at or now.snoozed_until:
                if now.version != answer:
                    raise Conflict(_("Somebody else has answered this meanwhile."))
                self._change("taken_back", by, {}, Alert.version == answer, fine_at=None, snoozed_until=None)

    def use_up(self, by):
        """What is left of the batch was eaten; returns the StockMove, or None when there was nothing left.

        What orders wait for stays, and the alert with it. Raises Refusal when that is all there is.
        """
        return self._empty(f"alert-{self.id}-used", lambda lot, key: lot.take(lot.spare() or lot.on_hand, by, key), by)

    @property
    def kept_back(self):
        """What of the batch stays for orders after the rest was used up, in a sentence; nothing where nothing does."""
        lot = self.pantry_stock and self.pantry_stock.fresh()
        left = lot.on_hand - lot.spare() if lot else 0
        about = {"name": self.ingredient.name, "amount": said(left, self.ingredient)}
        return left and _("%(name)s: what was free is used up. %(amount)s are held for orders and stay.", **about)

    @property
    def usual_reason(self):
        """Why it is thrown away, unless somebody says otherwise."""
        return _("past its date") if self.kind == EXPIRED else _("not eaten in time")

    def throw_away(self, by, reason=None):
        """What is left of the batch was thrown away; returns the StockMove, or None when there was nothing left.

        `reason`: None for the usual one.
        """
        reason = self.usual_reason if reason is None else reason
        return self._empty(f"alert-{self.id}-wasted", lambda lot, key: lot.waste(lot.on_hand, by, reason, key), by)

    def _empty(self, key, take, by):
        if self.pantry_stock is None:
            raise Refusal(_("This is not about one batch."))
        with transaction(self.family):
            lot = self.pantry_stock.fresh()
            answers = lot.moves.where((StockMove.key == key) | StockMove.key.startswith(f"{key}-"))
            before = answers.where(StockMove.stands()).order_by(StockMove.id.desc()).first()
            if before and (self._fresh().resolved_at or not lot.spare()):
                return before
            self._refuse_over()
            move = take(lot, f"{key}-{lot.version}" if answers.exists() else key) if lot.on_hand else None
            if not lot.fresh().on_hand:
                self._resolve(by)
            return move

    @classmethod
    def _open(cls, family, cause):
        made = cls.create(
            family=family, ingredient=cause.ingredient_id, pantry_stock=cause.lot_id, about=cause.about, kind=cause.kind
        )
        made._tell("opened", None, alert=[None, cause.kind])

    def _refuse_over(self):
        """What a page shows may be over since: then nothing is done to what is there now."""
        if self._fresh().resolved_at:
            raise Conflict(_("This is over already."))

    def _fresh(self):
        return type(self).get_by_id(self.id)

    def _resolve(self, by=None):
        self._change("resolved", by, {"alert": [self.kind, None]}, resolved_at=clock.now())

    def _change(self, what, by, told, *expected, **values):
        if self.changed_rows(Alert.resolved_at.is_null(), *expected, version=Alert.version + 1, **values):
            self._tell(what, by, **told)

    def _tell(self, what, by, **changes):
        record(f"alert.{what}", self, actor=by, stale="alerts", changes=changes)


Alert.add_index(Alert.family, Alert.about, Alert.kind, unique=True, where=Alert.resolved_at.is_null())
