"""Kitchen amounts: what the Rossi type, what the pantry counts, and nothing lost in between."""
from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core.unit_names import NAMES
from familychef.core.units import (
    LIMIT,
    UNITS,
    BadQuantity,
    Base,
    find_unit,
    format_amount,
    format_quantity,
    parse_amount,
    to_base,
    unit_aliases,
    unit_name,
)

LANGUAGES = ("en", "de", "it", "es", "fr", "zh", "ar")
ORACLE = {"mg": "milligram", "g": "gram", "kg": "kilogram", "oz": "ounce", "lb": "pound", "ml": "milliliter",
          "cl": "centiliter", "dl": "deciliter", "l": "liter", "floz": "fluid_ounce", "pint": "pint"}
HOUSEHOLD = {"tsp": "teaspoon", "tbsp": "tablespoon", "cup": "cup"}
registry = pint.UnitRegistry(non_int_type=Decimal)
amounts = st.fractions(min_value=Fraction(1, 100), max_value=10**4, max_denominator=100)


def thousandths(name, dimension):
    return registry.Quantity(Decimal(1000), name).to("gram" if dimension == "mass" else "milliliter").magnitude


@pytest.mark.parametrize("code", ORACLE)
def test_a_unit_weighs_what_pint_says(code):
    unit = UNITS[code]
    expected = thousandths(ORACLE[code], unit.dimension)
    assert abs(Fraction(expected) / unit.factor - 1) < Fraction(1, 10**12)


@pytest.mark.parametrize("code", HOUSEHOLD)
def test_a_household_measure_is_near_the_customary_one(code):
    expected = thousandths(HOUSEHOLD[code], "volume")
    assert abs(Fraction(expected) / UNITS[code].factor - 1) < Fraction(2, 100)


def test_spoons_and_cup_fit_into_each_other():
    assert UNITS["tsp"].factor * 3 == UNITS["tbsp"].factor
    assert UNITS["tbsp"].factor * 16 == UNITS["cup"].factor
    assert UNITS["dozen"].factor == 12 * UNITS["piece"].factor


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_a_name_and_is_found_by_it(language):
    assert set(NAMES[language]) == set(UNITS)
    for code in UNITS:
        assert find_unit(unit_name(code, 1, language), language) == code
        assert find_unit(unit_name(code, 5, language), language) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_to_write_a_unit_means_two(language):
    owners = {}
    for code, names in NAMES[language].items():
        for way in {code, *names.replace("|", ",").split(",")} - {""}:
            owners.setdefault(way.strip().casefold(), set()).add(code)
    assert [way for way, codes in owners.items() if len(codes) > 1] == []
    assert set(unit_aliases(language).values()) == set(UNITS)


@pytest.mark.parametrize(("text", "language", "code"), [
    ("EL", "de", "tbsp"), ("tbsp.", "en", "tbsp"), ("c. à s.", "fr", "tbsp"), ("càs", "fr", "tbsp"),
    ("Cucchiai", "it", "tbsp"), ("cucharada", "es", "tbsp"), ("汤匙", "zh", "tbsp"), ("TL", "de", "tsp"),
    ("fl. oz.", "en", "floz"), ("FL OZ", "fr", "floz"), ("Bünde", "de", "bunch"), ("pincée", "fr", "pinch"),
    ("once", "it", "oz"), ("tins", "en", "can"), ("tbsp", "zh", "tbsp"), ("Zehen", "en", "clove"), ("磅", "de", "lb"),
    ("كغ", "ar", "kg"), ("كجم", "ar", "kg"), ("كيلو", "ar", "kg"), ("غ", "ar", "g"), ("جم", "ar", "g"),
    ("غرامًا", "ar", "g"), ("مل", "ar", "ml"), ("ليتر", "ar", "l"), ("ملعقة كبيرة", "ar", "tbsp"),
    ("مِلعقه كبيره", "ar", "tbsp"), ("م.ك", "ar", "tbsp"), ("الملعقة الصغيرة", "ar", "tsp"),
    ("ملعقة شاي", "ar", "tsp"), ("كوبان", "ar", "cup"), ("أكواب", "ar", "cup"), ("حبّة", "ar", "piece"),
    ("عـــلبة", "ar", "can"), ("رشة", "ar", "pinch"), ("فصوص", "ar", "clove"), ("ربطة", "ar", "bunch"),
    ("شرائح", "ar", "slice"), ("كيس", "ar", "pack"), ("kg", "ar", "kg"), ("كوب", "en", "cup"), ("صحن", "ar", None),
    ("splash", "en", None), ("", "en", None), ("c", "en", None),
])
def test_a_unit_is_found_as_people_write_it(text, language, code):
    assert find_unit(text, language) == code


@pytest.mark.parametrize(("code", "amount", "language", "name"), [
    ("cup", 1, "en", "cup"), ("cup", 2, "en", "cups"), ("cup", Fraction(1, 2), "en", "cup"),
    ("cup", Fraction(3, 2), "fr", "tasse"), ("cup", 2, "fr", "tasses"), ("cup", 2, "de", "Tassen"),
    ("tbsp", 2, "de", "EL"), ("bunch", 2, "it", "mazzetti"), ("clove", 3, "zh", "瓣"), ("cup", 1, "ar", "كوب"),
    ("cup", 2, "ar", "كوب"), ("cup", 3, "ar", "أكواب"), ("cup", Fraction(7, 2), "ar", "كوب"),
    ("cup", 10, "ar", "أكواب"), ("cup", 11, "ar", "كوب"), ("cup", 103, "ar", "أكواب"),
    ("tbsp", 4, "ar", "ملاعق كبيرة"), ("l", 5, "ar", "لتر"),
    ("splash", 2, "en", "splash"),
    ("cup", 2, "de_AT", "Tassen"), ("cup", 2, "xx", "cups"),
])
def test_a_unit_is_named_in_the_familys_language(code, amount, language, name):
    assert unit_name(code, amount, language) == name


@pytest.mark.parametrize(("text", "language", "amount"), [
    ("2", "en", "2"), ("1,5", "de", "3/2"), ("1.5", "en", "3/2"), ("1,5", "en", "3/2"), ("½", "en", "1/2"),
    ("1½", "en", "3/2"), ("1 ½", "de", "3/2"), ("1 1/2", "en", "3/2"), ("1-1/2", "en", "3/2"), ("3/4", "it", "3/4"),
    ("3⁄4", "it", "3/4"), ("2-3", "en", "3"), ("2 – 3", "de", "3"), ("2 bis 3", "de", "3"), ("½ to 1", "en", "1"),
    ("1.500", "de", "1500"), ("1.500", "en", "3/2"), ("1,000", "en", "1000"), ("1,250.5", "en", "2501/2"),
    ("1 000", "fr", "1000"), ("0.154", "de", "77/500"), ("half", "en", "1/2"), ("ein halber", "de", "1/2"),
    ("anderthalb", "de", "3/2"), ("mezzo", "it", "1/2"), ("media", "es", "1/2"), ("une demi", "fr", "1/2"),
    ("一", "zh", "1"), ("两", "zh", "2"), ("半", "zh", "1/2"), ("十", "zh", "10"), ("十二", "zh", "12"),
    ("二十五", "zh", "25"), ("三百", "zh", "300"), ("５００", "zh", "500"), ("0", "en", "0"),
    ("two eggs", "en", None), ("1/0", "en", None), ("1.2.3", "en", None), ("", "en", None), ("abc", "en", None),
    ("1e3", "en", None), ("²", "en", "2"), ("nan", "en", None),
    ("٢", "ar", "2"), ("۲", "ar", "2"), ("٢", "de", "2"), ("١٫٥", "ar", "3/2"), ("١،٥", "ar", "3/2"),
    ("١٬٥٠٠", "ar", "1500"), ("١٬٥٠٠", "de", "1500"), ("1,500", "ar", "1500"), ("١/٢", "ar", "1/2"),
    ("٢½", "ar", "5/2"), ("٢-٣", "ar", "3"), ("2 إلى 3", "ar", "3"), ("نصف", "ar", "1/2"), ("نِصف", "ar", "1/2"),
    ("ثلثي", "ar", "2/3"), ("ثلاثة أرباع", "ar", "3/4"), ("واحد ونصف", "ar", "3/2"), ("ثلاثة إلا ربع", "ar", "11/4"),
    ("ربع إلا نصف", "ar", None), ("اثنان", "ar", "2"), ("أربعة", "ar", "4"), ("اربع", "ar", "4"),
    ("ثمانية", "ar", "8"), ("عشرة", "ar", "10"), ("اثنا عشر", "ar", "12"), ("\u200f٣\u200e", "ar", "3"),
    ("كوب", "ar", None), ("بيضتان", "ar", None),
    ("١٬٥", "ar", None), ("1٬50", "de", None), ("١٬٠٠٠٬٠٠٠", "ar", "1000000"),
])
def test_an_amount_is_read_exactly(text, language, amount):
    assert parse_amount(text, language) == (Fraction(amount) if amount else None)


@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_no_text_breaks_the_reading(text, language):
    try:
        amount = parse_amount(text, language)
    except BadQuantity as refused:
        assert refused.key in {"negative", "absurd"}
    else:
        assert amount is None or (isinstance(amount, Fraction) and 0 <= amount <= LIMIT)


@given(st.fractions(min_value=0, max_value=999, max_denominator=16))
def test_a_typed_fraction_comes_back(amount):
    whole, part = divmod(amount, 1)
    assert parse_amount(f"{whole} {part.numerator}/{part.denominator}") == amount


@pytest.mark.parametrize(("text", "key"), [("-2", "negative"), ("−1.5", "negative"), ("9" * 30, "absurd")])
def test_nonsense_is_refused_with_its_reason(text, key):
    with pytest.raises(BadQuantity) as refused:
        parse_amount(text)
    assert refused.value.key == key


@given(amounts, st.sampled_from([code for code, unit in UNITS.items() if unit.dimension]))
def test_the_own_dimension_is_exact_to_the_thousandth(amount, code):
    unit = UNITS[code]
    got = to_base(amount, code, base=unit.dimension, measures={code: (1, False)}, density=Fraction(7), piece_weight=1)
    assert got.state == "exact"
    assert abs(got.quantity - amount * unit.factor) <= Fraction(1, 2)


@pytest.mark.parametrize(("confirmed", "state"), [(True, "exact"), (False, "estimated")])
def test_a_measure_comes_before_the_density(confirmed, state):
    got = to_base(Fraction(2), "cup", base="mass", measures={"cup": (125_000, confirmed)}, density=Fraction(1))
    assert got == Base(250_000, state)


def test_a_familys_own_word_is_a_measure():
    assert to_base(Fraction(3), "Nonna's mug", base="volume", measures={"nonna's mug": (300_000, True)}) == Base(
        900_000, "exact")


@pytest.mark.parametrize(("base", "unit", "density", "piece_weight", "quantity"), [
    ("mass", "l", Fraction("1.03"), None, 1_030_000), ("volume", "kg", Fraction("0.92"), None, 1_086_957),
    ("mass", "piece", None, 50_000, 50_000), ("count", "g", None, 50_000, 20),
    ("volume", "piece", Fraction(1), 45_000, 45_000), ("count", "ml", Fraction(2), 50_000, 40),
])
def test_density_and_piece_weight_only_estimate(base, unit, density, piece_weight, quantity):
    got = to_base(Fraction(1), unit, base=base, density=density, piece_weight=piece_weight)
    assert got == Base(quantity, "estimated")


@pytest.mark.parametrize(("base", "unit"), [
    ("mass", "ml"), ("volume", "g"), ("mass", "piece"), ("count", "kg"), ("mass", "bunch"), ("count", "can"),
    ("count", "clove"), ("volume", "slice"), ("mass", "splash"),
])
def test_a_missing_conversion_is_unknown_and_never_one_to_one(base, unit):
    assert to_base(Fraction(1), unit, base=base) == Base(None, "unknown")


def test_a_measure_of_another_unit_is_not_walked_through():
    assert to_base(Fraction(1), "cup", base="mass", measures={"tbsp": (8_000, True)}) == Base(None, "unknown")


def test_a_half_thousandth_is_rounded_up():
    assert to_base(Fraction(1, 2000), "g", base="mass") == Base(1, "exact")
    assert to_base(Fraction(3, 2000), "g", base="mass") == Base(2, "exact")


def test_a_pack_of_0_154_kg_used_up_leaves_exactly_nothing():
    pack = to_base(parse_amount("0.154"), "kg", base="mass").quantity
    used = sum(to_base(parse_amount("15,4", "de"), "g", base="mass").quantity for _ in range(10))
    assert pack - used == 0


@pytest.mark.parametrize(("quantity", "unit", "key"), [
    (Fraction(-1), "g", "negative"), (Fraction(0), "g", "zero"), (Fraction(10**7), "kg", "absurd"),
    (Fraction(1), "cup", "zero"),
])
def test_a_nonsense_quantity_is_refused(quantity, unit, key):
    with pytest.raises(BadQuantity) as refused:
        to_base(quantity, unit, base="mass", measures={"cup": (0, True)})
    assert refused.value.key == key


def test_an_empty_shelf_may_be_counted_as_zero():
    assert to_base(Fraction(0), "kg", base="mass", zero=True) == Base(0, "exact")


@pytest.mark.parametrize(("quantity", "base", "language", "measures", "said"), [
    (1_500_000, "mass", "en", (), "1.5 kg"), (1_500_000, "mass", "de", (), "1,5 kg"),
    (250_000, "volume", "en", (), "250 ml"), (2_500, "count", "en", (), "2½"), (500, "count", "de", (), "½"),
    (333, "count", "en", (), "⅓"), (667, "count", "en", (), "⅔"), (2_410, "count", "fr", (), "2,41"),
    (0, "count", "en", (), "0"), (0, "mass", "it", (), "0 g"), (500, "mass", "en", (), "0.5 g"),
    (1_500_000, "mass", "zh", (), "1.5千克"), (12_345_678_000, "mass", "en", (), "12,345.68 kg"),
    (999_999, "mass", "en", (), "1 kg"), (999_900, "mass", "en", (), "999.9 g"), (-300_000, "mass", "en", (), "-300 g"),
    (625_000, "mass", "en", [("pack", 250_000)], "2½ packs"),
    (625_000, "mass", "de", [("pack", 250_000)], "2½ Packungen"),
    (610_000, "mass", "en", [("pack", 250_000)], "610 g"), (500_000, "mass", "zh", [("pack", 250_000)], "2包"),
    (400_000, "volume", "en", [("jug", 0), ("mug", 200_000)], "2 mug"),
    (1_500_000, "mass", "ar", (), "1.5 كغ"), (2_000_000, "volume", "ar", (), "2 لتر"), (500, "count", "ar", (), "½"),
    (1_000_000, "mass", "ar", [("can", 250_000)], "4 علب"), (-300_000, "mass", "ar", (), "\u200e-300 غ"),
    (625_000, "mass", "ar", [("pack", 250_000)], "2\u200e½\u200e عبوة"),
])
def test_a_quantity_is_said_as_people_say_it(quantity, base, language, measures, said):
    assert format_quantity(quantity, base, language=language, measures=measures) == said


@pytest.mark.parametrize(("amount", "unit", "language", "words"), [
    (Fraction(3, 2), "tbsp", "en", "1½ tbsp"),
    (Fraction(1, 2), "bunch", "de", "½ Bund"),
    (Fraction(3), "", "en", "3"),
    (Fraction(1, 7), "leaf", "en", "0.14 leaf"),
])
def test_an_amount_is_said_in_the_unit_it_was_written_in(amount, unit, language, words):
    assert format_amount(amount, unit, language=language) == words


@given(st.integers(1, 10**6), st.sampled_from(LANGUAGES))
def test_what_is_said_is_understood_again(quarters, language):
    said = format_amount(Fraction(quarters, 4), "", language=language)
    assert parse_amount(said, language) == Fraction(quarters, 4)
