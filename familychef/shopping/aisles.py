"""The order of the aisles: as shops usually have them, until the ticks of a list have told its own."""

from familychef.pantry import actions as pantry

AISLES = pantry.AISLES


def in_order(known):
    """Every aisle once: those of a known order first, a new one after the usual neighbour before it."""
    order = [code for code in dict.fromkeys(known) if code in AISLES]
    codes = list(AISLES)
    for place, code in enumerate(codes):
        if code not in order:
            before = next((each for each in reversed(codes[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before else 0, code)
    return order


def learned(order, walked):
    """The order when these aisles were walked in this one: they change places among themselves, the others stay."""
    walked = [code for code in dict.fromkeys(walked) if code in order]
    following = iter(walked)
    return [next(following) if code in walked else code for code in order]


def aisle_name(code):
    return str(AISLES.get(code, code))
