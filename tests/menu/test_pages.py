"""The menu and the dish's page: what is on them, for whom, and who may change it."""

import gzip
import re

import pytest

from familychef.core.db import transaction
from familychef.core.events import Event, record
from familychef.menu.models import Dish, Favourite
from tests import larder


@pytest.fixture
def house(world):
    """Flour for ten portions of pasta, nuts for a cake, and an omelette without eggs."""
    rossi = world.rossi
    flour = larder.ingredient(rossi, "Flour", allergens=["gluten"])
    nuts = larder.ingredient(rossi, "Walnuts", allergens=["nuts"])
    eggs = larder.ingredient(rossi, "Eggs", "count", allergens=["eggs"])
    larder.lot(flour, 1_000_000)
    larder.lot(nuts, 1_000_000)
    world.pasta = larder.dish(rossi, "Pasta", {flour: 400_000})
    world.cake = larder.dish(rossi, "Nut cake", {nuts: 100_000}, section="desserts")
    world.omelette = larder.dish(rossi, "Omelette", {eggs: 4_000}, section="breakfast")
    world.secret = larder.dish(rossi, "Surprise", {flour: 1_000}, published=False)
    return world


def names(answer):
    return re.findall(r'<h3 id="name-\d+"><a [^>]*>([^<]+)', answer.text)


def menu(world, who, **query):
    return world.client(who).get("/menu", query_string=query)


def test_the_menu_promises_what_there_is(house):
    page = menu(house, house.marta)
    assert names(page) == ["Omelette", "Pasta", "Nut cake"]
    assert "10 portions" in page.text and "Missing: eggs" in page.text and "Surprise" not in page.text
    assert page.text.index("Breakfast") < page.text.index("Mains") < page.text.index("Desserts")


@pytest.mark.parametrize(("query", "found"), [
    ({"show": "now"}, ["Pasta", "Nut cake"]), ({"show": "favourites"}, []),
    ({"show": "nonsense"}, ["Omelette", "Pasta", "Nut cake"]),
    ({"q": "PASTA"}, ["Pasta"]), ({"q": "walnut"}, ["Nut cake"]), ({"q": "breakfast nothing"}, []),
    ({"q": "x" * 5000}, []), ({"q": "pa", "show": "now"}, ["Pasta"]),
])
def test_filters_and_search_are_addresses(house, query, found):
    assert names(menu(house, house.marta, **query)) == found


def test_the_menu_for_leo_knows_his_nuts(house):
    own, for_leo = menu(house, house.leo), menu(house, house.marta, **{"for": house.leo.id})
    for page in (own, for_leo):
        assert "Contains nuts: not for Leo" in page.text
        assert f'id="add-{house.pasta.id}"' in page.text and f'id="add-{house.cake.id}"' not in page.text
    assert f'name="for_member" value="{house.leo.id}"' in for_leo.text
    safe = menu(house, house.leo, show="safe")
    assert names(safe) == ["Omelette", "Pasta"]


def test_what_nobody_checked_is_never_called_safe(house):
    with transaction(house.rossi):
        flour = house.pasta.lines[0].ingredient
        flour.changed_rows(allergens=None)
        record("ingredient.changed", flour)
    assert "Pasta" not in names(menu(house, house.leo, show="safe"))
    assert "Allergens not checked" in menu(house, house.leo).text


def test_somebody_of_another_family_is_nobody_to_order_for(house):
    assert menu(house, house.marta, **{"for": house.carla.id}).status_code == 404
    assert menu(house, house.marta, **{"for": "x"}).status_code == 200


def test_a_dish_page_says_who_it_is_safe_for_and_what_is_in_it(house):
    page = house.client(house.leo).get(f"/dishes/{house.cake.id}").text
    assert "Contains nuts: not for Leo" in page and "<bdi>Leo</bdi>: contains nuts" in page
    assert re.search(r"Safe for</span>.*Marta.*Nonna|Safe for</span>.*Nonna.*Marta", page, re.S)
    assert "an adult has to say" in page and "Walnuts" in page and "25 g" in page
    missing = house.client(house.leo).get(f"/dishes/{house.omelette.id}").text
    assert "Missing: eggs" in missing and 'name="asked"' in missing


def test_publishing_twice_happens_once_and_tells_everyone(house):
    nonna = house.client(house.nonna)
    for _ in range(2):
        answer = nonna.htmx("POST", f"/dishes/{house.secret.id}/publication", data={"published": "1"})
        assert answer.status_code == 200 and "is on the menu" in answer.text
    events = list(Event.select().where(Event.kind == "dish.published"))
    assert [(event.stale, event.actor_id) for event in events] == [(f"menu dish-{house.secret.id}", house.nonna.id)]
    assert "Surprise" in names(menu(house, house.leo))
    plain = nonna.post(f"/dishes/{house.secret.id}/publication", data={"published": "0"})
    assert plain.status_code == 303 and "Surprise" not in names(menu(house, house.leo))
    assert not Dish.get_by_id(house.secret.id).published


def test_toggled_twice_by_two_who_saw_the_same_it_is_where_it_was(house):
    seen_by_marta, seen_by_nonna = Dish.get_by_id(house.secret.id), Dish.get_by_id(house.secret.id)
    seen_by_marta.toggle(house.marta)
    assert Dish.get_by_id(house.secret.id).published
    seen_by_nonna.toggle(house.nonna)
    assert not Dish.get_by_id(house.secret.id).published


@pytest.mark.parametrize("body", [{}, {"published": "perhaps"}, {"published": "1", "more": "1"}])
def test_a_publication_that_says_nothing_changes_nothing(house, body):
    answer = house.client(house.nonna).post(f"/dishes/{house.secret.id}/publication", data=body)
    assert answer.status_code == 422 and not Dish.get_by_id(house.secret.id).published


def test_an_archived_dish_is_gone_until_restored(house):
    nonna, id = house.client(house.nonna), house.pasta.id
    nonna.post(f"/dishes/{id}/archive", data={"archived": "1"})
    assert "Pasta" not in names(menu(house, house.leo))
    assert nonna.post(f"/dishes/{id}/publication", data={"published": "1"}).status_code == 422
    assert "Pasta" in nonna.get("/recipes?show=archived").text
    nonna.post(f"/dishes/{id}/archive", data={"archived": "0"})
    dish = Dish.get_by_id(id)
    assert not dish.archived and not dish.published


def test_a_copy_has_everything_and_a_name_of_its_own(house):
    nonna = house.client(house.nonna)
    for _ in range(2):
        assert nonna.post(f"/dishes/{house.pasta.id}/copies").status_code == 303
    copies = list(Dish.select().where(Dish.name == "Pasta (copy)"))
    assert len({dish.slug for dish in copies}) == 2 and not any(dish.published for dish in copies)
    assert copies[0].written() == house.pasta.written()


def test_a_favourite_is_ones_own(house):
    leo = house.client(house.leo)
    for _ in range(2):
        leo.post(f"/dishes/{house.pasta.id}/favourite", data={"favourite": "1"})
    assert Favourite.select().count() == 1
    assert names(menu(house, house.leo, show="favourites")) == ["Pasta"]
    assert names(menu(house, house.marta, show="favourites")) == []
    assert [event.member_id for event in Event.select().where(Event.kind == "dish.liked")] == [house.leo.id]
    leo.post(f"/dishes/{house.pasta.id}/favourite", data={"favourite": "0"})
    assert not Favourite.select().count()


CHANGES = ["/dishes", "/dishes/{id}", "/dishes/{id}/publication", "/dishes/{id}/archive", "/dishes/{id}/copies",
           "/dishes/{id}/picture", "/dishes/{id}/picture/removal"]
LOOKS = ["/dishes/new", "/dishes/{id}/edition", "/dishes/{id}/picture", "/recipes/reading"]


def test_only_a_chef_changes_the_menu(house):
    leo = house.client(house.leo)
    assert {leo.post(path.format(id=house.pasta.id)).status_code for path in CHANGES} == {403}
    assert {leo.get(path.format(id=house.pasta.id)).status_code for path in LOOKS} == {403}


def test_the_neighbours_find_nothing(house):
    carla, id = house.client(house.carla), house.pasta.id
    paths = ["/dishes/{id}", "/dishes/{id}/details", "/dishes/{id}/art.svg", "/dishes/{id}/edition", "/recipes/{id}"]
    assert {carla.get(path.format(id=id)).status_code for path in paths} == {404}
    body = {"published": "0", "archived": "1", "favourite": "1"}
    for path in CHANGES[1:]:
        assert carla.post(path.format(id=id), data=body).status_code == 404
    assert names(menu(house, house.carla)) == [] and "Nothing on the menu yet" in menu(house, house.carla).text


def test_an_unchanged_menu_is_not_sent_again(house):
    leo = house.client(house.leo)
    first = leo.get("/menu")
    again = leo.get("/menu", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    house.pasta.hide(house.nonna)
    assert leo.get("/menu", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [10, 500])
def test_a_menu_of_any_size_takes_the_same_few_queries(house, queries, count):
    with transaction(house.rossi):
        flour = house.pasta.lines[0].ingredient
        for number in range(count):
            larder.dish(house.rossi, f"Dish {number}", {flour: 1000})
        record("dish.added", house.pasta, stale="menu")
    leo = house.client(house.leo)
    leo.get("/menu")
    with queries() as seen:
        assert len(names(leo.get("/menu"))) == count + 3
    assert len(seen) <= 9, "\n".join(seen)


@pytest.mark.one_database
def test_twenty_four_dishes_are_light(house):
    with transaction(house.rossi):
        flour = house.pasta.lines[0].ingredient
        for number in range(21):
            larder.dish(house.rossi, f"Some dish of the house {number}", {flour: 1000}, description="It is good.")
    page = menu(house, house.marta)
    assert len(names(page)) == 24 and len(gzip.compress(page.data, 4)) <= 12_000


def test_a_drawn_plate_is_the_same_for_ever(house):
    leo = house.client(house.leo)
    one, two = (leo.get(f"/dishes/{house.pasta.id}/art.svg") for _ in range(2))
    assert one.data == two.data and one.mimetype == "image/svg+xml" and "immutable" in one.headers["Cache-Control"]
    assert "style" not in one.text and "script" not in one.text
    assert leo.get(f"/dishes/{house.cake.id}/art.svg").data != one.data
