"""Which program gets which answer where: programs.txt, to be read like table.txt.

The people are those of the pages, each by a token with all scopes; `reader` is the chef's, which may only read. `thief`
shows the token of somebody who was removed since.
"""

from pathlib import Path

from tests.permissions import matrix

PEOPLE = ("nobody", "thief", "reader", "member", "chef", "shopper", "admin", "other")
TABLE = Path(__file__).with_name("programs.txt").read_text()
KEY = matrix.KEY
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
BODIES = {
    "families_api.sign_in": {"email": "nobody@rossi.example", "password": "not the one"},
    "families_api.refresh": {"refresh_token": "none"},
    "families_api.settle": {"name": "Rossi"},
    "families_api.describe": {"name": "Leo"},
    "families_api.add_child": {"name": "Ida", "language": "it", "colour": 3, "pin": "7391"},
    "families_api.ask": {"kind": "mine", "key": KEY},
    "alerts_api.add_webhook": {"name": "Hall light", "url": "https://hook.example/", "kinds": ["orders"], "key": KEY},
    "alerts_api.choose_news": {"quiet_from": "21:00", "quiet_until": "06:00"},
    "menu_api.write": {"name": "Bread", "portions": 4, "minutes": 30, "line": ["100 g flour"]},
    "menu_api.rewrite": {"name": "Bread", "portions": 4, "minutes": 30, "line": ["100 g flour"]},
    "menu_api.give": {"picture": DOT},
    "pantry_api.add_ingredient": {"name": "Milk"},
    "pantry_api.change_ingredient": {"aliases": "Farina"},
    "pantry_api.set_swap": {"other": "{spice_name}"},
    "pantry_api.lot_count": {"quantity": "50 g", "version": 1},
    "pantry_api.lot_place": {"place": "fridge"},
    "pantry_api.lot_date": {"date": "2030-01-01", "date_kind": "best_before", "version": 1},
    "shopping_api.tick": {"done": True},
    "shopping_api.settle": {"name": "Market"},
    "shopping_api.change": {"price": "2"},
    "shopping_api.put_away": {"items": [{"item": 1}], "key": KEY},
    "shopping_api.scan": {"code": "{digits}", "to": "pantry", "key": KEY},
    "shopping_api.learn": {"code": "4006381333931", "to": "pantry", "name": "Milk", "key": KEY},
    "shopping_api.say_size": {"quantity": "500 g"},
}
QUESTIONS = {"shopping_api.search": "?q=flour"}


def rows():
    return matrix.rows(TABLE, PEOPLE)


def cases():
    return matrix.cases(rows())


def body(scene, operation):
    """What is sent: that of the page, where nothing else is said here."""
    if operation is None or operation.takes is None:
        return None
    said = BODIES.get(operation.name) or next((matrix.BODIES[name] for name in operation.twin.split()
                                               if name in matrix.BODIES), {})
    known = operation.takes.model_fields
    return {name: _value(scene, text) for name, text in said.items() if name in known}


def _value(scene, text):
    named = isinstance(text, str) and text.startswith("{")
    return scene.value(text[1:-1]) if named else text
