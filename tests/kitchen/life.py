"""A family's kitchen as a state machine: any verb in any order, two families at once, crashes between.

The model is plain Python: what was bought, and what each order item must have taken by its recipe.
After every step all invariants hold and the pantry equals the model.
"""

import itertools

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests import cast, larder
from tests.kitchen.life_books import DISHES, Books
from tests.kitchen.life_out import Sayings

FOODS = ("pasta", "tomato", "egg")
CHOICES = st.sampled_from([None, "fewer", "anyway"])
WISHES = st.lists(
    st.tuples(st.sampled_from(list(DISHES)), st.integers(1, 4), st.booleans()), min_size=1, max_size=2
)
ITEM_VERBS = {
    "strike one": lambda item, cook, eater, kitchen: kitchen.remove_item(item.order, item, eater),
    "change one": lambda item, cook, eater, kitchen: kitchen.change_item(item.order, item, 2, eater),
    "finish one": lambda item, cook, eater, kitchen: item.finish(cook),
    "count one": lambda item, cook, eater, kitchen: item.count(cook, 1),
    "pause one": lambda item, cook, eater, kitchen: item.pause(cook),
    "call one": lambda item, cook, eater, kitchen: item.pause(cook, waits=False),
    "recall one": lambda item, cook, eater, kitchen: item.recall(cook),
    "eat one": lambda item, cook, eater, kitchen: item.void(cook, "eaten"),
    "waste one": lambda item, cook, eater, kitchen: item.void(cook, "waste", "burnt"),
    "spare one": lambda item, cook, eater, kitchen: item.void(cook, "unused"),
}
EVENING = [
    "start", "finish", "finish", "serve", "recall", "recall", "correct one", "correct one", "cancel", *ITEM_VERBS,
]


class Crash(Exception):
    """The process dies before the commit."""


class KitchenLife(Books, Sayings, RuleBasedStateMachine):
    """Needs `open_database` and `close_database`, set by the test that runs it."""

    def __init__(self):
        super().__init__()
        self.open_database()
        self.keys = itertools.count(1)
        self.bought = {}
        self.taken = {}

    def teardown(self):
        self.close_database()

    @initialize()
    def two_families_move_in(self):
        self.families = []
        for name in ("rossi", "neri"):
            family = cast.found(name)
            cook = cast.join(family, "Cook", f"cook@{name}.example", roles=["chef", "admin"])
            eater = cast.join(family, "Eater", f"eater@{name}.example", roles=["member"])
            foods = {food: larder.ingredient(family, food, "count" if food == "egg" else "mass") for food in FOODS}
            dishes = {
                dish: larder.dish(family, dish, {foods[food]: need for food, need in needs.items()}.items(), portions=1)
                for dish, needs in DISHES.items()
            }
            self.families.append((family, cook, eater, foods, dishes))
            for food in FOODS:
                self.shop(len(self.families) - 1, food, 8)

    @rule(house=st.integers(0, 1), food=st.sampled_from(FOODS), units=st.integers(1, 8))
    def shop(self, house, food, units):
        family, _cook, _eater, foods, _dishes = self.families[house]
        quantity = units * (1_000 if food == "egg" else 100_000)
        larder.lot(foods[food], quantity)
        self.bought[family.id, food] = self.bought.get((family.id, food), 0) + quantity

    @rule(house=st.integers(0, 1), wishes=WISHES)
    def order(self, house, wishes):
        family, _cook, eater, _foods, dishes = self.families[house]
        for dish, portions, asked in wishes:
            wish = {"for_member": eater, "portions": portions, "asked": asked}
            self.attempt(self.kitchen.add_to_cart, eater, dishes[dish], **wish)
        cart = self.kitchen.fingerprint(self.kitchen.cart_of(eater))
        key = f"key-{next(self.keys)}"
        placed = self.attempt(self.kitchen.place_order, eater, key=key, cart=cart)
        if placed is not None:
            again = self.kitchen.place_order(eater, key=key, cart=cart)
            assert again.id == placed.id

    @rule(house=st.integers(0, 1), wishes=WISHES, verbs=st.lists(st.sampled_from(EVENING), max_size=7), choice=CHOICES)
    def dinner(self, house, wishes, verbs, choice):
        """A whole evening for one order: sent, accepted, and then whatever happens to it."""
        from familychef.kitchen.models import Order

        self.order(house, wishes)
        family, cook, eater = self.families[house][:3]
        order = family.of(Order).order_by(Order.id.desc()).first()
        if order is None:
            return
        self.attempt(order.accept, cook, choice)
        for verb in verbs:
            order = order.fresh()
            if verb == "correct one":
                self.really_took(house, order.items.first(), 40 + 10 * (order.id % 9), order.id % 3, (order.id % 2, 0))
            elif verb in ITEM_VERBS:
                self.attempt(ITEM_VERBS[verb], order.items.first(), cook, eater, self.kitchen)
            else:
                self.attempt(getattr(order, verb), cook)

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), choice=CHOICES)
    def accept(self, house, pick, choice):
        self.with_order(house, pick, lambda order, cook: order.accept(cook, choice))

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), verb=st.sampled_from(
        ["start", "finish", "finish", "serve", "recall", "cancel", "acknowledge"]), crash=st.booleans())
    def move_order(self, house, pick, verb, crash):
        self.with_order(house, pick, lambda order, cook: getattr(order, verb)(cook), crash and verb != "cancel")

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50))
    def decline(self, house, pick):
        self.with_order(house, pick, lambda order, cook: order.decline(cook, "No time today"))

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), verb=st.sampled_from(
        ["start", "finish", "serve", "recall", "strike"]), crash=st.booleans())
    def move_item(self, house, pick, verb, crash):
        self.with_item(house, pick, lambda item, cook: getattr(item, verb)(cook), crash)

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), percent=st.integers(0, 150), more=st.integers(0, 3),
          left=st.tuples(st.integers(0, 2), st.integers(0, 2)), crash=st.booleans())
    def correct(self, house, pick, percent, more, left, crash):
        from familychef.kitchen.models import OrderItem

        family = self.families[house][0]
        items = list(family.of(OrderItem).where(OrderItem.state.in_(["ready", "served"])).order_by(OrderItem.id))
        if items:
            self.really_took(house, items[pick % len(items)], percent, more, left, crash)

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), fate=st.sampled_from(["eaten", "waste", "unused"]))
    def void(self, house, pick, fate):
        self.with_item(house, pick, lambda item, cook: item.void(cook, fate, "burnt"))

    @rule(house=st.integers(0, 1), pick=st.integers(0, 50), portions=st.integers(1, 5))
    def change(self, house, pick, portions):
        eater = self.families[house][2]
        self.with_item(house, pick, lambda item, _cook: self.kitchen.change_item(item.order, item, portions, eater))

    @rule(house=st.integers(0, 1), dish=st.sampled_from(list(DISHES)), published=st.sampled_from([True, True, False]))
    def publish(self, house, dish, published):
        cook, dishes = self.families[house][1], self.families[house][4]
        (dishes[dish].publish if published else dishes[dish].hide)(cook)

    @precondition(lambda self: hasattr(self, "families"))
    @invariant()
    def the_house_is_in_order(self):
        from familychef import invariants

        assert invariants.check() == []

    @precondition(lambda self: hasattr(self, "families"))
    @invariant()
    def the_pantry_is_what_was_bought_less_what_was_cooked(self):
        from familychef.pantry.models import PantryStock

        for family, _cook, _eater, foods, _dishes in self.families:
            gone = self.gone(family)
            for food, ingredient in foods.items():
                lots = family.of(PantryStock).where(PantryStock.ingredient == ingredient.id)
                there = sum(lot.on_hand for lot in lots)
                assert there == self.bought.get((family.id, food), 0) - gone.get(food, 0)

    def with_order(self, house, pick, act, crash=False):
        from familychef.kitchen.models import Order

        family, cook = self.families[house][:2]
        orders = list(family.of(Order).order_by(Order.id))
        if orders:
            self.attempt(act, orders[pick % len(orders)], cook, crash=family if crash else None)

    def with_item(self, house, pick, act, crash=False):
        from familychef.kitchen.models import OrderItem

        family, cook = self.families[house][:2]
        items = list(family.of(OrderItem).order_by(OrderItem.id))
        if items:
            self.attempt(act, items[pick % len(items)], cook, crash=family if crash else None)

    def attempt(self, act, *arguments, crash=None, **options):
        """Do it, or be refused in words; with `crash` everything is done and then lost before the commit."""
        from familychef.core.db import transaction
        from familychef.core.errors import Refusal

        try:
            if crash is None:
                return act(*arguments, **options)
            with transaction(crash):
                act(*arguments, **options)
                raise Crash
        except (Refusal, Crash):
            return None

    @property
    def kitchen(self):
        from familychef.kitchen import actions

        return actions
