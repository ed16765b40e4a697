"""Can it be cooked now? Judges dishes against what is free, for one eater; plain data in, plain data out."""

from types import MappingProxyType

from . import reach, reasons
from .larder import NOBODY, Larder, Stock, Swap
from .needs import Line, Recipe
from .plan import Plan
from .reach import MOST
from .verdict import CHECK, NOT_FOR_YOU, OFF, READY, READY_SWAP, SHORT, Verdict

__all__ = ["MOST", "Line", "Recipe", "Stock", "Swap", "Verdict", "judge", "judge_many", "judge_menu"]

NONE = MappingProxyType({})


def judge(recipe, stock, swaps, portions, avoid=NOBODY, left_out=NOBODY, own=NONE):
    """The Verdict on one dish for 1 to 99 portions.

    stock: {ingredient: Stock}; swaps: {ingredient: [Swap]} by rank; avoid: the eater's allergens; left_out: positions
    of lines the eater doesn't want; own: {ingredient: thousandths} this order already holds. ValueError out of range.
    """
    if not 1 <= portions <= MOST:
        raise ValueError(f"portions must be 1 to {MOST}, not {portions}")
    needs = recipe.without(left_out) if left_out else recipe.needs
    return _judge(recipe, needs, Larder(stock, swaps, avoid, own, only=needs.ids), portions)


def judge_menu(recipes, stock, swaps, avoid=NOBODY):
    """{dish: Verdict} for one portion of each; `takes` stays empty, for a menu holds nothing."""
    larder = Larder(stock, swaps, avoid)
    return {recipe.dish_id: _judge(recipe, recipe.needs, larder, 1, holding=False) for recipe in recipes}


def judge_many(items, stock, swaps, avoid=NOBODY, own=NONE, hold_all=False):
    """[Verdict] of a cart's items (recipe, portions, left_out), each from what the ones before it leave.

    An item that isn't ready is only asked for and takes nothing from the others, unless hold_all.
    """
    spare, verdicts = dict(own), []
    for recipe, portions, left_out in items:
        verdict = judge(recipe, stock, swaps, portions, avoid, left_out, spare)
        for _, ingredient, quantity in verdict.takes if hold_all or verdict.orderable else ():
            spare[ingredient] = spare.get(ingredient, 0) - quantity
        verdicts.append(verdict)
    return verdicts


def _judge(recipe, needs, larder, portions, holding=True):
    if recipe.archived or not recipe.published:
        return Verdict(OFF)
    known = _allergens(needs, larder)
    if larder.avoided and any(i not in larder.swaps for i in needs.required_ids & larder.avoided):
        return Verdict(NOT_FOR_YOU, **known)
    own, most = reach.portions(needs, larder)
    if own >= portions and not holding and not needs.shares_stock:
        return Verdict(READY, most, without=reasons.extras(needs, larder, larder.rest, portions)[1], **known)
    verdict = (_ready if most >= portions else _doubtful)(needs, larder, portions, own, most)
    return verdict._replace(**known) if holding else verdict._replace(takes=(), **known)


def _allergens(needs, larder):
    known = {"unchecked": needs.unread or not needs.ids <= larder.checked}
    if larder.avoided:
        known["contains"] = larder.hits(needs.required_ids)
        known["optional_contains"] = larder.hits(needs.extra_ids)
    return known


def _ready(needs, larder, portions, own, most):
    plan = Plan(needs, larder, portions, larder.fresh)
    takes, without = reasons.extras(needs, larder, plan.rest, portions)
    takes = (*plan.takes(), *takes)
    if own >= portions:
        return Verdict(READY, most, without=without, takes=takes)
    careful = Plan(needs, larder, portions, larder.fresh, spare=True)
    return Verdict(READY_SWAP, most, reasons.swaps(careful, needs), without=without, takes=takes)


def _doubtful(needs, larder, portions, _own, most):
    """The chef decides: counts what is past its date and what is only estimated, and takes what there is."""
    plan = Plan(needs, larder, portions, larder.total)
    takes, without = reasons.extras(needs, larder, plan.rest, portions)
    lacking = reasons.missing(plan, needs)
    past_date, estimated = reasons.tight(plan)
    return Verdict(
        SHORT if lacking else CHECK, most, reasons.swaps(plan, needs), lacking, reasons.unsure(plan, needs), without,
        past_date, estimated, takes=(*plan.takes(), *takes),
    )
