"""How many portions the stock surely reaches for, without planning every single one."""

from bisect import bisect_left

from .plan import Plan

MOST = 99


def portions(needs, larder):
    """(portions from own stock alone, portions with swaps too), from fresh stock nobody else holds; at most 99."""
    own, most = _bounds(needs, larder)
    if own == most:
        return own, own
    return own, own + _count(range(own + 1, most + 1), lambda n: Plan(needs, larder, n, larder.fresh, True).feasible())


def stand_in(line, larder):
    """What surely serves a line of unknown quantity: an ingredient nobody measures, itself or a swap; or None."""
    if line.ingredient is None:
        return None
    candidates = [line.ingredient, *(swap.ingredient for swap in larder.swaps.get(line.ingredient, ()))]
    return next(filter(larder.uncounted, candidates), None)


def _bounds(needs, larder):
    """Each need alone allows so many portions; what no swap can mend is an upper bound for all."""
    own = most = MOST
    yields, swaps = needs.yields, larder.swaps
    for caps, pairs in ((larder.cap, needs.plain), (larder.rough_cap, needs.rough), (larder.whole_cap, needs.whole)):
        for ingredient, asked in pairs:
            enough = caps[ingredient] * yields
            if enough < asked * most:
                possible = enough // asked
                own = min(own, possible)
                if ingredient not in swaps:
                    most = possible
    if needs.odd or needs.unknown:
        return _odd_bounds(needs, larder, own, most)
    return own, most


def _odd_bounds(needs, larder, own, most):
    for need in needs.odd:
        fresh = larder.fresh[need.ingredient]
        possible = _count(range(1, most + 1), lambda n, need=need, fresh=fresh: need.goal(need.asked.at(n)) <= fresh)
        own = min(own, possible)
        if need.ingredient not in larder.swaps:
            most = possible
    for line in needs.unknown:
        served = stand_in(line, larder)
        own = own if served == line.ingredient is not None else 0
        most = most if served is not None else 0
    return min(own, most), most


def _count(ascending, feasible):
    """How many of these numbers of portions are feasible; more portions are never easier."""
    if not ascending or feasible(ascending[-1]):
        return len(ascending)
    if not feasible(ascending[0]):
        return 0
    return bisect_left(ascending, True, key=lambda n: not feasible(n))
