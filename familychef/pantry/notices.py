"""How what happens in the pantry reads to a person."""

from familychef.core import notices
from familychef.core.allergens import ALLERGENS
from familychef.core.i18n import _l
from familychef.core.notices import Happening, Thing, day, moment

from .amounts import said
from .models import Alert, Ingredient, PantryStock, StockMove
from .words import AISLES, ALERTS, BASES, DATE_KINDS, LEVELS, PLACES, TRACKS

MOST_LOTS = 500
KINDS = {
    "ingredient.added": _l("Ingredient added"),
    "ingredient.changed": _l("Ingredient changed"),
    "ingredient.archived": _l("Ingredient put away"),
    "ingredient.unarchived": _l("Ingredient brought back"),
    "ingredient.level_set": _l("Level set"),
    "ingredient.counted": _l("Counted exactly again"),
    "stock.added": _l("Stock added"),
    "stock.taken": _l("Stock taken"),
    "stock.counted": _l("Stock counted"),
    "stock.wasted": _l("Stock thrown away"),
    "stock.undone": _l("Stock change undone"),
    "stock.held": _l("Stock held for an order"),
    "stock.released": _l("Held stock let go"),
    "stock.bound": _l("Stock set aside for cooking"),
    "stock.cooked": _l("Stock cooked"),
    "stock.restored": _l("Cooked stock put back"),
    "stock.corrected": _l("Cooked stock corrected"),
    "alert.opened": _l("Alert"),
    "alert.put_off": _l("Alert put off"),
    "alert.returned": _l("Alert is back"),
    "alert.called_fine": _l("Looked at: it is fine"),
    "alert.taken_back": _l("Answer to an alert taken back"),
    "alert.resolved": _l("Alert is over"),
    "lot.opened": _l("Batch opened"),
    "lot.closed": _l("Batch closed again"),
    "lot.frozen": _l("Batch frozen"),
    "lot.thawed": _l("Batch thawed"),
    "lot.moved": _l("Batch moved"),
    "lot.dated": _l("Batch dated anew"),
    "lot.split": _l("Batch split"),
}
FIELDS = {
    "alert": _l("What is the matter"),
    "aisle": _l("Aisle"),
    "aliases": _l("Other names"),
    "barcode": _l("Barcode"),
    "base": _l("Measured in"),
    "date": _l("Date"),
    "date_kind": _l("Kind of date"),
    "delta": _l("Amount"),
    "density_den": _l("Millilitres that are weighed"),
    "density_num": _l("What they weigh"),
    "frozen_days": _l("Days it keeps frozen"),
    "frozen_on": _l("Frozen on"),
    "gap": _l("Missing"),
    "grace_days": _l("Days it is good past its date"),
    "level": _l("Level"),
    "measure": _l("Measure"),
    "on_hand": _l("There is"),
    "opened_days": _l("Days it keeps open"),
    "opened_on": _l("Opened on"),
    "pack": _l("Pack"),
    "piece_weight": _l("A piece weighs"),
    "place": _l("Place"),
    "shelf_days": _l("Days it keeps"),
    "snoozed_until": _l("Until"),
    "swap": _l("Instead of it"),
    "threshold": _l("Low below"),
    "track": _l("How it is counted"),
    "use_until": _l("Keeps until"),
    "usual": _l("Usual amount"),
}
BY_ORDERS = {"cook": "stock.cooked", "undo": "stock.restored", "waste": "stock.wasted"}


def _amount(value, row, _reader):
    """In the unit of the ingredient it is about."""
    ingredient = row.ingredient if isinstance(row, PantryStock) else row
    return ("−" if value < 0 else "") + said(abs(value), ingredient)


def _measure(value, row, _reader):
    return ", ".join(f"1 {unit} = {said(quantity, row)}" for unit, quantity in value.items())


def _gap(value, _row, reader):
    found = [(reader.row("ingredient", id), quantity) for id, quantity, *_dish in value]
    return ", ".join(f"{ingredient.name} {said(quantity, ingredient)}" for ingredient, quantity in found)


_gap.noun = "ingredient"
WORDS = {
    "aisle": AISLES,
    "alert": ALERTS,
    "base": BASES,
    "date": day,
    "date_kind": DATE_KINDS,
    "delta": _amount,
    "frozen_on": day,
    "gap": _gap,
    "ingredient": _amount,
    "ingredient.allergens": ALLERGENS,
    "level": LEVELS,
    "measure": _measure,
    "on_hand": _amount,
    "opened_on": day,
    "pack": _amount,
    "pantry_stock": _amount,
    "snoozed_until": moment,
    "place": PLACES,
    "threshold": _amount,
    "track": TRACKS,
    "use_until": day,
    "usual": _amount,
}


def _ingredients(family, ids):
    return {row.id: row for row in family.of(Ingredient).where(Ingredient.id.in_(list(ids)))}


def _batches(family, ids):
    rows = PantryStock.select(PantryStock, Ingredient).join(Ingredient)
    return {row.id: row for row in rows.where(PantryStock.family == family.id, PantryStock.id.in_(list(ids)))}


def _alerts(family, ids):
    rows = Alert.select(Alert, Ingredient).join(Ingredient)
    return {row.id: row for row in rows.where(Alert.family == family.id, Alert.id.in_(list(ids)))}


def _lots_of(family, id):
    lots = family.of(PantryStock).where(PantryStock.ingredient == id).order_by(PantryStock.id.desc())
    return [lot.dom_id for lot in lots.limit(MOST_LOTS)]


def _for_orders(lots):
    """What orders took out of these lots, and what came back: journal rows, for the event names all of them at once."""

    def besides(family, id, before, most):
        moves = family.of(StockMove).where(StockMove.order_item_id.is_null(False), lots(id))
        moves = moves.where(StockMove.at < before) if before else moves
        for move in moves.order_by(StockMove.at.desc()).limit(most):
            changes = {"delta": [None, move.delta], "item": move.order_item_id}
            lot = f"pantry_stock-{move.pantry_stock_id}"
            yield Happening(move.at, BY_ORDERS.get(move.reason, "stock.cooked"), lot, move.actor_id, changes)

    return besides


def _of_ingredient(id):
    return StockMove.pantry_stock.in_(PantryStock.select(PantryStock.id).where(PantryStock.ingredient == id))


SUBJECTS = {
    "alert": Thing("", _alerts, lambda alert: alert.ingredient.name, needs="pantry.edit"),
    "ingredient": Thing(
        "", _ingredients, lambda ingredient: ingredient.name, needs="pantry.edit", also=_lots_of,
        besides=_for_orders(_of_ingredient), page="pantry.item",
    ),
    "pantry_stock": Thing(
        "", _batches, lambda lot: lot.ingredient.name, needs="pantry.edit",
        besides=_for_orders(lambda id: StockMove.pantry_stock == id), page="pantry.batch",
    ),
}

notices.say(KINDS, fields=FIELDS, words=WORDS, subjects=SUBJECTS)
