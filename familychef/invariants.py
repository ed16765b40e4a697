"""What must always be true: each rule a query that finds the rows that break it.

Used after every step of the property tests and by `familychef doctor` on a live database; never repairs anything.
"""

from dataclasses import dataclass
from itertools import pairwise

from . import chain, trust
from .core.access import ADMIN, RULES
from .core.db import database, every_model, snapshot
from .core.events import Event
from .families.models import Family, FamilyMember, User
from .kitchen.models import Order, OrderItem
from .kitchen.states import ORDER, PLACED, follow

QUERIES = {
    "I-01 a lot's amount on hand is the sum of its moves": """
        SELECT s.id, s.on_hand FROM pantry_stock s LEFT JOIN stock_move m ON m.pantry_stock_id = s.id
        GROUP BY s.id, s.on_hand HAVING s.on_hand <> COALESCE(SUM(m.delta), 0)""",
    "I-02 no lot is below zero or holds more than it has": """
        SELECT id, on_hand, held FROM pantry_stock WHERE on_hand < 0 OR held < 0 OR held > on_hand""",
    "I-03 what a lot holds is the sum of its bound holds": """
        SELECT s.id, s.held FROM pantry_stock s LEFT JOIN hold h ON h.pantry_stock_id = s.id AND h.state = 'bound'
        GROUP BY s.id, s.held HAVING s.held <> COALESCE(SUM(h.quantity), 0)""",
    "I-04 no lot was ever below zero": """
        SELECT id, so_far FROM (SELECT id, pantry_stock_id,
        SUM(delta) OVER (PARTITION BY pantry_stock_id ORDER BY id) AS so_far FROM stock_move) AS running
        WHERE so_far < 0""",
    "I-05 an order item takes from a lot once": """
        SELECT c.order_item_id, c.pantry_stock_id FROM stock_move c LEFT JOIN stock_move u ON u.undo_of_id = c.id
        WHERE c.reason = 'cook' AND c.order_item_id IS NOT NULL AND u.id IS NULL
        GROUP BY c.order_item_id, c.pantry_stock_id HAVING COUNT(*) > 1""",
    "I-06 an undo is the exact opposite of one move of the same lot": """
        SELECT u.id, m.id FROM stock_move u JOIN stock_move m ON m.id = u.undo_of_id
        WHERE u.delta <> -m.delta OR u.pantry_stock_id <> m.pantry_stock_id""",
    "I-07 a hold belongs to an item in the state that holds": """
        SELECT h.id, h.state, i.state FROM hold h JOIN order_item i ON i.id = h.order_item_id
        WHERE (h.state = 'held' AND i.state <> 'queued') OR (h.state = 'bound' AND i.state <> 'started')
        OR (h.state = 'used' AND i.state NOT IN ('ready', 'served', 'void'))""",
    "I-12 a dish that is ready has taken what it held": """
        SELECT order_item_id, pantry_stock_id, SUM(quantity) FROM (
        SELECT order_item_id, pantry_stock_id, quantity FROM hold WHERE state = 'used' UNION ALL
        SELECT order_item_id, pantry_stock_id, delta FROM stock_move WHERE order_item_id IS NOT NULL) AS taken
        GROUP BY order_item_id, pantry_stock_id HAVING SUM(quantity) <> 0""",
    "I-13 a key made one order": """
        SELECT family_id, placed_by_id, key FROM "order" GROUP BY family_id, placed_by_id, key HAVING COUNT(*) > 1""",
    "I-15 an order has items, each with the recipe it was ordered by": """
        SELECT o.id FROM "order" o LEFT JOIN order_item i ON i.order_id = o.id
        WHERE i.id IS NULL OR CAST(i.snapshot AS TEXT) = '{}'""",
    "I-38 who is signed in on a screen is of its family, and the screen is still paired": """
        SELECT s.id, d.id FROM session s JOIN device d ON d.id = s.device_id
        LEFT JOIN family_member m ON m.id = s.member_id WHERE m.family_id <> d.family_id
        OR (d.revoked_at IS NOT NULL AND s.ended_at IS NULL AND s.created_at < d.revoked_at)""",
    "I-42 a family's events count up to its version without a gap": """
        SELECT f.id, f.version, COUNT(e.id), MIN(e.seq), MAX(e.seq) FROM family f
        LEFT JOIN event e ON e.family_id = f.id GROUP BY f.id, f.version, f.events_gone
        HAVING COUNT(e.id) <> f.version - f.events_gone
        OR (f.version > f.events_gone AND (MIN(e.seq) <> f.events_gone + 1 OR MAX(e.seq) <> f.version))""",
}
DOES = {
    "order.placed": "orders.place",
    "order.accepted": "orders.cook",
    "order.declined": "orders.cook",
    "item.started": "orders.cook",
    "item.ready": "orders.cook",
    "item.recalled": "orders.cook",
    "dish.published": "menu.edit",
    "dish.hidden": "menu.edit",
    "dish.changed": "menu.edit",
    "dish.out": "orders.cook",
    "dish.back": "orders.cook",
    "dish.left": "orders.cook",
    "dish.timed": "orders.cook",
    "invitation.issued": "family.manage",
    "member.raised": "family.manage",
    "job.asked": "family.manage",
    "device.paired": "devices.pair",
    "device.removed": "devices.pair",
}


@dataclass(frozen=True)
class Violation:
    """`rule`: its number and sentence; `rows`: what the query found, keys first."""

    rule: str
    rows: tuple


def check():
    """Every violation in the bound database, read in one snapshot."""
    with snapshot():
        found = [_ask(rule, query) for rule, query in (QUERIES | trust.queries()).items()]
        found += [_ask(rule, query) for rule, query in isolation()]
        found += [*_orders(), *_actors(), _admins(), Violation(chain.RULE, tuple(chain.broken()))]
    return [violation for violation in found if violation.rows]


def isolation():
    """I-30: no row points into another family; one query for each foreign key between families' tables."""
    for model in every_model():
        for field in model._meta.refs:
            if "family" in model._meta.fields and "family" in field.rel_model._meta.fields:
                ours, theirs = model._meta.table_name, field.rel_model._meta.table_name
                yield f"I-30 {ours}.{field.column_name} stays in its family", (
                    f'SELECT a.id, b.id FROM "{ours}" a JOIN "{theirs}" b ON b.id = a.{field.column_name} '
                    "WHERE a.family_id <> b.family_id"
                )


def _ask(rule, query):
    return Violation(rule, tuple(database.execute_sql(query).fetchall()))


def _orders():
    """I-10, I-11, I-14: an order's events are a path through its states, one for each of its versions.

    Of an order whose first events are not kept any more, the last ones are.
    """
    paths, begun = {}, _kept_from_the_first()
    for subject, kind, changes in _order_events():
        paths.setdefault(subject, []).append((kind, changes))
    states = {}
    for order_id, state in OrderItem.select(OrderItem.order, OrderItem.state).tuples():
        states.setdefault(order_id, []).append(state)
    rows = {"path": [], "version": [], "items": []}
    for order_id, family_id, state, version in _order_rows():
        path = paths.get((family_id, f"order-{order_id}"), [])
        whole = family_id in begun or path[:1] and path[0][0] == "order.placed"
        if not _legal([changes for _kind, changes in path], state, whole):
            rows["path"].append((order_id, state))
        if len(path) != version if whole else len(path) > version:
            rows["version"].append((order_id, version, len(path)))
        if follow(state, states.get(order_id, [])) != state:
            rows["items"].append((order_id, state))
    yield Violation("I-10 an order's events are a path to its state", tuple(rows["path"]))
    yield Violation("I-11 an order's version counts its changes", tuple(rows["version"]))
    yield Violation("I-14 an order's state follows its items", tuple(rows["items"]))


def _order_rows():
    return Order.select(Order.id, Order.family, Order.state, Order.version).tuples()


def _kept_from_the_first():
    """The families none of whose events is gone."""
    return {id for (id,) in Family.select(Family.id).where(Family.events_gone == 0).tuples()}


def _order_events():
    columns = (Event.family_id, Event.subject, Event.kind, Event.changes)
    query = Event.select(*columns).where(Event.kind.startswith("order."))
    for family_id, subject, kind, changes in query.order_by(Event.family_id, Event.seq).tuples():
        yield (family_id, subject), kind, changes


def _legal(path, state, whole):
    steps = [change["state"] for change in path if change.get("state")]
    steps = steps[1:] if steps and steps[0][0] is None else steps
    start = PLACED if whole or not steps else steps[0][0]
    states = [start, *(after for _before, after in steps)] if whole or steps else [state]
    joined = all(before == known for (before, _after), known in zip(steps, states, strict=False))
    return joined and states[-1] == state and all(after in ORDER[before] for before, after in pairwise(states))


def _admins():
    """A family that is just being deleted has lost them already."""
    active = FamilyMember.select(FamilyMember.family, FamilyMember.roles).join(User)
    active = active.where(FamilyMember.state == "active", User.email.is_null(False))
    led = {family_id for family_id, roles in active.tuples() if ADMIN in roles}
    staying = Family.staying().select(Family.id)
    rows = tuple(row for row in staying.tuples() if row[0] not in led)
    return Violation("I-35 a family has an active admin who can sign in", rows)


def _actors():
    """I-32: who did it was of that family, with a role that may."""
    acted = Event.select(Event.id, Event.kind, Event.actor_roles).where(Event.kind.in_(list(DOES)))
    unfit = [row for row in acted.tuples() if RULES[DOES[row[1]]].isdisjoint(row[2])]
    yield Violation("I-32 who acted had the role for it", tuple(unfit))
    strangers = """SELECT e.id, e.actor_id FROM event e JOIN family_member m ON m.id = e.actor_id
        WHERE m.family_id <> e.family_id"""
    yield _ask("I-31 who acted was of the family", strangers)

