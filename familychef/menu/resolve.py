"""What a line amounts to in the ingredient's base unit, and again whenever more is known about the ingredient."""

from fractions import Fraction

from familychef.core.events import record
from familychef.core.units import BadQuantity, to_base
from familychef.pantry.models import Ingredient, IngredientMeasure

from .models import Dish, RecipeIngredient

LARGEST = 10**15


def base_of(quantity, unit, food, measures):
    """(base quantity or None, state) of `quantity` `unit` of an Ingredient; (None, "unknown") when nobody can say.

    measures: {unit: (thousandths of base, confirmed)}. Raises BadQuantity for zero, negative or absurd amounts.
    """
    if quantity is None or food is None:
        return None, "unknown"
    found = to_base(quantity, unit or "piece", base=food.base, measures=measures, density=food.density,
                    piece_weight=food.piece_weight)
    return found.quantity, found.state


def measure_tables(foods):
    """{ingredient id: its measure table} of these ingredients, in one query; a pack is its pack size."""
    tables = {food.id: {"pack": (food.pack, True)} if food.pack else {} for food in foods}
    measure = IngredientMeasure
    rows = measure.select(measure.ingredient, measure.unit, measure.quantity, measure.confirmed)
    for id, unit, quantity, confirmed in rows.where(measure.ingredient.in_(list(tables))).tuples():
        tables[id][unit] = (quantity, bool(confirmed))
    return tables


def measure_again(family, ingredient_id):
    """Work out every line of an ingredient once more; one event for all dishes that changed by it."""
    food = family.of(Ingredient).where(Ingredient.id == ingredient_id).first()
    if food is None:
        return
    measures = measure_tables([food])[food.id]
    lines = family.of(RecipeIngredient).where(RecipeIngredient.ingredient == food.id)
    dishes = sorted({line.dish_id for line in lines if _changed(line, food, measures)})
    if dishes:
        Dish.update(version=Dish.version + 1).where(Dish.id.in_(dishes)).execute()
        stale = " ".join(["menu", *(f"dish-{id}" for id in dishes[:30])])
        record("dishes.measured", family, needs=Dish.view_permission, stale=stale, changes={"dishes": [None, dishes]})


def _changed(line, food, measures):
    quantity = None if line.num is None else Fraction(line.num, line.den or 1)
    try:
        base_qty, base_state = base_of(quantity, line.unit, food, measures)
    except BadQuantity:
        base_qty, base_state = None, "unknown"
    before = (line.base_qty, line.base_state)
    return before != (base_qty, base_state) and line.changed_rows(base_qty=base_qty, base_state=base_state)
