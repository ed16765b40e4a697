"""The starter catalogue: a new family finds its kitchen in it, and no figure in it is nonsense."""
from fractions import Fraction

import pytest

from familychef.core.folding import fold_name
from familychef.core.units import UNITS, Base, to_base
from familychef.menu.lines import match_name, parse_line
from familychef.pantry.starter import AISLES, ALLERGENS, LANGUAGES, load, suggest

EU_14 = {"gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "nuts", "celery", "mustard", "sesame",
         "sulphites", "lupin", "molluscs"}
SHELF = {starter.key: starter for starter in load()}
GRAMS = {"tsp": (0.4, 8), "tbsp": (0.5, 25), "cup": (8, 350), "pinch": (0.05, 1), "clove": (2, 5), "slice": (1, 300),
         "piece": (0.3, 40), "bunch": (15, 600), "can": (25, 600), "pack": (0.1, 2000)}
every_starter = pytest.mark.parametrize("starter", load(), ids=lambda starter: starter.key)


def test_the_catalogue_is_large_and_its_keys_are_unique():
    assert len(load()) >= 250
    assert len(SHELF) == len(load())
    assert sum(1 for starter in load() if starter.common) >= 60


@every_starter
def test_an_ingredient_is_complete(starter):
    assert set(starter.names) == set(LANGUAGES)
    assert all(name == name.strip() and name for names in starter.names.values() for name in names)
    assert starter.base in {"mass", "volume", "count"}
    assert starter.aisle in AISLES
    assert starter.place in {"fridge", "freezer", "pantry"}
    assert starter.track in {"exact", "level", "ignore"}
    assert starter.date_kind in {"use_by", "best_before"}
    assert starter.diet in {"vegan", "vegetarian", ""}


@every_starter
def test_its_allergens_fit_its_diet(starter):
    assert set(starter.allergens) <= set(ALLERGENS)
    if starter.vegan:
        assert not {"milk", "eggs", "fish", "crustaceans", "molluscs"} & set(starter.allergens)
    if starter.vegetarian:
        assert not {"fish", "crustaceans", "molluscs"} & set(starter.allergens)


@every_starter
def test_its_measures_are_sane(starter):
    assert set(starter.measures) <= set(UNITS)
    per_base = Fraction(starter.piece_weight or 0, 1000) if starter.base == "count" else 1
    for unit, size in starter.measures.items():
        assert UNITS[unit].dimension != starter.base
        assert size > 0
        if starter.base == "mass" or unit == "cup":
            low, high = GRAMS[unit]
            assert low <= size * per_base / 1000 <= high, (unit, size)
    spoons = [starter.measures.get(unit) for unit in ("tsp", "tbsp", "cup")]
    known = [size for size in spoons if size]
    assert known == sorted(known)
    if spoons[0] and spoons[1]:
        assert 2.3 <= spoons[1] / spoons[0] <= 3.7


@every_starter
def test_its_keeping_times_are_sane(starter):
    assert starter.shelf_days is None or 1 <= starter.shelf_days <= 3650
    assert starter.opened_days is None or 1 <= starter.opened_days <= 3650
    if starter.frozen_days is not None:
        assert 30 <= starter.frozen_days <= 365
    if starter.date_kind == "use_by":
        assert starter.place == "fridge" and starter.shelf_days <= 30


@every_starter
def test_its_weights_are_sane(starter):
    assert starter.density is None or Fraction(8, 10) <= starter.density <= Fraction(3, 2)
    assert starter.piece_weight is None or 50 <= starter.piece_weight <= 5_000_000
    assert starter.base != "volume" or starter.density
    assert starter.base != "count" or starter.piece_weight


@every_starter
def test_each_figure_says_where_it_is_from(starter):
    weights = {"density": starter.density, "piece_g": starter.piece_weight}
    figures = {*starter.measures, *(name for name, value in weights.items() if value)}
    assert {starter.source(figure) for figure in figures} <= {"usda", "household"}
    assert bool(starter.usda) == bool(starter.usda_figure)
    if starter.usda:
        figure, grams = starter.usda_figure.removesuffix(" g").split("=")
        assert figure in figures and starter.source(figure) == "usda"
        assert _grams(starter, figure) == pytest.approx(float(grams), rel=0.012, abs=0.06)


def _grams(starter, figure):
    if figure == "density":
        return float(starter.density) * 236.588
    if figure == "piece_g":
        return starter.piece_weight / 1000
    scale = starter.piece_weight / 1000 if starter.base == "count" else 1
    return starter.measures[figure] / 1000 * scale


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_means_one_ingredient(language):
    owners = {}
    for starter in load():
        for name in starter.names[language]:
            owners.setdefault(fold_name(name), set()).add(starter.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_the_allergens_are_the_fourteen_of_the_eu():
    assert set(ALLERGENS) == EU_14


@pytest.mark.parametrize(("key", "allergens"), [
    ("soy_sauce", {"soy", "gluten"}), ("worcestershire", {"fish", "gluten"}), ("pesto", {"milk", "nuts"}),
    ("mayonnaise", {"eggs", "mustard"}), ("egg_noodles", {"gluten", "eggs"}), ("tahini", {"sesame"}),
    ("peanut_butter", {"peanuts"}), ("prawns", {"crustaceans"}), ("mussels", {"molluscs"}), ("celery", {"celery"}),
    ("white_wine", {"sulphites"}), ("rice", set()), ("potato", set()), ("oyster_sauce", {"molluscs", "gluten", "soy"}),
])
def test_known_allergens_are_right(key, allergens):
    assert set(SHELF[key].allergens) == allergens


@pytest.mark.parametrize(("key", "unit", "grams"), [
    ("flour", "cup", 125), ("garlic", "clove", 3), ("butter", "tbsp", 14), ("sugar", "cup", 200), ("honey", "tbsp", 21),
    ("salt", "tsp", 6), ("rice", "cup", 185), ("oats", "cup", 80), ("tinned_tomatoes", "can", 400),
    ("parsley", "bunch", 50), ("egg", "piece", 50), ("lemon", "piece", 100), ("onion", "piece", 110),
])
def test_known_weights_are_right(key, unit, grams):
    starter = SHELF[key]
    size = starter.piece_weight if unit == "piece" else starter.measures[unit]
    assert size == grams * 1000


def test_a_recipe_line_becomes_grams_of_the_right_thing():
    shelf = [(starter.key, starter.names["de"]) for starter in load()]
    line = parse_line("½ Bund Petersilie, gehackt", "de")
    found = SHELF[match_name(line.name, shelf, "de")]
    measures = {unit: (size, False) for unit, size in found.measures.items()}
    assert to_base(line.quantity, line.unit, base=found.base, measures=measures) == Base(25_000, "estimated")


@pytest.mark.parametrize(("language", "text", "key"), [
    ("en", "3 eggs", "egg"), ("en", "1 tin coconut milk", "coconut_milk"), ("en", "2 cloves garlic", "garlic"),
    ("en", "freshly ground black pepper", "black_pepper"), ("en", "2 x 400g cans chopped tomatoes", "tinned_tomatoes"),
    ("de", "2 EL Öl", "oil"), ("de", "500 g gemischtes Hackfleisch", "mixed_mince"), ("de", "3 Zwiebeln", "onion"),
    ("it", "200 g di farina 00", "flour"), ("it", "un mazzetto di prezzemolo", "parsley"),
    ("it", "2 spicchi d'aglio", "garlic"), ("es", "1 cucharada de aceite de oliva", "olive_oil"),
    ("es", "2 dientes de ajo", "garlic"), ("fr", "2 c. à s. d'huile", "oil"), ("fr", "3 œufs", "egg"),
    ("fr", "1 kg de pommes de terre", "potato"), ("zh", "鸡蛋 3个", "egg"), ("zh", "500克面粉", "flour"),
    ("zh", "2汤匙生抽", "soy_sauce"), ("ar", "٣ بيضات", "egg"), ("ar", "ملعقتين طعام من زيت الزيتون", "olive_oil"),
    ("ar", "فصين ثوم", "garlic"), ("ar", "نصف كيلو بندورة", "tomato"), ("ar", "كوب من الأرز البسمتي", "basmati"),
    ("ar", "ورقة غار", "bay_leaf"), ("ar", "٢ كوب حليب الكاجو", None),
    ("en", "200 g dragon fruit", None), ("en", "1 cup cashew milk", None),
])
def test_a_typed_line_finds_its_ingredient_or_none(language, text, key):
    shelf = [(starter.key, starter.names[language]) for starter in load()]
    assert match_name(parse_line(text, language).name, shelf, language) == key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_matched_to_its_own_ingredient(language):
    shelf = [(starter.key, starter.names[language]) for starter in load()]
    wrong = [(name, found) for starter in load() for name in starter.names[language]
             if (found := match_name(name, shelf, language)) != starter.key]
    assert wrong == []


@pytest.mark.parametrize(("typed", "language", "first"), [
    ("mil", "en", "milk"), ("milk", "en", "milk"), ("egg", "en", "egg"), ("zwie", "de", "onion"), ("öl", "de", "oil"),
    ("farina", "it", "flour"), ("creme f", "fr", "creme_fraiche"), ("aceite de o", "es", "olive_oil"),
    ("鸡蛋", "zh", "egg"), ("حلي", "ar", "milk"), ("البصل", "ar", "onion"), ("بيض", "ar", "egg"),
    ("قهوه", "ar", "coffee"),
])
def test_the_likeliest_ingredient_is_suggested_first(typed, language, first):
    found = suggest(typed, language)
    assert found[0].key == first
    assert len(found) <= 8


def test_nothing_is_suggested_for_nothing():
    assert suggest("", "en") == suggest("zzzz", "en") == []


def test_salt_is_a_level_and_water_is_not_counted():
    assert {SHELF[key].track for key in ("salt", "black_pepper", "cinnamon")} == {"level"}
    assert SHELF["water"].track == "ignore"
