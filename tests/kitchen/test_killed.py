"""The power goes while orders come in: what was acknowledged is there, nothing is there twice."""

import random
import statistics
import time

from tests.kitchen import busy
from tests.storm import Call, Storm

KILLS = 20
READY_SECONDS = 5


def test_a_server_killed_twenty_times_in_a_storm_of_orders_loses_nothing(world, serve):
    server = serve()
    dish = busy.lasagne(world.rossi, 5000)
    hungry = busy.people(world.rossi, 4)
    storm_people = [Hungry(world.cookies(member), dish, f"storm-{number}") for number, member in enumerate(hungry)]
    chance, starts = random.Random(812), []
    with Storm(server, [person.next_call for person in storm_people]) as storm:
        for number in range(KILLS):
            storm.wait_for(len(storm.answered) + chance.randint(4, 16))
            server.kill()
            began = time.monotonic()
            server.restart()
            assert time.monotonic() - began < READY_SECONDS, f"start {number} took too long"
        storm.wait_for(len(storm.answered) + 10)
    server.stop()
    assert statistics.median(starts) < READY_SECONDS, starts
    acknowledged = {
        call.body["key"] for call, answer in storm.answered if call.path == "/orders" and answer.status == 303
    }
    keys = [key for (key,) in server.rows('SELECT key FROM "order"')]
    assert len(acknowledged) > KILLS
    assert acknowledged <= set(keys), "an acknowledged order is gone"
    assert len(keys) == len(set(keys)), "an order is there twice"
    assert {answer.status for _call, answer in storm.answered} <= {200, 303, 409}
    _examine(server)


class Hungry:
    """Adds a dish, orders it, and sends the same order once more, as a phone does that got no answer."""

    def __init__(self, cookies, dish, name):
        self.cookies, self.dish, self.name = cookies, dish, name

    def next_call(self, number):
        round_number, step = divmod(number, 3)
        key = f"{self.name}-{round_number:05}"
        if step == 0:
            body = {"dish": self.dish.id, "portions": 1, "key": f"add-{key}"}
            return Call("POST", "/cart/items", body, cookies=self.cookies)
        return Call("POST", "/orders", {"key": key, "cart": "", "when": "now"}, cookies=self.cookies)


def _examine(server):
    """The doctor finds nothing in what the storm left."""
    from familychef import doctor, settings

    found = doctor.examine(settings.read({"DATABASE_URL": server.database_url, "FAMILYCHEF_DATA": str(server.data)}))
    assert found == []
