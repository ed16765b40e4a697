"""What a family's kitchen must have taken: by its recipes, and by what the cook said that was really used."""

from collections import Counter

DISHES = {
    "Pasta": {"pasta": 100_000, "tomato": 200_000},
    "Frittata": {"egg": 3_000},
    "Carbonara": {"pasta": 100_000, "egg": 1_000},
}


class Books:
    """Needs `families`, `bought`, `taken` and `attempt` of the life it is mixed into."""

    def gone(self, family):
        """What recipes say was used; only where a chef accepted a gap, what was held says it."""
        from familychef.kitchen.models import OrderItem
        from familychef.pantry.models import Hold, Ingredient

        gone = {}
        for item in family.of(OrderItem):
            if item.state in ("ready", "served") or item.fate in ("eaten", "waste"):
                held = Hold.select(Ingredient.name, Hold.quantity).join(Ingredient)
                used = Counter()
                for food, quantity in held.where(Hold.order_item_id == item.id, Hold.state == "used").tuples():
                    used[food] += quantity
                self.is_what_it_takes(family, item, used)
                for food, quantity in used.items():
                    gone[food] = gone.get(food, 0) + quantity
        return gone

    def is_what_it_takes(self, family, item, used):
        full = {food: need * item.portions for food, need in DISHES[item.name].items()}
        if item.id in self.taken:
            assert used == +self.taken[item.id]
        elif item.id in self.gaps(family):
            assert all(used.get(food, 0) <= need for food, need in full.items())
        else:
            assert used == full

    def lots(self, family):
        """{lot id: food} of what was bought."""
        from familychef.pantry.models import Ingredient, PantryStock

        rows = PantryStock.select(PantryStock.id, Ingredient.name).join(Ingredient).order_by(PantryStock.id)
        return dict(rows.where(PantryStock.family == family.id, PantryStock.origin == "buy").tuples())

    def gaps(self, family):
        """Items accepted or started although something was missing."""
        from familychef.core.events import Event
        from familychef.kitchen.models import Order, OrderItem

        short = {event.subject for event in family_events(Event, family) if event.changes.get("gap")}
        orders = {order.id for order in family.of(Order) if order.dom_id in short}
        return {item.id for item in family.of(OrderItem) if item.order_id in orders or item.dom_id in short}

    def really_took(self, house, item, percent, more, left, crash=False):
        """The cook says what was used: so much of each batch, some of another one; leftovers; waste."""
        from familychef.kitchen.outcome import Outcome
        from familychef.pantry import actions

        family, cook = self.families[house][:2]
        lots = self.lots(family)
        really = {lot: amount * percent // 100 for lot, amount in actions.used_by(family, item.id).items()}
        batch = list(lots)[(item.id + percent) % len(lots)]
        really[batch] = really.get(batch, 0) + more * 1_000

        def act():
            item.correct(cook, Outcome(really, left[0], family.today(), left[1], "burnt"), item.version)
            return Counter()

        took = self.attempt(act, crash=family if crash else None)
        if took is not None:
            for lot, amount in really.items():
                took[lots[lot]] += amount
            self.taken[item.id] = took


def family_events(event, family):
    return event.select().where(event.family_id == family.id)
