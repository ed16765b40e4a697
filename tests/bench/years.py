"""Three years of a family, written in bulk beside what tests/programs/crowd.py made by the house's own verbs."""

import random
from datetime import timedelta

DISHES, FOODS, LOTS, MOVES, ORDERS, LINES = 400, 300, 1500, 50_000, 6_000, 8
WISHES, NEWS, EVENTS = 4_000, 4_000, 60_000
BATCH = 500
DAYS = 3 * 365


class Years:
    """Rows of `crowd`'s family; `dice` are the same each time."""

    def __init__(self, crowd):
        self.crowd, self.family, self.marta = crowd, crowd.family, crowd.marta
        self.dice = random.Random(20260510)

    def pass_by(self):
        from familychef.core.db import write

        with write():
            for step in (self._foods, self._dishes, self._stock, self._orders, self._wishes, self._news, self._events):
                step()

    def _some_day(self, number, of):
        """Day `number` of so many things that happened evenly over the years."""
        from familychef.core import clock

        return clock.now() - timedelta(days=DAYS * (of - number) / of)

    def _foods(self):
        from familychef.pantry.models import Ingredient

        names = [f"stock {n}" for n in range(FOODS)]
        insert(Ingredient, ({"family": self.family, "name": name, "name_key": name, "allergens": []} for name in names))
        self.foods = ids_of(Ingredient, self.family)

    def _dishes(self):
        from familychef.menu.models import Dish, RecipeIngredient

        insert(Dish, (
            {"family": self.family, "name": f"meal {n}", "slug": f"meal-{n}", "published": True, "yield_portions": 4}
            for n in range(DISHES)
        ))
        self.dishes = ids_of(Dish, self.family)
        insert(RecipeIngredient, (
            {"family": self.family, "dish": dish, "position": position, "ingredient": self.dice.choice(self.foods),
             "typed": "some food", "role": "required", "base_qty": self.dice.randrange(20_000, 900_000),
             "base_state": "exact"}
            for dish in self.dishes[-DISHES:] for position in range(LINES)
        ))

    def _stock(self):
        from familychef.pantry.models import PantryStock, StockMove

        today = self.family.today()
        insert(PantryStock, (
            {"family": self.family, "ingredient": self.dice.choice(self.foods), "on_hand": 400_000, "first": 400_000,
             "date": day, "use_until": day, "bought_on": today}
            for day in (today + timedelta(days=self.dice.randint(1, 200)) for _ in range(LOTS))
        ))
        lots = ids_of(PantryStock, self.family)
        insert(StockMove, (
            {"family": self.family, "pantry_stock": self.dice.choice(lots), "delta": 1000, "reason": "buy",
             "actor": self.marta.id, "at": self._some_day(n, MOVES)}
            for n in range(MOVES)
        ))

    def _orders(self):
        from familychef.kitchen.models import Order, OrderItem

        insert(Order, (
            {"family": self.family, "day": at.date(), "number": 1000 + n, "placed_by": self.marta.id,
             "for_member": self.crowd.world.leo.id, "promised_at": at, "placed_at": at, "closed_at": at,
             "state": "served", "key": f"of-old-{n}", "body_hash": "-"}
            for n, at in ((n, self._some_day(n, ORDERS)) for n in range(ORDERS))
        ))
        old = [id for id in ids_of(Order, self.family, Order.state == "served")][-ORDERS:]
        insert(OrderItem, (
            {"family": self.family, "order": order, "position": position, "dish": self.dice.choice(self.dishes),
             "dish_version": 1, "name": "dish", "portions": 2, "for_member": self.crowd.world.leo.id, "state": "served"}
            for order in old for position in (1, 2)
        ))

    def _wishes(self):
        from familychef.shopping.models import ShoppingList, ShoppingListItem

        first = ShoppingList.first_of(self.family, self.marta)
        insert(ShoppingListItem, (
            {"family": self.family, "shopping_list": first, "name": f"wish {n}", "name_key": f"wish {n}",
             "state": "bought" if n % 100 else "open", "added_by": self.marta.id, "added_at": at}
            for n, at in ((n, self._some_day(n, WISHES)) for n in range(WISHES))
        ))

    def _news(self):
        from familychef.alerts.models import Notification

        insert(Notification, (
            {"family": self.family, "member": self.marta.id, "seq": 1000 + n, "kind": "people", "what": "member.joined",
             "subject": self.crowd.world.leo.dom_id, "at": self._some_day(n, NEWS)}
            for n in range(NEWS)
        ))

    def _events(self):
        from familychef.core.events import Event
        from familychef.families.models import Family

        version = Family.get_by_id(self.family.id).version
        insert(Event, (
            {"family_id": self.family.id, "seq": version + n + 1, "kind": "dish.published", "needs": "menu.view",
             "subject": f"dish-{self.dice.choice(self.dishes)}", "at": self._some_day(n, EVENTS), "settled": True}
            for n in range(EVENTS)
        ))
        Family.update(version=version + EVENTS).where(Family.id == self.family.id).execute()


def insert(model, rows):
    rows = list(rows)
    for start in range(0, len(rows), BATCH):
        model.insert_many(rows[start : start + BATCH]).execute()


def ids_of(model, family, *which):
    query = model.select(model.id).where(model.family == family.id, *which).order_by(model.id)
    return [row.id for row in query]
