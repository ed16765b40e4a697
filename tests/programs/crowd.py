"""A family that grows: one more of everything a list tells, and one more of everything one thing is made of."""

from tests import cast, larder

G = 1000
STEPS = ("_food", "_people", "_ways", "_wishes", "_order", "_news")


class Crowd:
    """`ids`: {what an address calls it: number} of the things that are made of more and more."""

    def __init__(self, world):
        self.world, self.family, self.marta = world, world.rossi, world.marta
        self.flour = larder.ingredient(self.family, "Flour", threshold=900 * G)
        self.lot = larder.lot(self.flour, 90_000 * G)
        self.feast = larder.dish(self.family, "Feast", {self.flour: 10 * G}, portions=1)
        self.number = 0

    def grow(self, count):
        for _ in range(count):
            self.number += 1
            for step in STEPS:
                getattr(self, step)(self.number)

    def stir(self, number):
        """Something changes, as it does all day: what was worked out before is out of date."""
        self.flour.take(G, self.marta, key=f"a-key-of-stir-{number}")

    @property
    def ids(self):
        from familychef.shopping.models import ShoppingList

        order, served = self.orders
        return {
            "ingredient": self.flour.id, "lot": self.lot.id, "dish": self.feast.id, "leo": self.world.leo.id,
            "placed": order.id, "ready_item": served.items.get().id, "alert": self.alert.id, "copy": self.copy.id,
            "hook": self.hook.id,
            "shopping": ShoppingList.first_of(self.family, self.marta).id, "wish": self.wish.id,
        }

    def _food(self, number):
        from familychef.menu.models import Station
        from familychef.pantry.models import Barcode

        food = larder.ingredient(self.family, f"Food {number}", threshold=900 * G)
        larder.lot(food, 90_000 * G)
        larder.lot(self.flour, 10 * G)
        self.flour.measure(["cup", "bunch", "pinch", "can", "slice", "clove"][number % 6], number * G, by=self.marta)
        self.flour.swap_with(food, 1, 1, number, by=self.marta)
        Barcode.learn(self.flour, f"40063813{number:05}", self.marta)
        dish = larder.dish(self.family, f"Dish {number}", {food: G, self.flour: G}, portions=1)
        larder._line(self.feast, number + 10, food, G)
        self.dishes = [*getattr(self, "dishes", ()), dish]
        Station.add(self.family, self.marta, f"Station {number}")

    def _people(self, number):
        from familychef.core.db import write
        from familychef.families.models import Export, Invitation, Program

        cast.join(self.family, f"Cousin {number}", f"cousin{number}@rossi.example")
        elsewhere = cast.found(f"Family {number}")
        self._at_home_in(elsewhere)
        cast.paired(self.marta, "shared", name=f"Screen {number}")
        Invitation.issue(self.marta, ["member"], token=f"a-token-of-the-rossi-{number}")
        Program.give(self.marta, f"Script {number}", ["read"], None)
        with write():
            Export.update(state="ready").execute()
        self.copy = Export.ask(self.marta, "mine", f"a-key-of-marta-{number}")

    def _at_home_in(self, family):
        from familychef.core.db import transaction
        from familychef.families.models import FamilyMember

        with transaction(family):
            FamilyMember.create(family=family, user=self.marta.user, name="Marta", roles=["admin"])

    def _ways(self, number):
        from familychef.alerts.deliveries import WebhookDelivery
        from familychef.alerts.hooks import Webhook
        from familychef.core.db import write
        from familychef.families.calendars import Calendar

        told = {"url": "https://hook.example/", "kinds": ["orders"], "secret": "whsec_bmV3"}
        made = Webhook.set_up(self.marta, f"Light {number}", key=f"a-key-of-hook-{number}", **told)
        self.hook = getattr(self, "hook", made)
        with write():
            WebhookDelivery.create(family=self.family, webhook=self.hook, number=f"ping-{number}", type="ping")
        Calendar.give(self.marta, f"Phone {number}", f"a-token-of-calendar-{number}")

    def _wishes(self, number):
        from familychef.core import clock
        from familychef.shopping import actions
        from familychef.shopping.models import ShoppingList

        ShoppingList.make(self.family, self.marta, f"List {number}")
        self.wish = actions.add(self.family, f"candles {number}", self.world.leo)[0]
        bought = actions.add(self.family, f"2 kg Food {number}", self.world.leo)[0]
        actions.tick(bought, True, clock.now(), self.marta)

    def _order(self, number):
        from familychef.kitchen import actions, placing
        from familychef.kitchen.models import Timer

        for dish in [self.feast, *self.dishes]:
            actions.add_to_cart(self.marta, dish, for_member=self.marta)
        order = placing.place_order(self.marta, key=f"key-of-order-{number}", cart="")
        actions.add_to_cart(self.marta, self.feast, for_member=self.marta)
        served = placing.place_order(self.marta, key=f"key-of-served-{number}", cart="")
        for verb in ("accept", "start", "finish"):
            getattr(served, verb)(self.marta)
        self.orders = order, served
        for dish in self.dishes:
            actions.add_to_cart(self.marta, dish, for_member=self.world.leo)
        Timer.start(self.family, self.marta, key=f"a-timer-of-marta-{number}", name="Eggs", seconds=240)

    def _news(self, number):
        from familychef.alerts.models import Notification
        from familychef.core.db import transaction
        from familychef.pantry.models import Alert

        lot = self.flour.lots.order_by(self.flour.lots.model.id.desc()).get()
        with transaction(self.family):
            self.alert = Alert.create(
                family=self.family, ingredient=self.flour, pantry_stock=lot, about=f"lot-{lot.id}", kind="expiring"
            )
            Notification.create(
                family=self.family, member=self.marta, seq=number, kind="people", what="member.joined",
                subject=f"family_member-{self.world.leo.id}",
            )
