"""The shopping pages: typed quickly, changed, taken off and brought back, on several lists, by whoever may."""

import pytest

from familychef.shopping import actions
from familychef.shopping.models import ShoppingList, ShoppingListItem
from tests import larder

KEY = "0123456789abcdef"


@pytest.fixture
def leo(world):
    return world.client(world.leo)


def type_in(client, text, **more):
    return client.post("/shopping/entries", data={"text": text, "key": KEY} | more)


def test_looking_at_a_list_nobody_has_made_makes_none(pia):
    assert "Nothing to buy." in pia.get("/shopping").text and not ShoppingList.select().exists()


def test_what_is_typed_is_on_the_page_in_its_aisle(pia, foods):
    answer = type_in(pia, "2 l milk\n1 bunch parsley, candles")
    assert answer.status_code == 303 and answer.location == f"/shopping/{ShoppingList.get().id}#add"
    page = pia.get("/shopping").text
    places = [page.index(word) for word in ("Vegetables and herbs", "Parsley", "Dairy and eggs", "Milk")]
    assert places == sorted(places)
    assert "0 of 3" in page and "3 things are on the list." in page and "2 l" in page


@pytest.mark.parametrize(("text", "said"), [
    ("", "Please type what to buy."), (" , ", "Please type what to buy."), ("x" * 101, "at most 100 characters"),
    (",".join("abcdefghij" * 7), "at most 60 things"), ("milk\x00", "can&#39;t be kept"),
])
def test_what_cannot_be_added_is_said_beside_the_field_and_stays_typed(pia, text, said):
    answer = type_in(pia, text)
    assert answer.status_code == 422 and said in answer.text and 'aria-invalid="true"' in answer.text
    assert not ShoppingListItem.select().exists()


def test_suggestions_are_everything_that_was_ever_on_a_list_the_most_used_first(world, pia, add, foods):
    for text in ("millet bread", "millet bread", "milk", "milk rice"):
        for line in add(text):
            actions.remove(line, world.pia)
    found = pia.get("/shopping/suggestions?q=1+kg+flour,+2+packs+mil").text
    assert found.index("1 kg flour, 2 packs millet bread") < found.index("1 kg flour, 2 packs Milk")
    assert "parsley" not in found.lower()


def test_a_member_wishes_and_changes_only_the_own_wish_and_ticks_nothing(world, leo, add, foods):
    (candles,) = add("candles")
    type_in(leo, "1 l milk")
    own = ShoppingListItem.get(ShoppingListItem.ingredient == foods["milk"])
    page = leo.get("/shopping").text
    assert "data-tick" not in page and f"/shopping/entries/{own.id}" in page
    assert f"/shopping/entries/{candles.id}" not in page
    assert leo.post(f"/shopping/entries/{candles.id}/removal").status_code == 404
    assert leo.post(f"/shopping/entries/{own.id}/removal").status_code == 303
    assert own.fresh().state == "removed" and candles.fresh().state == "open"


def test_another_amount_a_price_and_a_stale_page(world, pia, add, foods):
    (milk,) = add("2 l milk")
    assert 'value="2 l"' in pia.get(f"/shopping/entries/{milk.id}").text
    body = {"amount": "500 ml", "price": "1.20", "version": milk.version}
    assert pia.post(f"/shopping/entries/{milk.id}", data=body).status_code == 303
    assert (milk.fresh().quantity, milk.fresh().price) == (500_000, 120)
    assert "€1.20" in pia.get("/shopping").text
    stale = pia.post(f"/shopping/entries/{milk.id}", data=body | {"amount": "3 l"})
    assert stale.status_code == 409 and "Somebody else has changed this" in stale.text
    wrong = pia.post(f"/shopping/entries/{milk.id}", data=body | {"price": "cheap", "version": milk.fresh().version})
    assert wrong.status_code == 422 and "Please type a price like 2.50." in wrong.text
    words = pia.post(f"/shopping/entries/{milk.id}", data=body | {"amount": "lots", "version": milk.fresh().version})
    assert words.status_code == 422 and 'value="lots"' in words.text and "Please type an amount" in words.text
    assert milk.fresh().quantity == 500_000


def test_a_typing_mistake_on_a_stale_page_does_not_hide_what_changed_meanwhile(world, pia, add, foods):
    (milk,) = add("2 l milk")
    page = {"amount": "3 l", "price": "cheap", "version": milk.version}
    milk.describe(world.marta, milk.version, price=99)
    wrong = pia.post(f"/shopping/entries/{milk.id}", data=page)
    assert wrong.status_code == 422 and f'name="version" value="{milk.version}"' in wrong.text
    told = pia.post(f"/shopping/entries/{milk.id}", data=page | {"price": "1.20"})
    assert told.status_code == 409 and f'name="version" value="{milk.fresh().version}"' in told.text
    assert milk.fresh().price == 99


def test_several_lists_each_with_its_name_and_budget(world, pia, add):
    (candles,) = add("candles")
    assert pia.post("/shopping/lists", data={"name": "Market", "budget": "60"}).status_code == 303
    market = ShoppingList.get(ShoppingList.name == "Market")
    type_in(pia, "matches", list=market.id)
    page = pia.get(f"/shopping/{market.id}").text
    assert "€0.00 of €60.00" in page and "matches" in page and "candles" not in page
    moved = {"amount": "", "list": market.id, "version": candles.version}
    pia.post(f"/shopping/entries/{candles.id}", data=moved)
    assert candles.fresh().shopping_list_id == market.id
    pia.post(f"/shopping/{market.id}/archive")
    assert "is archived" in pia.get("/shopping").text and "Market" not in pia.get("/shopping").text
    assert pia.post(f"/shopping/{market.id}/revival").status_code == 303


def test_shoppers_see_on_the_first_page_what_is_to_buy(world, pia, leo, add):
    add("candles, matches")
    assert "2 things to buy" in pia.get("/").text and "things to buy" not in leo.get("/").text


def test_a_dish_puts_on_the_list_only_what_is_missing(world, pia, foods, listed):
    larder.lot(foods["milk"], 200_000)
    dish = larder.dish(world.rossi, "Pancakes", {foods["milk"]: 500_000, foods["eggs"]: 4000}, portions=1)
    assert "Put what is missing on the shopping list" in pia.get(f"/dishes/{dish.id}").text
    for number in range(2):
        answer = pia.post(f"/shopping/dishes/{dish.id}", data={"portions": 1, "key": f"{KEY}{number}"})
        assert answer.status_code == 303 and answer.location == f"/dishes/{dish.id}"
    assert listed() == [("Milk", 300_000), ("Eggs", 4000)]
    assert "for Pancakes" in pia.get("/shopping").text


def test_what_lies_on_a_list_that_is_put_away_is_on_no_list(world, pia, foods, listed):
    from familychef.shopping.models import ShoppingList

    dish = larder.dish(world.rossi, "Pancakes", {foods["eggs"]: 4000}, portions=1)
    pia.post(f"/shopping/dishes/{dish.id}", data={"portions": 1, "key": f"{KEY}0"})
    ShoppingList.update(archived=True).execute()
    pia.post(f"/shopping/dishes/{dish.id}", data={"portions": 1, "key": f"{KEY}1"})
    assert listed() == [("Eggs", 4000), ("Eggs", 4000)]


def test_an_endless_number_in_a_tick_is_refused(world, pia, foods):
    pia.post("/shopping/entries", data={"text": "wine", "key": KEY})
    assert pia.post("/shopping/1/ticks", data={"shown": "2147483647000000000000.1"}).status_code == 422


def test_amounts_nobody_can_convert_stay_within_bounds(pia):
    for number in range(14):
        sent = {"text": "999999999999.999999 qqq", "key": f"{KEY}{number:x}"}
        assert pia.post("/shopping/entries", data=sent).status_code in (303, 422)


def test_the_only_list_is_not_offered_to_be_archived(world, pia, add):
    first = add("candles")[0].shopping_list
    assert "Archive this list" not in pia.get(f"/shopping/{first.id}/settings").text
    pia.post("/shopping/lists", data={"name": "Market"})
    assert "Archive this list" in pia.get(f"/shopping/{first.id}/settings").text
