"""Families at once: who is hungry, who cooks, who takes from the pantry, each retrying until there is an answer."""

import random
import threading
import time

from tests import cast, larder
from tests.faults.history import DONE, REFUSED, UNKNOWN, Deed
from tests.kitchen import busy
from tests.serving import exchange

MIX = {"place": 50, "accept": 15, "finish": 10, "serve": 10, "cancel": 10, "use": 5}
PATHS = {"accept": "acceptance", "finish": "readiness", "serve": "service", "cancel": "cancellation"}
FROM = {"accept": ("placed",), "finish": ("accepted", "cooking"), "serve": ("ready",), "cancel": ("placed", "accepted")}
PATIENCE = 8
SAYS_NO = {503, 507}


class Household:
    """One family with its dish, its flour and its people's cookies; `orders` are those it has heard of."""

    def __init__(self, world, name, portions=20_000):
        self.family = cast.found(name)
        self.cook = self._join("cook", ["chef", "admin"])
        self.people = [self.cook, *(self._join(f"guest{number}", ["member"]) for number in range(4))]
        self.dish = busy.lasagne(self.family, portions)
        self.flour = larder.ingredient(self.family, "Flour")
        larder.lot(self.flour, 10**9)
        self.cookies = {person.id: world.cookies(person) for person in self.people}

    def _join(self, name, roles):
        return cast.join(self.family, name, f"{name}.{self.family.id}@storm.example", roles=roles)


class Guest(threading.Thread):
    """Does one thing after the other until `over` is set; what it did is in `history`.

    `seed` begins with the number of the storm, which its keys hold; `ports`: those of the web processes, taken in
    turn; `find(states, family id)`: ids of orders in those states.
    """

    def __init__(self, home, person, ports, history, find, over, seed):
        super().__init__(daemon=True)
        self.home, self.person, self.ports = home, person, ports
        self.history, self.find, self.over = history, find, over
        self.dice, self.number = random.Random(seed), 0
        self.name = f"{home.family.id}-{person.id}-{seed.partition(' ')[0]}"

    def run(self):
        kinds, weights = zip(*MIX.items(), strict=True)
        while not self.over.is_set():
            self.number += 1
            what = self.dice.choices(kinds, weights)[0]
            getattr(self, f"_{what}", self._verb)(what)

    def _place(self, what):
        key = f"storm-{self.name}-{self.number:06}"
        cart = {"dish": self.home.dish.id, "portions": 1, "key": f"add-{key}"}
        if self._ask("/cart/items", cart, self.person)[0] == DONE:
            self._do(what, key, "/orders", {"key": key, "cart": "", "when": "now"}, self.person)

    def _use(self, what):
        key = f"storm-{self.name}-{self.number:06}"
        path = f"/pantry/items/{self.home.flour.id}/uses"
        self._do(what, key, path, {"quantity": "1 g", "key": key}, self.home.cook)

    def _verb(self, what):
        orders = self.find(FROM[what], self.home.family.id)
        if orders:
            order = self.dice.choice(orders)
            self._do(what, order, f"/orders/{order}/{PATHS[what]}", {}, self.home.cook)
        else:
            self._place("place")

    def _do(self, what, about, path, body, who):
        began = time.monotonic()
        outcome, status = self._ask(path, body, who)
        self.history.add(Deed(what, about, outcome, status, began, time.monotonic()))

    def _ask(self, path, body, who):
        """(outcome, status) after as many tries as it takes; the last known answer counts."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.home.cookies[who.id].items())
        for attempt in range(PATIENCE):
            port = self.ports[(self.number + attempt) % len(self.ports)]
            try:
                answer = exchange(port, "POST", path, body, {"Cookie": cookies}, seconds=10)
            except OSError:
                self.over.wait(0.1 * 2 ** min(attempt, 4))
                continue
            if answer.status < 500:
                return self._read(answer, path), answer.status
            elif answer.status in SAYS_NO:
                return REFUSED, answer.status
        return UNKNOWN, 0

    @staticmethod
    def _read(answer, path):
        """A form that is shown again to ask for more was refused, however politely."""
        asked = answer.status == 303 and answer.headers["Location"].endswith("/acceptance")
        return DONE if answer.status in (200, 303) and not asked else REFUSED
