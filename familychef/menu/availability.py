"""Can it be cooked now? Judges dishes against what is free, for one eater; plain data in, plain data out."""

from collections import Counter
from types import MappingProxyType
from typing import NamedTuple

from . import reach, reasons
from .larder import NOBODY, Larder, Stock, Swap
from .needs import Line, Needs, Recipe
from .plan import Plan
from .reach import MOST
from .verdict import CHECK, NOT_FOR_YOU, OFF, OUT, READY, READY_SWAP, SHORT, Verdict

__all__ = ["MOST", "Line", "Recipe", "Stock", "Swap", "Verdict", "judge", "judge_many", "judge_menu", "takes"]

NONE = MappingProxyType({})


def judge(recipe, stock, swaps, portions, avoid=NOBODY, left_out=NOBODY, own=NONE, claimed=0):
    """The Verdict on one dish for 1 to 99 portions.

    stock: {ingredient: Stock}; swaps: {ingredient: [Swap]} by rank; avoid: the eater's allergens; left_out: positions
    of lines the eater doesn't want; own: {ingredient: thousandths} this order already holds; claimed: portions of this
    dish it already has. ValueError out of range.
    """
    if not 1 <= portions <= MOST:
        raise ValueError(f"portions must be 1 to {MOST}, not {portions}")
    needs = recipe.without(left_out) if left_out else recipe.needs
    return _judge(recipe, Question(needs, Larder(stock, swaps, avoid, own, only=needs.ids), portions), claimed)


def judge_menu(recipes, stock, swaps, avoid=NOBODY):
    """{dish: Verdict} for one portion of each; `takes` stays empty, for a menu holds nothing."""
    larder = Larder(stock, swaps, avoid)
    return {recipe.dish_id: _judge(recipe, Question(recipe.needs, larder, 1, holding=False)) for recipe in recipes}


def takes(wanted, stock, swaps, avoid=NOBODY):
    """{dish: its Takes} for [(recipe, portions)] that judge_menu found possible, each as if it were the only one."""
    larder, found = Larder(stock, swaps, avoid), {}
    for recipe, portions in wanted:
        asked = Question(recipe.needs, larder, portions)
        plan = asked.plan(larder.fresh)
        found[recipe.dish_id] = asked.takes(plan, asked.extras(plan.rest)[0])
    return found


def judge_many(items, stock, swaps, avoid=NOBODY, own=NONE, hold_all=False):
    """[Verdict] of a cart's items (recipe, portions, left_out), each from what the ones before it leave.

    An item that isn't ready is only asked for and takes nothing from the others, unless hold_all.
    """
    spare, claimed, verdicts = dict(own), Counter(), []
    for recipe, portions, left_out in items:
        verdict = judge(recipe, stock, swaps, portions, avoid, left_out, spare, claimed[recipe.dish_id])
        claimed[recipe.dish_id] += 0 if verdict.closed else portions
        for _, ingredient, quantity in verdict.takes if hold_all or verdict.orderable else ():
            spare[ingredient] = spare.get(ingredient, 0) - quantity
        verdicts.append(verdict)
    return verdicts


class Question(NamedTuple):
    needs: Needs
    larder: Larder
    portions: int
    holding: bool = True

    def plan(self, free, spare=False):
        return Plan(self.needs, self.larder, self.portions, free, spare)

    def extras(self, rest):
        return reasons.extras(self.needs, self.larder, rest, self.portions)

    def takes(self, plan, extra):
        return (*plan.takes(), *extra) if self.holding else ()


def _judge(recipe, asked, claimed=0):
    if recipe.archived or not recipe.published:
        return Verdict(OFF)
    verdict = _by_the_larder(asked)
    return _by_the_cook(verdict, recipe, asked.portions, claimed) if recipe.said else verdict


def _by_the_cook(verdict, recipe, portions, claimed):
    """What the cook says is out is out, whatever there is."""
    left = None if recipe.left is None else max(0, recipe.left - claimed)
    most = 0 if recipe.out else verdict.portions if left is None else min(verdict.portions, left)
    verdict = verdict._replace(portions=most, out=recipe.out, left=left)
    possible = not recipe.out and (left is None or portions <= left)
    return verdict if possible else verdict._replace(state=OUT, takes=())


def _by_the_larder(asked):
    needs, larder, portions, holding = asked
    known = _allergens(needs, larder)
    if larder.avoided and any(i in larder.avoided and i not in larder.swaps for i in needs.required_ids):
        return Verdict(NOT_FOR_YOU, **known)
    own, most = reach.portions(needs, larder)
    if own >= portions and not holding and not needs.shares_stock:
        return Verdict(READY, most, without=asked.extras(larder.rest)[1], **known)
    verdict = _ready(asked, own, most) if most >= portions else _doubtful(asked, most)
    return verdict._replace(**known)


def _allergens(needs, larder):
    known = {"unchecked": needs.unread or not larder.checked.issuperset(needs.ids)}
    if larder.avoided:
        known["contains"] = larder.hits(needs.required_ids)
        known["optional_contains"] = larder.hits(needs.extra_ids)
    return known


def _ready(asked, own, most):
    plan = asked.plan(asked.larder.fresh)
    extra, without = asked.extras(plan.rest)
    takes = asked.takes(plan, extra)
    if own >= asked.portions:
        return Verdict(READY, most, without=without, takes=takes)
    careful = asked.plan(asked.larder.fresh, spare=True)
    return Verdict(READY_SWAP, most, reasons.swaps(careful, asked.needs), without=without, takes=takes)


def _doubtful(asked, most):
    """The chef decides: counts what is past its date and what is only estimated, and takes what there is."""
    needs, plan = asked.needs, asked.plan(asked.larder.total)
    extra, without = asked.extras(plan.rest)
    lacking = reasons.missing(plan, needs)
    past_date, estimated = reasons.tight(plan)
    return Verdict(
        SHORT if lacking else CHECK, most, reasons.swaps(plan, needs), lacking, reasons.unsure(plan, needs), without,
        past_date, estimated, takes=asked.takes(plan, extra),
    )
