"""An id of another family, wherever it is written: nothing is found, nothing is changed."""

import json
import re
import types
import typing

import pytest
from pydantic import BaseModel

from familychef.core.access import SCOPES
from familychef.core.forms import Form, RowId
from familychef.families.models import Program
from tests import larder
from tests.cast import PASSWORD
from tests.isolation.ledger import rows_of
from tests.permissions import matrix
from tests.permissions.scene import Scene

KEY = "0123456789abcdef"
NAMES_NO_ROW = {"week", "version", "portions", "minutes", "before", "seconds", "kept", "wasted",
                "cursor", "since"}
DAYS = "_days"
OF_THE_HOUSE = {"system.clear_fault"}


@pytest.fixture
def scene(world):
    """The Rossi's house with a row for every address, made before anybody knocks."""
    scene = Scene(world)
    for line in matrix.rows():
        scene.address(world.app, line)
        scene.body(line)
    return scene


def test_no_request_of_a_neighbour_finds_or_changes_a_row(world, scene):
    ours = {"id", "item_id", "measure", "swap"}
    lines = [line for line in matrix.rows() if set(line.ids) & ours and line.endpoint not in OF_THE_HOUSE]
    before = rows_of(world.rossi)
    carla = world.client(world.carla)
    for line in lines:
        path = scene.address(world.app, line)
        for answer in (
            carla.open(path, method=line.method, data=scene.body(line)),
            carla.htmx(line.method, path, data=scene.body(line)),
        ):
            assert answer.status_code == 404, f"{line.method} {path} answered {answer.status_code} to the neighbour"
            assert answer.text == carla.htmx(line.method, nowhere(world.app, line)).text or "<html" in answer.text
    assert rows_of(world.rossi) == before, "a neighbour changed the Rossi's rows"
    assert len(lines) > 50


def nowhere(app, line):
    """The same address with ids no row has."""
    words = {"noun": line.ids.get("noun")}
    values = {name: words.get(name) or 2**31 - 1 for name in line.ids}
    return app.url_map.bind("localhost").build(line.endpoint, values, method=line.method)


@pytest.fixture
def carlas(world):
    """What Carla has of her own, so that her addresses are good and only the foreign id is not."""
    from familychef.kitchen import actions, placing
    from familychef.pantry.models import Barcode
    from familychef.shopping import actions as shopping

    flour = larder.ingredient(world.neri, "Flour")
    larder.lot(flour, 9_000_000)
    dish, sugar = larder.dish(world.neri, "Bread", {flour: 100_000}), larder.ingredient(world.neri, "Sugar")
    cake = larder.dish(world.neri, "Cake", {sugar: 100_000})
    actions.add_to_cart(world.carla, cake, for_member=world.carla, asked=True)
    order = placing.place_order(world.carla, key="carlas-own-order", cart="")
    actions.add_to_cart(world.carla, dish, for_member=world.carla)
    cooked = placing.place_order(world.carla, key="carlas-own-dinner", cart="")
    cooked.accept(world.carla)
    cooked.finish(world.carla)
    actions.add_to_cart(world.carla, dish, for_member=world.carla)
    (wish,) = shopping.add(world.neri, "candles", world.carla)
    barcode = Barcode.learn(flour, "4006381333931", world.carla)
    told = {"order": order, "barcode": barcode, "item": order.items.get(), "ready": cooked.items.get(), "wish": wish}
    return types.SimpleNamespace(flour=flour, sugar=sugar, dish=dish, list=wish.shopping_list, **told)


SWAPS = {
    ("AddForm", "dish"): ("/cart/items", {"dish": "{dish}"}),
    ("AddForm", "for_member"): ("/cart/items", {"dish": "{own.dish}", "for_member": "{leo}"}),
    ("PlaceForm", "ack_by"): ("/orders", {"key": KEY, "ack_by": "{leo}"}),
    ("AddedForm", "dish"): ("/orders/{own.order}/items", {"dish": "{dish}", "portions": "1"}),
    ("AddedForm", "for_member"): (
        "/orders/{own.order}/items",
        {"dish": "{own.dish}", "portions": "1", "for_member": "{leo}"},
    ),
    ("AcceptForm", "item"): (
        "/orders/{own.order}/acceptance",
        {"choice": "swap", "item": "{placed_item}", "missing": "{own.sugar}", "swap": "{own.flour}", "amount": "100"},
    ),
    ("AcceptForm", "missing"): (
        "/orders/{own.order}/acceptance",
        {"choice": "swap", "item": "{own.item}", "missing": "{ingredient}", "swap": "{own.flour}", "amount": "100"},
    ),
    ("AcceptForm", "swap"): (
        "/orders/{own.order}/acceptance",
        {"choice": "swap", "item": "{own.item}", "missing": "{own.sugar}", "swap": "{ingredient}", "amount": "100"},
    ),
    ("TimerForm", "item"): ("/kitchen/timers", {"item": "{placed_item}", "seconds": "60", "key": KEY}),
    ("RecipeForm", "station"): (
        "/dishes", {"name": "Roast", "portions": "4", "minutes": "30", "do": "save", "station": "{station}"},
    ),
    ("Wall", "station"): ("/kitchen/settings", {"station": "{station}"}),
    ("OutcomeForm", "lot"): ("/kitchen/items/{own.ready}/usage", {"version": "3", "lot": "{lot}", "used": "100"}),
    ("OutcomeForm", "other"): (
        "/kitchen/items/{own.ready}/usage",
        {"version": "3", "other": "{lot}", "other_used": "100"},
    ),
    ("WishForm", "list"): ("/shopping/entries", {"text": "milk", "list": "{shopping}", "key": KEY}),
    ("TickForm", "entry"): ("/shopping/ticks", {"entry": "{wish}", "done": "1", "at": "0", "key": KEY}),
    ("TicksForm", "ticked"): ("/shopping/{own.list}/ticks", {"shown": "{wish}.0", "ticked": "{wish}"}),
    ("LineForm", "list"): ("/shopping/entries/{own.wish}", {"list": "{shopping}", "version": "1"}),
    ("AwayForm", "item"): ("/shopping/{own.list}/putting-away", {"item": "{wish}", "amount": "1", "key": KEY}),
    ("PackForm", "move"): ("/barcodes/{own.barcode}/pack", {"quantity": "500 g", "move": "{move}"}),
    ("EntryForm", "member"): ("/session/pin", {"member": "{leo}", "pin": "1739"}),
    ("SwitchForm", "family"): ("/session/family", {"family": "{rossi}"}),
}


SENT = {
    ("TokenForm", "family"): ("/tokens", {"email": "{carla}", "password": PASSWORD, "family": "{rossi}"}),
    ("Bought", "item"): ("/shopping-lists/{own.list}/putting-away", {"items": [{"item": "{wish}"}], "key": KEY}),
    ("SizeBody", "move"): ("/barcodes/{own.barcode}/pack", {"quantity": "500 g", "move": "{move}"}),
    ("RecipeBody", "station"): ("/dishes", {"name": "Roast", "portions": 4, "minutes": 30, "station": "{station}"}),
}
PASSED_OVER = {
    ("AcceptForm", "item"), ("AcceptForm", "missing"), ("TicksForm", "ticked"), ("AwayForm", "item"),
    ("PackForm", "move"),
}
ASKED = {("AuditForm", "person"), ("RunForm", "after"), ("MenuQuery", "for_member")}


@pytest.mark.parametrize("place", SWAPS, ids="-".join)
def test_a_foreign_id_in_a_form_finds_nothing(world, scene, carlas, place):
    path, body = SWAPS[place]
    before, carla = rows_of(world.rossi), world.client(world.carla)
    sent = {name: filled(text, world, scene, carlas) for name, text in body.items()}
    answer = carla.post(filled(path, world, scene, carlas), data=sent)
    assert answer.status_code in ((303,) if place in PASSED_OVER else (404, 409, 422)), (
        f"{place}: {answer.status_code}"
    )
    assert rows_of(world.rossi) == before
    assert not foreign_keys_crossed(world), f"{place} tied a row of the Neri to one of the Rossi"


@pytest.mark.parametrize("place", SENT, ids="-".join)
def test_a_foreign_id_that_a_program_sends_finds_nothing(world, scene, carlas, place):
    path, body = SENT[place]
    _program, token = Program.give(world.carla, "Test", SCOPES, None)
    sent = json.loads(filled(json.dumps(body).replace("{carla}", world.carla.user.email), world, scene, carlas))
    before, address = rows_of(world.rossi), f"/api/v1{filled(path, world, scene, carlas)}"
    answer = world.client(None).post(address, json=sent, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code in ((200,) if place == ("Bought", "item") else (404, 422)), answer.text
    assert rows_of(world.rossi) == before
    assert not foreign_keys_crossed(world), f"{place} tied a row of the Neri to one of the Rossi"


def test_a_menu_for_a_foreign_person_is_nowhere(world):
    _program, token = Program.give(world.carla, "Test", SCOPES, None)
    headers = {"Authorization": f"Bearer {token}"}
    told = world.client(None).get(f"/api/v1/menu?for_member={world.leo.id}", headers=headers)
    assert told.status_code == 404 and "Leo" not in told.text


def test_the_history_of_a_foreign_person_is_empty(world):
    told = world.client(world.carla).get(f"/audit?person={world.leo.id}")
    assert told.status_code == 422 or b"Nothing of that kind happened" in told.data
    assert b"Leo" not in told.data


@pytest.mark.one_database
def test_every_id_a_form_can_hold_is_tried(app):
    known = {
        (form.__name__, name)
        for form in every(Form)
        for name, field in form.model_fields.items()
        if names_a_row(field.annotation, field.metadata) and not (name in NAMES_NO_ROW or name.endswith(DAYS))
    }
    assert known == set(SWAPS) | set(SENT) | ASKED, "forms that can hold an id, and SWAPS, differ"


def filled(text, world, scene, carlas):
    """{leo} is a row of the Rossi, {own.dish} one of Carla's."""
    while found := re.search(r"\{([a-z_.]+)\}", text):
        name = found[1]
        owner, _, own = name.partition(".")
        row = getattr(carlas, own) if own else getattr(world, name, None) or scene.row(name)
        text = text.replace("{" + name + "}", str(row.id))
    return text


def foreign_keys_crossed(world):
    from familychef.invariants import check

    return [violation for violation in check() if violation.rule.startswith("I-30")]


def every(form):
    """The product's own; tests of forms make some more."""
    for child in form.__subclasses__():
        if child.__module__.startswith("familychef."):
            yield child
        yield from every(child)


def names_a_row(annotation, metadata=()):
    """Is it a whole number that no other rule bounds, or a list of such?"""
    if any(getattr(each, "le", None) == ROW.le for each in metadata):
        return True
    arguments = typing.get_args(annotation)
    if annotation is int:
        return not any(hasattr(each, "ge") or hasattr(each, "le") for each in metadata)
    elif typing.get_origin(annotation) is typing.Annotated:
        return names_a_row(arguments[0], annotation.__metadata__)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return False
    else:
        return any(names_a_row(each) for each in arguments if each is not type(None))


ROW = next(each for each in typing.get_args(RowId)[1].metadata if hasattr(each, "le"))
