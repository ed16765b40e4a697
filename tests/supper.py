"""Does a house still live? Somebody signs in at the real server, reads the menu and orders a dish from it."""

import re
import secrets

from tests.cast import sign_in

DISH = re.compile(r'href="/dishes/(\d+)')


def order_supper(server, name="leo"):
    """The key of the order this person of the cast has placed; an AssertionError says what doesn't work."""
    jar = sign_in(server, name)
    headers = cookies(jar)
    added = (server.request("POST", "/cart/items", _wish(dish), headers).status for dish in dishes_of(server, jar))
    assert any(status in (200, 303) for status in added), "nothing on the menu can be had"
    key = secrets.token_hex(8)
    answer = server.request("POST", "/orders", {"key": key, "cart": "", "when": "now"}, headers)
    assert answer.status == 303, f"the order was not taken: {answer.status}\n{answer.text[:400]}"
    assert server.rows('SELECT COUNT(*) FROM "order" WHERE key = ?', key) == [(1,)]
    return key


def dishes_of(server, jar):
    """The numbers of the dishes on the menu of who is signed in with this jar."""
    menu = server.request("GET", "/menu", headers=cookies(jar))
    dishes = dict.fromkeys(DISH.findall(menu.text))
    assert menu.status == 200 and dishes, f"the menu shows nothing: {menu.status}"
    return list(dishes)


def cookies(jar):
    return {"Cookie": "; ".join(f"{key}={value}" for key, value in jar.items())}


def _wish(dish):
    return {"dish": dish, "portions": 1, "key": secrets.token_hex(8)}
