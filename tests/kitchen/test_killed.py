"""The power goes while orders come in: what was acknowledged is there, nothing is there twice."""

import random

from tests.kitchen import busy
from tests.storm import Call, Storm

KILLS = 20


def test_a_server_killed_twenty_times_in_a_storm_of_orders_loses_nothing(world, serve):
    server = serve()
    storm = _storm_with_kills(server, world, busy.lasagne(world.rossi, 5000))
    server.stop()
    acknowledged = {
        call.body["key"] for call, answer in storm.answered if call.path == "/orders" and answer.status == 303
    }
    keys = [key for (key,) in server.rows('SELECT key FROM "order"')]
    assert len(acknowledged) > KILLS
    assert acknowledged <= set(keys), "an acknowledged order is gone"
    assert len(keys) == len(set(keys)), "an order is there twice"
    assert {answer.status for _call, answer in storm.answered} <= {200, 303, 409}
    _examine(server)


def _storm_with_kills(server, world, dish):
    """The storm when it is over."""
    people = [
        Hungry(world.cookies(member), dish, f"storm-{number}")
        for number, member in enumerate(busy.people(world.rossi, 4))
    ]
    chance = random.Random(812)
    with Storm(server, [person.next_call for person in people]) as storm:
        for _ in range(KILLS):
            storm.wait_for(len(storm.answered) + chance.randint(4, 16))
            server.kill()
            server.restart()
        storm.wait_for(len(storm.answered) + 10)
    return storm


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
