"""The life of an order and of its items: which state may follow which."""

PLACED, ACCEPTED, PREPARING, READY, SERVED = "placed", "accepted", "preparing", "ready", "served"
DECLINED, CANCELLED = "declined", "cancelled"
OPEN = (PLACED, ACCEPTED, PREPARING, READY)
COOKING = (ACCEPTED, PREPARING)
DONE = (READY, SERVED)
UNFINISHED = (PLACED, *COOKING)
TO_COOK = ("queued", "started")

ORDER = {
    None: {PLACED},
    PLACED: {ACCEPTED, DECLINED, CANCELLED},
    ACCEPTED: {PREPARING, READY, SERVED, CANCELLED},
    PREPARING: {ACCEPTED, READY, SERVED, CANCELLED},
    READY: {PREPARING, SERVED},
    SERVED: {PREPARING, READY},
    DECLINED: set(),
    CANCELLED: set(),
}
ITEM = {
    "queued": {"started", "ready", "void"},
    "started": {"ready", "void"},
    "ready": {"served", "started"},
    "served": {"started"},
    "void": set(),
}
FATES = ("eaten", "leftover", "waste", "unused")


def follow(order_state, item_states):
    """The state that its items amount to; without any it has come to nothing, and what is over stays."""
    alive = [state for state in item_states if state != "void"]
    if order_state in (DECLINED, CANCELLED):
        return order_state
    elif not alive:
        return CANCELLED
    elif order_state == PLACED:
        return PLACED
    elif all(state == "served" for state in alive):
        return SERVED
    elif all(state in DONE for state in alive):
        return READY
    elif any(state != "queued" for state in alive):
        return PREPARING
    else:
        return ACCEPTED
