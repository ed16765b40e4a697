"""E8, E9 and E10: the last portion, two who press at once, and the same order sent again, for many rounds.

python -m tests.faults.races [rounds of E8] [rounds of E9] [rounds of E10]

Each round is begun by everybody at the same instant, against a running server. Printed: rounds, and what was not as it
should be; ends with 1 when there was anything, or when the doctor finds something afterwards.
`FAMILYCHEF_BENCH_DATABASE`: the URL of an empty database, else it is SQLite.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.cast import World
from tests.faults.order_judge import examined
from tests.fixtures.storage import migrate
from tests.kitchen import busy
from tests.serving import Server
from tests.storm import Call, all_at_once

PORTIONS, CLIENTS, PATIENCE_MS = (1, 5, 50), 50, 20_000


class Arena:
    """The Rossi's house with `CLIENTS` hungry cousins; `faults` says what was not as it should be."""

    def __init__(self, folder, url):
        from familychef import settings
        from familychef.core import db

        self.server = Server(folder / "server", url)
        db.connect(settings.read({"DATABASE_URL": url, "FAMILYCHEF_DATA": str(self.server.data)}))
        db.database.connect(reuse_if_open=True)
        if not db.is_postgres():
            db.database.execute_sql(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        self.world, self.number, self.dishes, self.faults = World.founded(lambda: None), 0, 0, []
        self.hungry = busy.people(self.world.rossi, CLIENTS)
        self.jars = {each.id: self.world.cookies(each) for each in [*self.hungry, self.world.nonna, self.world.marta]}

    def last_portion(self, portions, clients=CLIENTS):
        """Everybody orders of what is there for some: exactly those get it, the others hear that it ran out."""
        dish, hungry = self._dish(portions), self.hungry[:clients]
        carts = [busy.fill_cart(each, dish) for each in hungry]
        answers = self._at_once(
            busy.place(self.jars[each.id], cart, self._key("last")) for each, cart in zip(hungry, carts, strict=True)
        )
        sold = self.server.rows("SELECT COALESCE(SUM(portions), 0) FROM order_item WHERE dish_id = ?", dish.id)
        wanted = {303: min(portions, clients), 409: max(0, clients - portions)}
        self._want(f"{portions} portions", Counter(answers), Counter(wanted), int(sold[0][0]), wanted[303])
        self._empty_carts(hungry)

    def two_accept(self):
        order = self._order()
        answers = self._at_once(self._verb(order, "acceptance", cook) for cook in (self.world.nonna, self.world.marta))
        self._want("two accept", sorted(answers), [303, 409], self._told(order, "order.accepted"), 1)

    def accept_or_cancel(self):
        order = self._order()
        accepted, cancelled = self._at_once(
            [self._verb(order, "acceptance", self.world.nonna), self._verb(order, "cancellation", self.hungry[0])]
        )
        seen = cancelled, accepted in (303, 409)
        self._want("accept or cancel", seen, (303, True), self._state(order), "cancelled")

    def serve_or_cancel(self):
        """What is on the table can't be called off: the one that came first holds, the other is told."""
        order = self._order()
        order.accept(self.world.nonna)
        order.finish(self.world.nonna)
        served, cancelled = self._at_once(
            [self._verb(order, "service", self.world.nonna), self._verb(order, "cancellation", self.world.marta)]
        )
        ends = self._told(order, "order.served") + self._told(order, "order.cancelled")
        self._want("serve or cancel", 303 in (served, cancelled) and max(served, cancelled) < 500, True, ends, 1)

    def same_key(self, times):
        """Sent so many times it is one order, and everybody is led to the same place; other words are refused."""
        who, dish, key = self.hungry[0], self._dish(9), self._key("same")
        call = busy.place(self.jars[who.id], busy.fill_cart(who, dish), key)
        answers = all_at_once(self.server, [call] * times)
        places = {getattr(answer, "status", None) and answer.headers.get("Location") for answer in answers}
        count = self.server.rows('SELECT COUNT(*) FROM "order" WHERE key = ?', key)[0][0]
        self._want(f"same key {times} times", len(places), 1, count, 1)
        other = busy.place(self.jars[who.id], "", key, note="and quick").send(self.server.port, 10)
        self._want("same key, other words", other.status, 422)

    def _at_once(self, calls):
        """Statuses in the order of the calls; 0 where no answer came."""
        return [getattr(answer, "status", 0) for answer in all_at_once(self.server, calls)]

    def _want(self, what, *pairs):
        found, wanted = pairs[::2], pairs[1::2]
        if found != wanted:
            self.faults.append(f"{what}: {found} instead of {wanted}")

    def _key(self, word):
        self.number += 1
        return f"{word}-{self.number:06}"

    def _dish(self, portions):
        self.dishes += 1
        return busy.lasagne(self.world.rossi, portions, minutes=self.dishes)

    def _order(self):
        return busy.order(self.hungry[0], self._dish(1), key=self._key("placed"))

    def _verb(self, order, noun, who):
        return Call("POST", f"/orders/{order.id}/{noun}", {}, cookies=self.jars[who.id])

    def _told(self, order, kind):
        query = "SELECT COUNT(*) FROM event WHERE kind = ? AND subject = ?"
        return self.server.rows(query, kind, order.dom_id)[0][0]

    def _state(self, order):
        return self.server.rows('SELECT state FROM "order" WHERE id = ?', order.id)[0][0]

    def _empty_carts(self, people):
        from familychef.kitchen.models import CartItem

        CartItem.delete().where(CartItem.member.in_([each.id for each in people])).execute()


def main(last=200, pressed=500, sent=1000):
    folder = Path(tempfile.mkdtemp(prefix="races"))
    url = os.environ.get("FAMILYCHEF_BENCH_DATABASE") or f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    arena = Arena(folder, url)
    arena.server.start()
    for number in range(last):
        arena.last_portion(PORTIONS[number % len(PORTIONS)])
    print(f"E8: {last} rounds, {len(arena.faults)} faults", flush=True)
    for number in range(pressed):
        (arena.two_accept, arena.accept_or_cancel, arena.serve_or_cancel)[number % 3]()
    print(f"E9: {pressed} rounds, {len(arena.faults)} faults so far", flush=True)
    for number in range(sent):
        arena.same_key(2 + number % 9)
    arena.server.stop()
    faults = arena.faults + examined(arena.server)
    print(f"E10: {sent} rounds; {len(faults)} faults in all {faults[:10]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
