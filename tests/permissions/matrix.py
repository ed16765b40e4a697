"""Who gets which answer where: the whole table of permissions, readable as a document.

One line of table.txt is a route and a method; the row whose id stands in the address (`id=order`, several with
commas, or `-`); then the status for nobody signed in, for a member, a child at the shared tablet, a chef, a shopper and
an admin of the Rossi, for the screen on their kitchen wall, and for an admin who cooks next door. Rows belong to the
Rossi, orders and carts to Leo, the member. What a person sends stands in BODIES, `{dish}` for the id of that row.
"""

from pathlib import Path
from typing import NamedTuple

PEOPLE = ("nobody", "member", "child", "chef", "shopper", "admin", "kitchen", "other")
BAD_REQUEST = 400

TABLE = Path(__file__).with_name("table.txt").read_text()

KEY = "0123456789abcdef"
BODIES = {
    "families.choose_language": {"language": "de"},
    "families.copy_mine": {"key": KEY},
    "families.copy_family": {"key": KEY},
    "families.enter_pin": {"member": "{child}", "pin": "1234"},
    "families.give_calendar": {"name": "My phone", "key": KEY},
    "families.grant": {"roles": "shopper"},
    "families.run_job": {"after": "0"},
    "families.speak_for": {"language": "de"},
    "families.invite": {"roles": "member", "key": KEY},
    "alerts.add_hook": {"name": "Hall light", "url": "https://hook.example/", "kinds": "orders", "key": KEY},
    "kitchen.add_to_cart": {"dish": "{dish}"},
    "kitchen.change_cart_item": {"portions": "2"},
    "kitchen.add_order_item": {"dish": "{dish}", "portions": "1"},
    "kitchen.change_order_item": {"portions": "2"},
    "kitchen.start_timer": {"minutes": "5", "key": KEY},
    "kitchen.extend_timer": {"minutes": "5", "version": "1"},
    "kitchen.finish_next": {"portions": "1", "left": "1"},
    "kitchen.rush": {"rush": "1"},
    "kitchen.delay": {"minutes": "10"},
    "kitchen.pause": {"waits": "1"},
    "kitchen.pause_item": {"waits": "1"},
    "kitchen.count_item": {"portions": "1"},
    "kitchen.decline": {"reason": "No flour"},
    "kitchen.say_out": {"out": "today"},
    "kitchen.void_item": {"fate": "eaten"},
    "kitchen.correct_item": {"version": "4"},
    "kitchen.take_time": {"minutes": "30"},
    "menu.add_station": {"name": "Grill"},
    "menu.rename_station": {"name": "Hob"},
    "menu.move_station": {"place": "1"},
    "menu.like": {"favourite": "1"},
    "menu.publish": {"published": "0"},
    "menu.archive": {"archived": "1"},
    "pantry.change": {"delta": "-1", "key": KEY},
    "pantry.set_level": {"level": "low"},
    "pantry.put_off": {"days": "1"},
    "pantry.dismiss": {"how": "fine"},
    "shopping.add": {"text": "2 l milk", "key": KEY},
    "shopping.add_missing": {"portions": "1", "key": KEY},
    "shopping.tick": {"entry": "{wish}", "done": "1", "at": "0", "key": KEY},
    "shopping.change": {"amount": "2", "version": "1"},
    "shopping.make_list": {"name": "Market"},
    "shopping.settle": {"name": "Market", "version": "1"},
    "shopping.put_away": {"key": KEY},
    "pantry.add_lot": {"quantity": "500 g", "date_kind": "best_before", "place": "pantry", "key": KEY},
    "pantry.use": {"quantity": "100 g", "key": KEY},
    "pantry.change_batch": {"quantity": "100 g", "key": KEY},
    "pantry.set_measure": {"unit": "cup", "quantity": "120 g"},
}


class Row(NamedTuple):
    """One line of the table; `ids` maps the address's arguments to rows, `expected` people to a status."""

    endpoint: str
    method: str
    ids: dict
    expected: dict

    @property
    def body(self):
        return BODIES.get(self.endpoint, {}) if self.changes else {}

    @property
    def changes(self):
        return self.method not in ("GET", "HEAD", "OPTIONS")


def rows(table=TABLE, people=PEOPLE):
    lines = [line.split() for line in table.strip().splitlines() if line.strip() and not line.startswith("#")]
    return [_row(people, *line) for line in lines[1:]]


def _row(people, endpoint, method, ids, *statuses):
    assert len(statuses) == len(people), f"{method} {endpoint} has {len(statuses)} statuses"
    named = dict(pair.split("=") for pair in ids.split(",")) if ids != "-" else {}
    return Row(endpoint, method, named, dict(zip(people, map(int, statuses), strict=True)))


def cases(found=None):
    """(row, people who share one database): those who change nothing together, each who may change something alone."""
    for row in found or rows():
        may = [person for person, status in row.expected.items() if row.changes and status < BAD_REQUEST]
        rest = [person for person in row.expected if person not in may]
        if rest:
            yield row, rest
        yield from ((row, [person]) for person in may)


def name_of_case(case):
    row, people = case
    return f"{row.method} {row.endpoint} {'-'.join(people) if len(people) < 3 else 'others'}"
