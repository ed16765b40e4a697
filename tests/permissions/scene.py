"""The Rossi's house with one row of everything an address can name."""

import io

from PIL import Image
from werkzeug.datastructures import FileStorage

from tests import larder
from tests.cast import World, join, paired, password_hash
from tests.permissions.machines import Machines
from tests.permissions.orders import Orders

WORDS = {"opening", "waste", "families.history", "ntfy"}
PIN = "2580"


class Scene(Orders, Machines):
    """`who` are the matrix's people; a row is made, by the house's own verbs, when an address first names it."""

    def __init__(self, world: World):
        self.world = world
        self.rows = {}
        aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
        mia = join(world.rossi, name="Mia", email=None, child=True, pin_hash=password_hash(PIN))
        mia.tablet = paired(world.marta, "shared")
        self.who = {
            "nobody": None, "member": world.leo, "child": mia, "chef": world.nonna, "shopper": world.pia, "admin": aldo,
            "kitchen": paired(world.marta), "other": world.carla,
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

    def _identity(self):
        from familychef.families.models import Identity

        return Identity.create(user=self.world.leo.user, issuer="https://login.example", subject="leo")

    def _passkey(self):
        from familychef.families.models import Passkey

        return Passkey.create(user=self.world.leo.user, credential_id="a-key-of-leo", public_key="", name="Phone")

    def _child(self):
        return self.who["child"]

    def _timer(self):
        from familychef.kitchen.models import Timer

        return Timer.start(self.world.rossi, self.world.nonna, key="a-timer-of-nonna", name="Eggs", seconds=240)

    def _program(self):
        from familychef.core.access import SCOPES
        from familychef.families.models import Program

        return Program.give(self.world.leo, "Leo's script", SCOPES, None)[0]

    def _fault(self):
        from familychef.core import faults

        try:
            raise LookupError
        except LookupError as error:
            faults.note(error)
        return faults.Fault.get()

    def _screen(self):
        return paired(self.world.marta)

    def _leo_subject(self):
        """Something of Leo's that has a history."""
        return self.row("placed").dom_id

    def _leo(self):
        return self.world.leo

    def _kid(self):
        return join(self.world.rossi, name="Mia", email=None, child=True)

    def _copy(self):
        from familychef.families import copying
        from familychef.families.copies import Export

        copy = Export.ask(self.world.leo, "mine", "a-key-of-leo")
        copying.make_due(self.world.app.config["SETTINGS"])
        return copy

    def _invitation(self):
        from familychef.families.models import Invitation

        return Invitation.issue(self.world.marta, ["member"], token="a-token-of-the-rossi")[0]

    def _token(self):
        self.row("invitation")
        return "a-token-of-the-rossi"

    def _reset_token(self):
        from familychef.families.resets import make_link

        return make_link(self.world.leo, by=self.world.marta)

    def _a_month(self):
        return "2024-02"

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

    def _spice_name(self):
        return self.row("spice").name

    def _digits(self):
        return self.row("barcode").code

    def _barcode(self):
        from familychef.pantry.models import Barcode

        return Barcode.learn(self.row("ingredient"), "4006381333931", self.world.nonna)

    def _lot(self):
        return larder.lot(self.row("ingredient"), 9_000_000)

    def _answer(self):
        """The number of an answer to an alert."""
        return 1

    def _alert(self):
        from familychef.core.db import transaction
        from familychef.pantry.models import Alert

        lot, family = self.row("lot"), self.world.rossi
        with transaction(family):
            return Alert.create(
                family=family, ingredient=lot.ingredient, pantry_stock=lot, about=f"lot-{lot.id}", kind="expiring"
            )

    def _news(self):
        from familychef.alerts.models import Notification
        from familychef.core.db import transaction

        admin, words = self.who["admin"], {"kind": "people", "what": "member.joined", "subject": "family_member-1"}
        with transaction(self.world.rossi):
            return Notification.create(family=self.world.rossi, member=admin, seq=1, **words)

    def _phone(self):
        from familychef.alerts.subscriptions import PushSubscription
        from tests.cast import session_of

        PushSubscription.add(self.world.leo, session_of(self.world.leo), "https://push.example/leo", "key", "auth")
        return PushSubscription.get()

    def _move(self):
        return self.row("lot").moves.get()

    def _dish(self):
        self.row("lot")
        return larder.dish(self.world.rossi, "Pasta", {self.row("ingredient"): 400_000})

    def _shopping(self):
        from familychef.shopping.models import ShoppingList

        return ShoppingList.first_of(self.world.rossi, self.world.pia)

    def _wish(self):
        """Something Leo wishes for."""
        from familychef.shopping import actions

        return actions.add(self.world.rossi, "candles", self.world.leo, self.row("shopping"))[0]

    def _station(self):
        from familychef.menu.models import Station

        return Station.add(self.world.rossi, self.world.nonna, "Stove")

    def _photo(self):
        from familychef.menu.models import Picture
        from familychef.menu.pictures import give_picture

        sent = FileStorage(io.BytesIO(), "plate.png")
        Image.new("RGB", (300, 300), "tomato").save(sent.stream, "PNG")
        sent.stream.seek(0)
        give_picture(self.row("dish"), sent, self.world.app.config["SETTINGS"].files, self.world.nonna)
        return Picture.get().small
