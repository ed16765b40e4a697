"""Why a dish can't be had, for programs: what lacks and how much of it, and what this eater must know."""

from tests import larder
from tests.programs.test_daily_loop import G, Program


def test_what_lacks_is_told_with_its_amount(world):
    flour, milk = larder.ingredient(world.rossi, "Flour"), larder.ingredient(world.rossi, "Milk", "volume")
    larder.lot(flour, 100 * G)
    larder.dish(world.rossi, "Crepes", {flour: 400 * G, milk: 800 * G}, portions=4)
    (card,) = Program(world.client(None), world.leo).get("/menu").json
    lacks = {row["name"]: row["quantity"] for row in card["missing"]}
    assert lacks["Milk"]["unit"] == "ml" and int(lacks["Milk"]["base"]) > 0, card
    assert not card["orderable"] and card["reasons"]["contains"] == []
    assert card["reasons"]["unchecked"] and card["warning"] == "Allergens not checked"


def test_an_eater_is_warned_in_words(world):
    nuts = larder.ingredient(world.rossi, "Hazelnuts", allergens=["nuts"])
    larder.lot(nuts, 5000 * G)
    larder.dish(world.rossi, "Nut cake", {nuts: 400 * G})
    with_allergy(world.leo, world.marta)
    leo, marta = Program(world.client(None), world.leo), Program(world.client(None), world.marta)
    (card,) = leo.get("/menu").json
    assert card["reasons"]["contains"] == ["nuts"] and "Leo" in card["warning"] and "Status(" not in card["warning"]
    assert marta.get("/menu").json[0]["warning"] is None
    assert marta.get(f"/menu?for_member={world.leo.id}").json[0]["warning"] == card["warning"]
    assert marta.get(f"/menu?for_member={world.carla.id}").status_code == 404
    assert marta.get("/menu?q=soup").json == []


def with_allergy(member, by):
    told = {"name": member.name, "colour": member.colour, "diet": "", "child": False}
    member.describe(by, allergens=["nuts"], **told)
