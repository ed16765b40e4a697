"""An Arabic family types how much there is."""

import pytest

from familychef.core.errors import Refusal
from familychef.pantry.amounts import plain, read_amount
from tests import larder

GRAM = 1000


@pytest.fixture
def rice(world, app):
    with app.test_request_context("/?lang=ar"):
        yield larder.ingredient(world.rossi, "أرز")


@pytest.mark.parametrize(("typed", "grams"), [
    ("٥٠٠ غ", 500), ("٥٠٠غ", 500), ("١٫٥ كغ", 1500), ("١٬٥٠٠ غرام", 1500), ("كيلو", 1000), ("نصف كيلو", 500),
    ("كيلو ونصف", 1500), ("كيلو إلا ربع", 750), ("كيلوين", 2000), ("2 كيلو وربع", 2250), ("٣ كجم", 3000),
])
def test_an_arabic_amount_is_read(rice, typed, grams):
    assert read_amount(typed, rice) == grams * GRAM


@pytest.mark.parametrize("typed", ["كيلو ونصف ونصف", "ونصف", "كثير", "-٢ كغ", "٠ غ", "١٬٥ كغ", "1٬50 كغ"])
def test_what_is_no_amount_is_refused(rice, typed):
    with pytest.raises(Refusal):
        read_amount(typed, rice)


@pytest.mark.parametrize("quantity", [500, 1500, 250_000, 1_500_000, 800_250_000])
def test_what_the_form_shows_is_read_again(rice, quantity):
    assert read_amount(plain(quantity, rice), rice) == quantity
