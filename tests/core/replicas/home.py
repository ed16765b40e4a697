"""A house on two servers: who asked which of them, and what they were asked."""

from contextlib import contextmanager
from itertools import count

from familychef.core.access import allow
from familychef.core.db import database
from familychef.core.following import may_follow
from tests import larder

LOOKS = count()


class House:
    def __init__(self, app, world, standby):
        self.app, self.world, self.standby = app, world, standby
        self.polenta = larder.dish(world.rossi, "Polenta")
        self.soup = larder.dish(world.neri, "Soup")
        self.leo, self.carla = world.client(world.leo), world.client(world.carla)
        app.add_url_rule("/page", "page", allow("menu.view")(may_follow(lambda: self.page())))
        standby.catch_up()
        self.leo.get("/orders")

    @property
    def replica(self):
        return database.replica

    @property
    def asked(self):
        """(reads begun by the replica, reads the primary answered in its place)"""
        return self.replica.begun, self.replica.instead

    @contextmanager
    def answered_by(self, replica=0, primary=0):
        """So many reads meanwhile were begun there, and so many answered here in its place."""
        before = self.asked
        yield
        assert self.asked == (before[0] + replica, before[1] + primary)

    def menu(self, client=None):
        """At an address of its own each time: what was shown before is shown again without asking anybody."""
        answer = (client or self.leo).get(f"/menu?look={next(LOOKS)}")
        assert answer.status_code == 200
        return answer.text

    def page(self):
        """What is done by the page that may follow, at /page."""
        return ""

    def like(self, client, dish, liked=1):
        assert client.post(f"/dishes/{dish.id}/favourite", data={"favourite": liked}).status_code == 303

    def nobody_holds_any(self):
        return database.obj.in_use == self.replica.in_use == 0
