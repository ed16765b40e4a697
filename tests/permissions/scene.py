"""The Rossi's house with one row of everything an address can name."""

from tests import larder
from tests.cast import World, join


class Scene:
    """`who` are the matrix's people; `value("order")` is what stands in the address for the row called so."""

    def __init__(self, world: World):
        self.world = world
        self.rows = {}
        aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
        self.who = {
            "nobody": None, "member": world.leo, "chef": world.nonna, "shopper": world.pia, "admin": aldo,
            "other": world.carla,
        }

    def value(self, name):
        if name not in self.rows:
            self.rows[name] = getattr(self, f"_{name}")()
        row = self.rows[name]
        return getattr(row, "id", row)

    def address(self, app, row):
        """The path of this line of the table with real ids in it."""
        values = {argument: self.value(name) for argument, name in row.ids.items()}
        return app.url_map.bind("localhost").build(row.endpoint, values, method=row.method, force_external=False)

    def _css(self):
        return self.world.app.jinja_env.globals["asset"]("app.css").rpartition("/")[2]

    def _member(self):
        return self.world.leo

    def _ingredient(self):
        return larder.ingredient(self.world.rossi, "Flour")

    def _lot(self):
        self.value("ingredient")
        return larder.lot(self.rows["ingredient"], 1_000_000)

    def _dish(self):
        self.value("lot")
        return larder.dish(self.world.rossi, "Pasta", {self.rows["ingredient"]: 400_000})
