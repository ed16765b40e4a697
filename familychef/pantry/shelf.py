"""How long a lot keeps, whether it may still be used, and which lot goes first; pure functions on plain dates."""

from datetime import date, timedelta

FRESH, PAST_DATE = "fresh", "past_date"
BEST_BEFORE, USE_BY = DATE_KINDS = "best_before", "use_by"
LATEST = date.max


def use_until(date, date_kind, opened_on=None, opened_days=None, frozen_on=None, frozen_days=None):
    """The last day a lot is good, or None when it keeps for ever.

    Freezing stops the other clocks, but only when it is known how long the ingredient keeps frozen.
    """
    if frozen_on and frozen_days is not None:
        return _after(frozen_on, frozen_days)
    opened = _after(opened_on, opened_days) if opened_on and opened_days is not None else None
    return min((day for day in (date, opened) if day), default=None)


def is_usable(on_hand, use_until, date_kind, grace_days, day):
    """FRESH, PAST_DATE (best-before passed, still within its grace) or None; no other date gets any grace."""
    if on_hand <= 0:
        return None
    if use_until is None or use_until >= day:
        return FRESH
    grace = grace_days or 0 if date_kind == BEST_BEFORE else 0
    return PAST_DATE if (day - use_until).days <= grace else None


def fefo_key(lot):
    """Sort key of the order in which lots are used: opened first, then use_until, then bought first, then id.

    A lot has opened_on, use_until, bought_on and id; dates may be None, which goes last.
    """
    return lot.opened_on is None, lot.use_until or LATEST, lot.bought_on or LATEST, lot.id


def tally(lots, day):
    """{ingredient: (total, fresh)} of the usable lots, in thousandths of the base unit.

    lots: (ingredient, on_hand, use_until, date_kind, grace_days); total also counts lots past their best-before.
    """
    totals, fresh = {}, {}
    for ingredient, on_hand, until, date_kind, grace_days in lots:
        state = is_usable(on_hand, until, date_kind, grace_days, day)
        if state:
            totals[ingredient] = totals.get(ingredient, 0) + on_hand
            if state is FRESH:
                fresh[ingredient] = fresh.get(ingredient, 0) + on_hand
    return {ingredient: (total, fresh.get(ingredient, 0)) for ingredient, total in totals.items()}


def _after(day, days):
    return day + timedelta(days=min(days, (LATEST - day).days))
