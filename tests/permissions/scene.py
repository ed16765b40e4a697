"""The Rossi's house with one row of everything an address can name."""

import io

from PIL import Image
from werkzeug.datastructures import FileStorage

from tests import larder
from tests.cast import World, join

WORDS = {"opening", "waste"}


class Scene:
    """`who` are the matrix's people; a row is made, by the house's own verbs, when an address first names it."""

    def __init__(self, world: World):
        self.world = world
        self.rows = {}
        aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
        self.who = {
            "nobody": None, "member": world.leo, "chef": world.nonna, "shopper": world.pia, "admin": aldo,
            "other": world.carla,
        }

    def row(self, name):
        if name not in self.rows:
            self.rows[name] = getattr(self, f"_{name}")()
        return self.rows[name]

    def value(self, name):
        """What stands in an address for this name: a row's id, or the word itself."""
        return name if name in WORDS else getattr(self.row(name), "id", self.row(name))

    def address(self, app, line):
        """The path of this line of the table with real ids in it."""
        values = {argument: self.value(name) for argument, name in line.ids.items()}
        return app.url_map.bind("localhost").build(line.endpoint, values, method=line.method)

    def body(self, line):
        return {
            field: str(self.value(text[1:-1])) if text.startswith("{") else text for field, text in line.body.items()
        }

    def _css(self):
        return self.world.app.jinja_env.globals["asset"]("app.css").rpartition("/")[2]

    def _session(self):
        from familychef.families.models import Session

        self.world.cookies(self.world.leo)
        return Session.select().where(Session.user == self.world.leo.user).get()

    def _leo(self):
        return self.world.leo

    def _invitation(self):
        from familychef.families.models import Invitation

        return Invitation.issue(self.world.marta, ["member"], token="a-token-of-the-rossi")[0]

    def _token(self):
        self.row("invitation")
        return "a-token-of-the-rossi"

    def _ingredient(self):
        made = self.rows["ingredient"] = larder.ingredient(self.world.rossi, "Flour")
        self.row("lot")
        return made

    def _spice(self):
        return larder.ingredient(self.world.rossi, "Nutmeg")

    def _measure(self):
        self.row("ingredient").measure("bunch", 30_000, by=self.world.nonna)
        return self.row("ingredient").measures.get()

    def _swap(self):
        self.row("ingredient").swap_with(self.row("spice"), 1, 1, 1, by=self.world.nonna)
        return self.row("ingredient").swaps.get()

    def _lot(self):
        return larder.lot(self.row("ingredient"), 9_000_000)

    def _move(self):
        return self.row("lot").moves.get()

    def _dish(self):
        self.row("lot")
        return larder.dish(self.world.rossi, "Pasta", {self.row("ingredient"): 400_000})

    def _photo(self):
        from familychef.menu.models import Picture
        from familychef.menu.pictures import give_picture

        sent = FileStorage(io.BytesIO(), "plate.png")
        Image.new("RGB", (300, 300), "tomato").save(sent.stream, "PNG")
        sent.stream.seek(0)
        give_picture(self.row("dish"), sent, self.world.app.config["SETTINGS"].files, self.world.nonna)
        return Picture.get().small

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
