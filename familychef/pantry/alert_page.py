"""What wants something from somebody, as the page of alerts shows it."""

import peewee

from familychef.core.i18n import _

from .amounts import said
from .forms import DismissalForm
from .lots import PantryStock
from .models import Alert, Ingredient
from .overview import shelve
from .shelf import USE_BY
from .watching import EXPIRED, EXPIRING, LOW, OUT
from .words import ALERTS, day_word, place_name

ORDER = (EXPIRED, EXPIRING, OUT, LOW)
STATES = {EXPIRED: "danger", EXPIRING: "soon", OUT: "missing", LOW: "few"}


class Alerts:
    """Every alert that is shown now, the most pressing first, in as many queries however many there are.

    `typed`: {alert id: Reading} of the answers that could not be read.
    """

    room, noun, dom_id = "pantry", "alerts", "alerts"

    def __init__(self, family, typed=None):
        rows = list(_with_food(Alert.shown_of(family)))
        shelves = {row.id: row.shelf for row in shelve(family, {alert.ingredient_id for alert in rows})}
        shown = [Shown(alert, family, shelves.get(alert.ingredient_id), (typed or {}).get(alert.id)) for alert in rows]
        self.alerts = sorted(shown, key=_urgency)
        self.put_off = Alert.put_off_of(family).count()


class Shown:
    """One alert in words; `lot` is the batch it is about, or None; `form` holds why that would be thrown away."""

    def __init__(self, alert, family, shelf, typed=None):
        self.id, self.dom_id, self.kind = alert.id, alert.dom_id, alert.kind
        self.ingredient, self.lot, self._shelf = alert.ingredient, alert.pantry_stock, shelf
        self.form = typed or DismissalForm.blank(reason=alert.usual_reason)
        self._today = family.today()

    @property
    def state(self):
        return STATES[self.kind]

    @property
    def words(self):
        """What is the matter: ends tomorrow, running low."""
        dated = self.lot and self.lot.use_until
        return day_word(dated, self._today) if dated else str(ALERTS[self.kind])

    @property
    def why(self):
        """What there is of it, and what that is measured by."""
        if self.lot:
            return f"{said(self.lot.on_hand, self.ingredient)} · {place_name(self.lot.place)}"
        elif self.ingredient.track == "exact" and self._shelf:
            free, least = said(self._shelf.free, self.ingredient), said(self.ingredient.threshold, self.ingredient)
            return _("%(free)s free, and you want to have %(least)s", free=free, least=least)
        else:
            return _("told by eye")

    @property
    def may_be_fine(self):
        return not (self.kind == EXPIRED and self.lot.date_kind == USE_BY)


def _with_food(alerts):
    return (
        Alert.select(Alert, Ingredient, PantryStock)
        .join(Ingredient)
        .join_from(Alert, PantryStock, peewee.JOIN.LEFT_OUTER)
        .where(Alert.id.in_(alerts.select(Alert.id)))
    )


def _urgency(shown):
    until = shown.lot and shown.lot.use_until
    return ORDER.index(shown.kind), until or shown._today, shown.ingredient.name_key
