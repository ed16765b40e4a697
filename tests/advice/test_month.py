"""The month in numbers: what was wasted, spent and cooked, and how long what is there lasts."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest

from familychef.core import clock
from familychef.core.money import show
from familychef.core.months import Month
from familychef.kitchen import actions
from familychef.kitchen.models import OrderItem
from familychef.pantry.models import StockMove
from tests import larder

G = 1000
DAY = dt.timedelta(days=1)
SVG = re.compile(r"<svg class=\"chart\".*?</svg>", re.DOTALL)


@pytest.fixture
def ham(world):
    return larder.ingredient(world.rossi, "Ham", allergens=[])


@pytest.fixture
def pack(ham):
    return larder.lot(ham, 1000 * G, cost=2000)


def page(world, who=None, code=""):
    return world.client(who or world.marta).get(f"/pantry/months/{code}".rstrip("/"))


def cook(world, dish, portions):
    """Ordered, cooked and on the table; its item."""
    actions.add_to_cart(world.marta, dish, for_member=world.marta, portions=portions)
    order = actions.place_order(world.marta, key=f"order-of-{dish.name}-{portions}", cart="")
    for verb in ("accept", "start", "finish", "serve"):
        getattr(order.fresh(), verb)(world.nonna)
    return order.items.get()


def use(lot, by, days_ago):
    """A hundred grams, so many days ago."""
    move = lot.fresh().take(100 * G, by)
    StockMove.update(at=clock.now() - days_ago * DAY).where(StockMove.id == move.id).execute()


def row_of(text, name):
    """The numbers of a table's row, without their markup."""
    return re.sub(r"<[^>]+>|\s+", " ", re.search(rf"<tr><th[^>]*>(?:<a [^>]*>)?{name}.*?</tr>", text)[0])


def test_the_month_shows_waste_and_spending_week_by_week(world, pack):
    pack.waste(250 * G, world.pia)
    text = page(world).text
    assert row_of(text, "Ham").split() == ["Ham", "250", "g", "€5.00"]
    together = re.findall(r"Together</th>.*?</tr>", text)
    assert "€5.00" in together[0] and "€20.00" in together[1]
    assert show(500, "EUR", "en") == "€5.00"


def test_what_has_no_price_is_said_and_drawn_as_unknown(world, ham):
    larder.lot(ham, 1000 * G).waste(100 * G, world.pia)
    text = page(world).text
    assert row_of(text, "Ham").split() == ["Ham", "100", "g", "1", "of", "unknown", "value"]
    assert ">?</text>" in text and "nobody has said a price for" in text


def test_a_month_without_anything_says_so(world):
    text = page(world, code="2024-02").text
    assert re.search(r'href="/pantry" aria-current="true"', text)
    for words in ("February 2024 in numbers", "Nothing was thrown away.", "Nothing was bought.", "Nothing was cooked"):
        assert words in text
    assert "How long it lasts" not in text and "<svg class=\"chart\"" not in text
    assert 'href="/pantry/months/2024-01"' in text and 'href="/pantry/months/2024-03"' in text


def test_the_newest_month_has_no_next_and_the_future_no_books(world):
    now = Month.of(world.rossi.today())
    assert f'href="/pantry/months/{now.after.code}"' not in page(world).text
    assert page(world, code=now.code).status_code == 200
    assert 'href="/pantry/months/1999-12"' not in page(world, code="2000-01").text
    for code in (now.after.code, "2024-13", "2024-1", "x", "1999-12", "2024-02-01"):
        assert page(world, code=code).status_code == 404


def test_what_is_cooked_most_comes_first_and_only_what_was_finished(world, ham, pack):
    toast, rolls = (larder.dish(world.rossi, name, {ham: 4 * G}, portions=4) for name in ("Toast", "Rolls"))
    cook(world, toast, 2)
    cook(world, toast, 1)
    cook(world, rolls, 4)
    cook(world, larder.dish(world.rossi, "Burnt", {ham: 4 * G}), 3).recall(world.nonna)
    text = page(world).text
    assert row_of(text, "Rolls").split() == ["Rolls", "4", "1"] and row_of(text, "Toast").split() == ["Toast", "3", "2"]
    cooked = text[text.index("Cooked most"):]
    assert cooked.index("Rolls") < cooked.index("Toast") and "Burnt" not in cooked


def test_a_dish_counts_in_the_month_it_was_ready(world, ham, pack):
    item = cook(world, larder.dish(world.rossi, "Toast", {ham: 4 * G}), 2)
    last = Month(2024, 2).span("Europe/Rome")[1] - dt.timedelta(seconds=1)
    OrderItem.update(ready_at=last, wasted=1).where(OrderItem.id == item.id).execute()
    assert "Toast" in page(world, code="2024-02").text and "1 portion was left" in page(world, code="2024-02").text
    OrderItem.update(ready_at=last + dt.timedelta(seconds=1)).execute()
    world.rossi.changed_rows(version=type(world.rossi).version + 1)
    assert "Toast" not in page(world, code="2024-02").text and "Toast" in page(world, code="2024-03").text


def test_the_stock_lasts_as_long_as_the_last_weeks_say_and_says_why(world, ham, pack):
    StockMove.update(at=clock.now() - 40 * DAY).execute()
    use(pack, world.pia, 1)
    use(pack, world.pia, 1)
    assert row_of(page(world).text, "Ham").split()[-3:] == ["not", "known", "yet"]
    use(pack, world.pia, 5)
    use(pack, world.pia, 20)
    found = row_of(page(world).text, "Ham").split()
    assert found == ["Ham", "Used", "400", "g", "in", "28", "days", "600", "g", "42", "days"]


class Drawing(HTMLParser):
    """What an SVG has that it must not have."""

    def __init__(self, text):
        super().__init__()
        self.wrong, self.ids = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.ids += [names["id"]] if "id" in names else []
        handlers = [key for key in names if key.startswith("on")]
        if tag in ("style", "script", "foreignobject") or "style" in names or handlers:
            self.wrong.append(tag)


def test_charts_have_names_words_and_nothing_the_policy_forbids(world, pack):
    larder.ingredient(world.rossi, '<b>"Rind"</b>')
    pack.waste(250 * G, world.pia, "<script>")
    drawings = SVG.findall(page(world).text)
    assert len(drawings) == 3
    ids = [id for drawing in drawings for id in Drawing(drawing).ids]
    assert len(ids) == len(set(ids))
    for drawing in drawings:
        assert 'role="img"' in drawing and "<title id=" in drawing and "<desc id=" in drawing
        assert not Drawing(drawing).wrong


def test_the_neri_and_children_read_nothing_of_it(world, pack):
    pack.waste(250 * G, world.pia)
    assert "Ham" not in page(world, world.carla).text
    assert world.client().get("/pantry/months").status_code == 401


def test_the_page_is_not_drawn_again_while_nothing_happens(world, pack):
    marta = world.client(world.marta)
    first = marta.get("/pantry/months")
    again = marta.get("/pantry/months", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    pack.waste(250 * G, world.pia)
    assert marta.get("/pantry/months", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_busier_month_costs_no_more_queries(world, ham, pack, queries):
    marta, seen = world.client(world.marta), []
    for number in range(3):
        for count in range(4):
            food = larder.lot(larder.ingredient(world.rossi, f"Food {number}-{count}"), 900 * G, cost=300)
            food.waste(1 * G, world.pia)
            use(food, world.pia, 3)
        cook(world, larder.dish(world.rossi, f"Dish {number}", {ham: 4 * G}), 1)
        with queries() as sent:
            assert marta.get("/pantry/months").status_code == 200
        seen.append(len(sent))
    assert seen[1] == seen[2]
