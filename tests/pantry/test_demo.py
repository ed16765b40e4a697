"""The demo's pantries are full of food that a family could have today."""

from familychef.demo import food_pantry
from familychef.pantry.models import Ingredient, PantryStock, StockMove
from familychef.pantry.overview import Overview


def test_the_rossi_have_something_of_every_kind(world):
    found = food_pantry.seed(world.rossi, world.marta)
    assert len(found) > 45
    lots, today = list(PantryStock.select()), world.rossi.today()
    assert all(lot.on_hand == sum(move.delta for move in lot.moves) > 0 for lot in lots)
    for trait in (
        lambda lot: lot.frozen_on, lambda lot: lot.opened_on, lambda lot: lot.use_until and lot.use_until < today,
        lambda lot: lot.use_until and (lot.use_until - today).days == 1, lambda lot: lot.use_until is None,
    ):
        assert any(trait(lot) for lot in lots)
    for show in ("soon", "all", "low", "fridge", "freezer", "pantry", "cellar"):
        assert Overview(world.rossi, show).rows, show


def test_the_neri_have_a_pantry_of_their_own(world):
    food_pantry.seed(world.neri, world.carla)
    assert Ingredient.select().where(Ingredient.family == world.neri.id).count() == 9
    assert not Ingredient.select().where(Ingredient.family == world.rossi.id).exists()
    assert {move.actor_id for move in StockMove.select()} == {world.carla.id}
