"""What a whole menu costs with its database: `python -m tests.bench.bench_menu` prints times, queries and growth."""

import random
import tempfile
from datetime import timedelta
from time import perf_counter

from tests.bench.bench_availability import INGREDIENTS, LINES, LOTS, best, yardstick

DISHES = (100, 1000, 5000)
HOLDS = 60
BATCH = 500


def main():
    yard = best(yardstick, 9)
    print(f"yardstick {yard:.2f} ms · {INGREDIENTS} ingredients, {LOTS} lots, {HOLDS} holds, {LINES} lines a dish")
    print(f"{'dishes':>7} {'cold ms':>8} {'/yard':>6} {'queries':>7} "
          f"{'after a change':>14} {'/yard':>6} {'queries':>7} growth")
    before = None
    for count in DISHES:
        cold, changed, queries = measure(count)
        growth = f"{changed / before:.1f}x" if before else ""
        print(f"{count:>7} {cold:>8.1f} {cold / yard:>6.1f} {queries[0]:>7} {changed:>14.1f} {changed / yard:>6.1f} "
              f"{queries[1]:>7} {growth:>6}")
        before = changed


def measure(count):
    """(ms of the first look, ms after a stock change, queries of each) for a family with so many dishes."""
    from familychef.core.db import transaction
    from familychef.core.events import record
    from familychef.menu.actions import snapshot

    family = furnish(count)
    with counted() as first:
        started = perf_counter()
        snapshot(family).judge_menu()
        cold = (perf_counter() - started) * 1000
    times = []
    for _ in range(5):
        with transaction(family):
            record("stock.counted", family, stale="menu")
        with counted() as again:
            started = perf_counter()
            snapshot(family).judge_menu()
            times.append((perf_counter() - started) * 1000)
    return cold, min(times), (first.number, again.number)


def furnish(count):
    """A family with a full pantry and so many dishes, in a SQLite file of its own."""
    from familychef import settings
    from familychef.core import db, migrate
    from familychef.families.models import Family

    current = settings.read({"FAMILYCHEF_DATA": tempfile.mkdtemp(prefix="bench")})
    db.connect(current)
    migrate.migrate(current)
    dice = random.Random(20260510)
    with db.write():
        family = Family.create(name="Bench")
        _fill_pantry(family, dice)
        _write_recipes(family, dice, count)
    return family


class counted:
    """Counts the queries of a `with` block."""

    def __enter__(self):
        from familychef.core.db import database

        self.database, self.plain, self.number = database.obj, database.obj.execute_sql, 0
        self.database.execute_sql = self._execute
        return self

    def __exit__(self, *_):
        del self.database.execute_sql

    def _execute(self, *arguments, **options):
        self.number += 1
        return self.plain(*arguments, **options)


def _fill_pantry(family, dice):
    from familychef.pantry.models import Ingredient, PantryStock

    _insert(Ingredient, [
        {"family": family, "name": f"food {n}", "name_key": f"food {n}", "allergens": []} for n in range(INGREDIENTS)
    ])
    today = family.today()
    lots = []
    for _ in range(LOTS):
        amount, until = dice.randrange(50_000, 900_000), today + timedelta(days=dice.randint(-4, 200))
        lots.append({
            "family": family, "ingredient": dice.randint(1, INGREDIENTS), "on_hand": amount, "first": amount,
            "date": until, "use_until": until, "bought_on": today,
        })
    _insert(PantryStock, lots)


def _write_recipes(family, dice, count):
    from familychef.kitchen.models import Order, OrderItem
    from familychef.menu.models import Dish, RecipeIngredient
    from familychef.pantry.models import Hold

    _insert(Dish, [
        {"family": family, "name": f"dish {n}", "slug": f"dish-{n}", "published": True, "yield_portions": 4}
        for n in range(count)
    ])
    _insert(RecipeIngredient, [
        {
            "family": family, "dish": dish, "position": position, "ingredient": dice.randint(1, INGREDIENTS),
            "typed": "some food", "role": "required" if position < 9 else "optional",
            "base_qty": dice.randrange(20_000, 900_000), "base_state": "exact",
        }
        for dish in range(1, count + 1) for position in range(LINES)
    ])
    _hold_some(family, dice, Order, OrderItem, Hold)


def _hold_some(family, dice, Order, OrderItem, Hold):
    from familychef.core import clock
    from familychef.families.models import FamilyMember, User

    user = User.create(name="Bench", email="bench@rossi.example", password_hash="-")
    member = FamilyMember.create(family=family, user=user, name="Bench", roles=["admin"])
    order = Order.create(
        family=family, day=family.today(), number=1, placed_by=member, for_member=member,
        promised_at=clock.now(), key="bench", body_hash="-",
    )
    item = OrderItem.create(
        family=family, order=order, position=1, dish=1, dish_version=1, name="dish", portions=1, for_member=member,
    )
    _insert(Hold, [
        {"family": family, "order_item_id": item.id, "ingredient": dice.randint(1, INGREDIENTS), "quantity": 20_000}
        for _ in range(HOLDS)
    ])


def _insert(model, rows):
    for start in range(0, len(rows), BATCH):
        model.insert_many(rows[start : start + BATCH]).execute()


if __name__ == "__main__":
    main()
