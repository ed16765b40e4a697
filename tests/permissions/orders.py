"""The rows of an order in each of its states, all of them Leo's."""


class Orders:
    """The part of the scene that is cooked; `row` and `world` are the scene's."""

    def _cart_item(self):
        from familychef.kitchen import actions

        return actions.add_to_cart(self.world.leo, self.row("dish"), for_member=self.world.leo)

    def _placed(self, *steps):
        from familychef.kitchen import placing

        self._cart_item()
        order = placing.place_order(self.world.leo, key=f"key-of-order-{len(self.rows)}", cart="")
        for verb, by in steps:
            getattr(order, verb)(by)
        return order

    def _accepted(self):
        return self._placed(("accept", self.world.nonna))

    def _started(self):
        return self._placed(("accept", self.world.nonna), ("start", self.world.nonna))

    def _ready(self):
        nonna = self.world.nonna
        return self._placed(("accept", nonna), ("start", nonna), ("finish", nonna))

    def _cancelled(self):
        return self._placed(("accept", self.world.nonna), ("cancel", self.world.leo))

    def _placed_item(self):
        return self.row("placed").items.get()

    def _accepted_item(self):
        return self.row("accepted").items.get()

    def _started_item(self):
        return self.row("started").items.get()

    def _ready_item(self):
        return self.row("ready").items.get()
