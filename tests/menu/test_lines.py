"""Recipe lines as Nonna, Marta and the neighbours' grandmother type them."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.menu.lines import match_name, parse_line

LANGUAGES = ("en", "de", "it", "es", "fr", "zh", "ar")
LINES = """
en | 1 bunch parsley | 1 | bunch | parsley |
en | ½ cup rice | 1/2 | cup | rice |
en | 3 eggs | 3 | - | eggs |
en | 2 large eggs | 2 | - | eggs | large
en | 1 (400 g) can tomatoes | 1 | can | tomatoes | 400 g
en | 2 (14.5 oz) cans diced tomatoes (drained) | 2 | can | diced tomatoes | 14.5 oz; drained
en | 2 x 400g cans chopped tomatoes | 2 | can | chopped tomatoes | 400g
en | 1 400g can tomatoes | 1 | can | tomatoes | 400g
en | 400g can tomatoes | 400 | g | tomatoes | can
en | 2 x 100 g butter | 200 | g | butter |
en | 2 cloves garlic, finely chopped | 2 | clove | garlic | finely chopped
en | 3 cloves | 3 | - | cloves |
en | 1 heaped tbsp cocoa powder | 1 | tbsp | cocoa powder | heaped
en | 1 cup plus 2 tbsp sugar | 18 | tbsp | sugar |
en | 200g/7oz flour | 200 | g | flour | 7oz
en | 1 cup/240ml milk | 1 | cup | milk | 240ml
en | about 200 g spinach | 200 | g | spinach | about
en | half an onion | 1/2 | - | onion |
en | half a cup of milk | 1/2 | cup | milk |
en | half and half | - | - | half and half |
en | 1-1/2 cups milk | 3/2 | cup | milk |
en | 2 to 3 tbsp olive oil, plus extra for frying | 3 | tbsp | olive oil | plus extra for frying
en | 5 – 6 potatoes | 6 | - | potatoes |
en | 1 head of lettuce | 1 | head | lettuce |
en | juice of 1 lemon | 1 | - | lemon | juice of
en | butter 50g, softened | 50 | g | butter | softened
en | Eggs: 3 | 3 | - | Eggs |
en | • 2 tbsp butter | 2 | tbsp | butter |
en | 1 l 3.5% milk | 1 | l | 3.5% milk |
en | salt and pepper | - | - | salt and pepper |
de | 2 EL Öl | 2 | tbsp | Öl |
de | 200g Mehl | 200 | g | Mehl |
de | 1 Prise Salz | 1 | pinch | Salz |
de | 1 Pfund Hackfleisch | 500 | g | Hackfleisch |
de | 500 g Weizenmehl Type 405 | 500 | g | Weizenmehl Type 405 |
de | ½ Bund Petersilie, gehackt | 1/2 | bunch | Petersilie | gehackt
de | ein halber Bund Schnittlauch | 1/2 | bunch | Schnittlauch |
de | 2 gestr. TL Backpulver | 2 | tsp | Backpulver | gestr.
de | 1 Dose (400 g) Tomaten | 1 | can | Tomaten | 400 g
de | 1,5 l Wasser | 3/2 | l | Wasser |
de | 1.500 g Kartoffeln | 1500 | g | Kartoffeln |
de | 3 Eier (Größe M) | 3 | - | Eier | Größe M
de | 1 Becher Sahne | 1 | Becher | Sahne |
de | ca. 300 g Spinat | 300 | g | Spinat | ca.
de | Saft einer Zitrone | 1 | - | Zitrone | Saft
it | un mazzetto di prezzemolo | 1 | bunch | prezzemolo |
it | Farina 00 200 g | 200 | g | Farina 00 |
it | Uova 3 | 3 | - | Uova |
it | 2 etti di prosciutto | 200 | g | prosciutto |
it | 2 cucchiai d'olio | 2 | tbsp | olio |
it | 1 spicchio d’aglio | 1 | clove | aglio |
it | mezza cipolla | 1/2 | - | cipolla |
it | il succo di mezzo limone | 1/2 | - | limone | il succo di
es | 1 cucharada de aceite | 1 | tbsp | aceite |
es | 2 dientes de ajo | 2 | clove | ajo |
es | 1/2 de cebolla | 1/2 | - | cebolla |
es | 1 lata de atún | 1 | can | atún |
es | media docena de huevos | 1/2 | dozen | huevos |
fr | 2 c. à s. d'huile | 2 | tbsp | huile |
fr | une pincée de sel | 1 | pinch | sel |
fr | 1/2 litre de lait | 1/2 | l | lait |
fr | 1 boîte de 400 g de tomates | 1 | can | tomates | 400 g
fr | une demi-livre de beurre | 250 | g | beurre |
fr | 1 000 g de farine | 1000 | g | farine |
zh | 2汤匙油 | 2 | tbsp | 油 |
zh | 鸡蛋 3个 | 3 | piece | 鸡蛋 |
zh | 500克面粉 | 500 | g | 面粉 |
zh | 面粉５００克，过筛 | 500 | g | 面粉 | 过筛
zh | 五花肉500克 | 500 | g | 五花肉 |
zh | 三文鱼 200克 | 200 | g | 三文鱼 |
zh | 一把香菜 | 1 | bunch | 香菜 |
zh | 半个洋葱 | 1/2 | piece | 洋葱 |
zh | 一斤半猪肉 | 750 | g | 猪肉 |
zh | 二两瘦肉 | 100 | g | 瘦肉 |
zh | 1大勺生抽 | 1 | tbsp | 生抽 |
zh | 大葱1根 切段 | 1 | piece | 大葱 | 切段
ar | ٢ كوب دقيق | 2 | cup | دقيق |
ar | كوب سكر | 1 | cup | سكر |
ar | كوبان من الحليب | 2 | cup | حليب |
ar | كوب ونصف الكوب من الدقيق | 3/2 | cup | دقيق |
ar | كوب إلا ربع سكر | 3/4 | cup | سكر |
ar | ٢ ونصف كوب طحين | 5/2 | cup | طحين |
ar | نص كيلو بندورة | 1/2 | kg | بندورة |
ar | ثلاثة أرباع كوب حليب | 3/4 | cup | حليب |
ar | ملعقتان كبيرتان زيت | 2 | tbsp | زيت |
ar | ثلاث ملاعق كبيرة من السكر | 3 | tbsp | سكر |
ar | 2 م.ك زيت | 2 | tbsp | زيت |
ar | 2 ملعقة صغيرة ممسوحة خميرة | 2 | tsp | خميرة | ممسوحة
ar | رشّة من الفلفل الأسود | 1 | pinch | فلفل أسود |
ar | 4 فصوص ثوم، مهروسة | 4 | clove | ثوم | مهروسة
ar | ٥٠٠غ لحم غنم | 500 | g | لحم غنم |
ar | ۵۰۰ غ لحم غنم | 500 | g | لحم غنم |
ar | ١٬٥٠٠ غ بطاطس | 1500 | g | بطاطس |
ar | ١٫٥ لتر ماء | 3/2 | l | ماء |
ar | علبة 400 غ حمص | 1 | can | حمص | 400 غ
ar | علبتين تونة (160 غ) | 2 | can | تونة | 160 غ
ar | نصف حزمة كزبرة، مفرومة | 1/2 | bunch | كزبرة | مفرومة
ar | 2 حبة كبيرة بطاطس | 2 | piece | بطاطس | كبيرة
ar | حوالي ٢٠٠ غ سبانخ | 200 | g | سبانخ | حوالي
ar | عصير نصف ليمونة | 1/2 | - | ليمونة | عصير
ar | طحين ٥٠٠ غ | 500 | g | طحين |
ar | بيض: ٣ | 3 | - | بيض |
ar | بيضتان | 2 | - | بيضتان |
ar | حفنة بقدونس | 1 | حفنة | بقدونس |
ar | ٢ إلى ٣ ملاعق طعام زيت زيتون | 3 | tbsp | زيت زيتون |
ar | 1 كوب و 2 ملعقة كبيرة سكر | 18 | tbsp | سكر |
ar | ١ لتر حليب ٣٫٥٪ | 1 | l | حليب 3.5% |
ar | حبة البركة | - | - | حبة البركة |
ar | ملح وفلفل | - | - | ملح وفلفل |
"""
TABLE = [[part.strip() for part in line.split(" | ")] for line in LINES.strip().replace(" |\n", " | \n").splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[1])
def test_a_line_is_understood_as_typed(row):
    language, text, quantity, unit, name, note = [*row, ""][:6]
    got = parse_line(text, language)
    assert got.quantity == (None if quantity == "-" else Fraction(quantity))
    assert (got.unit or "-", got.name, got.note) == (unit, name.rstrip(" |"), note)
    assert (got.role, got.understood, got.leftover) == ("required", True, "")


def test_the_table_speaks_every_language():
    assert len(TABLE) >= 60
    assert {row[0] for row in TABLE} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "text", "name", "role"), [
    ("de", "Salz nach Geschmack", "Salz", "to_taste"), ("en", "salt to taste", "salt", "to_taste"),
    ("en", "salt, to taste", "salt", "to_taste"), ("en", "optional: basil", "basil", "optional"),
    ("de", "Basilikum (optional)", "Basilikum", "optional"), ("it", "q.b. sale", "sale", "to_taste"),
    ("it", "sale q.b.", "sale", "to_taste"), ("it", "basilico (facoltativo)", "basilico", "optional"),
    ("es", "sal al gusto", "sal", "to_taste"), ("es", "cilantro, opcional", "cilantro", "optional"),
    ("fr", "sel et poivre au goût", "sel et poivre", "to_taste"), ("zh", "盐 适量", "盐", "to_taste"),
    ("zh", "盐少许", "盐", "to_taste"), ("zh", "香菜（可选）", "香菜", "optional"),
    ("it", "un po' di pepe", "pepe", "to_taste"), ("en", "a splash of milk", "milk", "to_taste"),
    ("fr", "quelques feuilles de basilic (facultatif)", "feuilles de basilic", "optional"),
    ("ar", "ملح حسب الذوق", "ملح", "to_taste"), ("ar", "زيت، حسب الحاجة", "زيت", "to_taste"),
    ("ar", "شوية ملح", "ملح", "to_taste"), ("ar", "قليل من الملح", "ملح", "to_taste"),
    ("ar", "ريحان (اختياري)", "ريحان", "optional"), ("ar", "اختيارية: صنوبر", "صنوبر", "optional"),
])
def test_a_line_nobody_measures_never_blocks_a_dish(language, text, name, role):
    got = parse_line(text, language)
    assert (got.name, got.role, got.quantity, got.understood) == (name, role, None, True)


def test_an_optional_line_keeps_its_amount_and_its_note():
    got = parse_line("2 tbsp capers (optional, rinsed)")
    assert (got.quantity, got.unit, got.name, got.note, got.role) == (2, "tbsp", "capers", "rinsed", "optional")


@pytest.mark.parametrize(("text", "leftover"), [
    ("For the sauce:", "For the sauce:"), ("200 g", "200 g"), ("1 pack of 6 eggs", "6 eggs"),
    ("99999999999999999 g salt", "99999999999999999 g salt"), ("2 cups of", ""), ("flour 3 sugar 4 x", "3 sugar 4 x"),
])
def test_what_is_not_understood_is_kept(text, leftover):
    got = parse_line(text)
    assert got.leftover == leftover or (got.name and not leftover)
    assert not got.understood or got.name


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_no_line_breaks_the_kitchen(text, language):
    got = parse_line(text, language)
    assert got.role in {"required", "optional", "to_taste"}
    assert got.understood == (bool(got.name) and not got.leftover)
    assert got.name or got.leftover or got.note or not any(c.isalnum() for c in text) or not got.understood


@given(st.integers(1, 5000), st.sampled_from(["g", "EL", "Bund", "ml", "Dose"]),
       st.sampled_from(["Mehl", "rote Zwiebeln", "Öl"]))
def test_the_order_of_food_and_amount_does_not_matter(number, unit, food):
    first, second = parse_line(f"{number} {unit} {food}", "de"), parse_line(f"{food}: {number} {unit}", "de")
    assert (first.quantity, first.unit, first.name) == (second.quantity, second.unit, second.name)


SHELF = {
    "en": [["milk", "whole milk"], ["coconut milk"], ["onion"], ["tomato"], ["oil"], ["parsley"], ["egg"],
           ["black pepper", "pepper", "ground black pepper"], ["spring onion", "scallion"]],
    "de": [["Ei"], ["Eis"], ["Zwiebel"], ["rote Zwiebel"], ["Öl"], ["Milch"], ["Tomate"], ["Kraut"]],
    "it": [["pesca"], ["limone"], ["uovo"], ["aglio"], ["fungo"], ["latte"], ["carota"]],
    "es": [["cebolla"], ["nuez"], ["leche"], ["limón"]],
    "fr": [["huile"], ["œuf"], ["lait"], ["crème fraîche", "crème épaisse"]],
    "zh": [["洋葱"], ["牛奶"], ["大葱"]],
    "ar": [["بصل"], ["بيض"], ["حليب"], ["زيت"], ["زيت زيتون"], ["جبنة بيضاء"], ["كمثرى", "إجاص"], ["لحم"], ["دجاج"]],
}


@pytest.mark.parametrize(("language", "typed", "meant"), [
    ("en", "Milk", "milk"), ("en", "whole milk", "milk"), ("en", "coconut milk", "coconut milk"),
    ("en", "almond milk", None), ("en", "milk chocolate", None), ("en", "eggplant", None), ("en", "buttermilk", None),
    ("en", "Onions", "onion"), ("en", "finely chopped onions", "onion"), ("en", "tomatoes", "tomato"),
    ("en", "fresh parsley", "parsley"), ("en", "oil for frying", "oil"), ("en", "olive oil", None),
    ("en", "freshly ground black pepper", "black pepper"), ("en", "scallions", "spring onion"), ("en", "", None),
    ("de", "Eier", "Ei"), ("de", "Eis", "Eis"), ("de", "ol", "Öl"), ("de", "Öl zum Braten", "Öl"),
    ("de", "große rote Zwiebeln", "rote Zwiebel"), ("de", "Buttermilch", None), ("de", "Kräuter", None),
    ("it", "pesce", None), ("it", "pesche", "pesca"), ("it", "limoni", "limone"), ("it", "uova", "uovo"),
    ("it", "funghi freschi", "fungo"), ("it", "latte di cocco", None), ("es", "Nueces", "nuez"),
    ("es", "limones", "limón"), ("es", "cebolla picada", "cebolla"), ("es", "leche de coco", None),
    ("fr", "oeufs", "œuf"), ("fr", "creme fraiche", "crème fraîche"), ("fr", "huile pour la cuisson", "huile"),
    ("fr", "lait de coco", None), ("zh", "大洋葱", "洋葱"), ("zh", "大葱", "大葱"), ("zh", "椰奶", None),
    ("ar", "البصل", "بصل"), ("ar", "بصلتين", "بصل"), ("ar", "بصلة كبيرة مفرومة", "بصل"), ("ar", "بيضات", "بيض"),
    ("ar", "لحم بالعظم مغسول ومقطع", "لحم"),
    ("ar", "الحليب الطازج", "حليب"), ("ar", "زيت للقلي", "زيت"), ("ar", "زيت الزيتون", "زيت زيتون"),
    ("ar", "جبنه بيضاء", "جبنة بيضاء"), ("ar", "كمثري", "كمثرى"), ("ar", "اجاص", "كمثرى"), ("ar", "لحوم", "لحم"),
    ("ar", "حليب جوز الهند", None), ("ar", "زيت سمسم", None), ("ar", "مرق دجاج", None),
])
def test_a_typed_name_finds_its_ingredient_or_none(language, typed, meant):
    shelf = [(names[0], names) for names in SHELF[language]]
    assert match_name(typed, shelf, language) == meant


def test_two_ingredients_of_one_name_are_nobodys():
    assert match_name("peppers", [(1, ["sweet pepper", "pepper"]), (2, ["black pepper", "pepper"])]) is None
