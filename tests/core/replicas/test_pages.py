"""Every page that may follow, each really asked for: the replica answers it, and its tables are looked through."""

import re

import pytest

from familychef.core.api import OPERATIONS
from tests.permissions import matrix, programs
from tests.permissions.test_programs import Programs

pytestmark = pytest.mark.only("postgres")
PAGES = {
    "menu.menu", "menu.dish", "menu.details", "menu.recipes", "menu.recipe", "kitchen.orders", "kitchen.order",
    "families.audit_page", "families.audit_table", "families.history",
}
OPERATIONS_THAT_FOLLOW = {
    "menu_api.menu", "menu_api.dishes", "menu_api.dish", "menu_api.recipe", "dishes_api.managed_dishes",
    "kitchen_api.orders", "kitchen_api.order", "shopping_api.search",
}
RECORDED = {
    "cart_item", "device", "dish", "dish_station", "event", "family", "family_member", "favourite", "hold",
    "ingredient", "ingredient_measure", "ingredient_swap", "invitation", "order", "order_item", "pantry_stock",
    "picture", "recipe_ingredient", "recipe_step", "shopping_list", "shopping_list_item", "station",
}
BORN_BEFORE_THEIR_EVENTS = {"session"}
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


@pytest.fixture
def scene(house):
    return Programs(house.world)


@pytest.fixture
def seen(house, monkeypatch):
    """The statements the replica is asked."""
    seen, send = [], house.replica.execute_sql
    monkeypatch.setattr(house.replica, "execute_sql", lambda sql, *more: seen.append(sql) or send(sql, *more))
    return seen


def test_these_follow_and_no_others(app):
    assert {name for name, view in app.view_functions.items() if hasattr(view, "may_follow")} == PAGES
    found = {each.name for each in OPERATIONS if hasattr(each.function, "may_follow")}
    assert found == OPERATIONS_THAT_FOLLOW


def test_each_page_is_answered_by_the_replica(house, scene, seen):
    rows = [row for row in matrix.rows() if row.endpoint in PAGES]
    assert len(rows) == len(PAGES)
    for row in rows:
        path, who = scene.address(house.app, row), "admin" if row.expected["admin"] == 200 else "chef"
        client = house.world.client(scene.who[who])
        house.standby.catch_up()
        with house.answered_by(replica=1):
            assert client.get(path).status_code == 200, path
        only_what_has_an_event(seen, path)


def test_each_operation_is_answered_by_the_replica(house, scene, seen):
    rows = [row for row in programs.rows() if row.endpoint in OPERATIONS_THAT_FOLLOW]
    assert len(rows) == len(OPERATIONS_THAT_FOLLOW)
    for row in rows:
        path, headers = scene.address(house.app, row) + programs.QUESTIONS.get(row.endpoint, ""), scene.headers("chef")
        house.standby.catch_up()
        with house.answered_by(replica=1):
            assert house.world.client(None).get(path, headers=headers).status_code == 200, path
        only_what_has_an_event(seen, path)


def only_what_has_an_event(seen, path):
    """What somebody changes there is an event of the family, by whose number the replica is known to have it."""
    assert len(seen) > 1, f"{path} asked the replica for nothing"
    tables = {name for sql in seen for name in TABLE.findall(sql)}
    assert tables <= RECORDED | BORN_BEFORE_THEIR_EVENTS, f"look whether each change of it is recorded: {path}"
    seen.clear()
