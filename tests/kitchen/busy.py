"""A busy kitchen on a real server: people with full carts, orders that wait, and the calls they make."""

from tests import cast, larder
from tests.storm import Call


def people(family, count, roles=("member",)):
    return [
        cast.join(family, f"Cousin {number}", f"cousin{number}.{family.id}@rossi.example", roles=list(roles))
        for number in range(count)
    ]


def lasagne(family, portions_there, minutes=30):
    """A dish of which exactly so many portions can be cooked."""
    sheets = larder.ingredient(family, f"Lasagne sheets {minutes}")
    if portions_there:
        larder.lot(sheets, portions_there * 100_000)
    return larder.dish(family, f"Lasagne {minutes}", [(sheets, 100_000)], portions=1, prep_minutes=minutes)


def fill_cart(member, dish, portions=1):
    """Put the dish into the member's cart, as the add button does; returns the cart's fingerprint."""
    from familychef.kitchen import actions

    actions.add_to_cart(member, dish, for_member=member, portions=portions)
    return actions.fingerprint(actions.cart_of(member))


def place(cookies, cart, key, **more):
    body = {"key": key, "cart": cart, "when": "now", "note": ""} | more
    return Call("POST", "/orders", body, cookies=cookies)


def order(member, dish, key="placed-before", portions=1):
    """An order that was placed earlier."""
    from familychef.kitchen import actions

    return actions.place_order(member, key=key, cart=fill_cart(member, dish, portions))
