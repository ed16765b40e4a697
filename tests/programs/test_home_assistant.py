"""docs/home-assistant.md: what it shows Home Assistant people works on the answers this house really gives."""

import datetime as dt
import json
import re

import pytest
import time_machine

from familychef.alerts.hook_kinds import kind_of
from familychef.core import notices
from familychef.core.access import SCOPE_OF
from familychef.core.api import OPERATIONS
from familychef.families.models import Program as Acting
from tests import larder
from tests.kitchen.conftest import Table
from tests.programs import ha
from tests.programs.calendars import made, meals

EVENING = dt.datetime(2026, 11, 20, 17, 12, tzinfo=dt.UTC)


@pytest.fixture
def evening():
    with time_machine.travel(EVENING, tick=False) as now:
        yield now


@pytest.fixture
def table(world, evening):
    return Table(world.rossi)


@pytest.fixture
def token(world, evening):
    """Nonna's, of the kind the page asks for."""
    _program, token = Acting.give(world.nonna, "Home Assistant", ["read", "stock"], None)
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def sensor(world, token):
    """What a sensor of the page shows now, by its name."""

    def shown(name):
        resource, template = templates()[name]
        answer = world.client(None).get(resource.removeprefix(ha.HOUSE), headers=token)
        assert answer.status_code == 200, answer.text
        text = ha.rendered(template, value_json=answer.json, value=answer.text)
        assert len(text) <= 255 and "\n" not in text
        return text

    return shown


def templates():
    return {
        each["name"]: (asked["resource"], each["value_template"])
        for asked in ha.house()["rest"] for each in asked["sensor"]
    }


def asked_for():
    """(method, path without what follows ?) of every address of the house on the page."""
    for asked in ha.house()["rest"]:
        yield asked.get("method", "GET"), asked["resource"].removeprefix(ha.HOUSE).partition("?")[0]
    for command in ha.house()["rest_command"].values():
        yield command["method"], command["url"].removeprefix(ha.HOUSE)


@pytest.mark.one_database
def test_every_address_is_an_operation_that_such_a_token_may_use(app):
    known = {(each.method, each.path): SCOPE_OF.get(each.permission) for each in OPERATIONS}
    assert {known.get(each, each) for each in asked_for()} == {"read", "stock"}
    assert ha.PAGE.read_text().count(ha.HOUSE) == len(list(asked_for())) + 1


def test_the_secret_is_nowhere_but_in_its_file():
    asked = [*ha.house()["rest"], *ha.house()["rest_command"].values()]
    assert {each["headers"]["Authorization"] for each in asked} == {"the secret familychef_token"}
    assert ha.pieces()["secrets.yaml"][0]["familychef_token"].startswith("Bearer fc_")


def test_every_sensor_has_its_own_name_and_number():
    found = [each for asked in ha.house()["rest"] for each in asked["sensor"]]
    assert len({each["unique_id"] for each in found}) == len({each["name"] for each in found}) == len(found) == 7


def test_with_nothing_there_they_say_so(table, sensor):
    empty = {"Dinner tonight": "nothing yet", "Orders waiting": "0", "Order ready": "none", "Shopping list": "0",
             "Pantry alerts": "0", "Use soon": "nothing", "Low stock": "nothing"}
    assert {name: sensor(name) for name in templates()} == empty


def test_dinner_is_what_is_eaten_tonight_and_was_not_cancelled(world, table, sensor):
    table.add(world.leo, table.pancakes, 2)
    table.order(world.leo, table.lasagne, wanted_for=EVENING + dt.timedelta(hours=2))
    table.order(world.pia, table.pancakes, key="pia-now")
    table.order(world.pia, table.cake, key="tomorrow", wanted_for=EVENING + dt.timedelta(hours=20))
    table.order(world.pia, table.lasagne, key="not-after-all").cancel(world.pia)
    assert sensor("Dinner tonight") == "3 × Pancakes, 1 × Lasagne" and sensor("Orders waiting") == "3"


def test_what_was_eaten_at_noon_is_no_dinner(world, table, sensor, evening):
    evening.move_to(EVENING.replace(hour=10))
    table.order(world.leo)
    evening.move_to(EVENING)
    assert sensor("Dinner tonight") == "nothing yet"


def test_the_last_order_that_became_ready(world, table, sensor, evening):
    first, second = table.order(world.leo), table.order(world.pia, table.lasagne, key="of-pia")
    for order in (second, first):
        evening.shift(60)
        order.accept(world.nonna)
        order.fresh().finish(world.nonna)
    assert sensor("Order ready") == "Order 1 is ready since 18:14: Pancakes"
    first.fresh().serve(world.leo)
    assert sensor("Order ready") == "Order 1 is ready since 18:14: Pancakes" and sensor("Orders waiting") == "0"


def test_the_pantry_and_the_list(world, table, sensor):
    from familychef.pantry.models import Alert
    from familychef.shopping import actions

    milk = larder.ingredient(world.rossi, "Milk", "volume", threshold=1_000_000)
    larder.lot(milk, 200_000)
    larder.lot(larder.ingredient(world.rossi, "Cream", "volume"), 200_000, use_until=world.rossi.today())
    Alert.check(world.rossi)
    actions.add(world.rossi, "candles, bread", world.pia)
    assert sensor("Low stock") == "Milk" and sensor("Use soon") == "Cream"
    assert sensor("Pantry alerts") == "2" and sensor("Shopping list") == "2"


def test_milk_by_voice(world, table, token):
    said, command = ha.automations()["familychef_list_by_voice"], ha.house()["rest_command"]["familychef_add_to_list"]
    step, reply = said["actions"]
    assert step["action"] == "rest_command.familychef_add_to_list"
    slots = {"trigger": {"slots": {"thing": "2 l milk and bread"}}}
    body = ha.rendered(command["payload"], text=ha.rendered(step["data"]["text"], **slots))
    answer = world.client(None).open(
        command["url"].removeprefix(ha.HOUSE), method=command["method"], data=body, headers=token,
        content_type=command["content_type"],
    )
    told = {"status": answer.status_code, "content": answer.json}
    assert ha.rendered(reply["set_conversation_response"], answer=told) in (
        "milk, bread is on the list.", "bread, milk is on the list.")
    refused = world.client(None).post("/api/v1/shopping-items", json={"text": ""}, headers=token)
    told = {"status": refused.status_code, "content": refused.json}
    assert ha.rendered(reply["set_conversation_response"], answer=told).startswith("That did not work: ")


def test_an_automation_of_a_meal_reads_what_the_calendar_says(world, table):
    table.order(world.leo)
    (event,) = meals(world.client(None), made(world.client(world.leo))).values()
    automation = ha.automations()["familychef_meal_begins"]
    told = {"trigger": {"calendar_event": {"summary": str(event["SUMMARY"])}}}
    assert ha.rendered(automation["actions"][0]["data"]["message"], **told) == "In ten minutes: Pancakes"


def test_the_card_and_the_automations_name_sensors_of_the_page():
    names = {"sensor." + re.sub(r"\W+", "_", name.lower()) for name in templates()}
    rest = json.dumps([ha.pieces()["a card"], list(ha.automations().values())])
    used = set(re.findall(r"sensor\.\w+", rest))
    assert used <= names and len(used) == 7
    content = ha.pieces()["a card"][0]["cards"][0]["content"]
    states = {"sensor.dinner_tonight": "2 × Pancakes", "sensor.orders_waiting": "2"}
    assert ha.rendered(content, states=states) == "**2 × Pancakes**\n\n2 orders waiting"
    assert ha.rendered(content, states=states | {"sensor.orders_waiting": "1"}).endswith("1 order waiting")


def test_what_is_followed_at_once_is_told_to_webhooks_about_orders():
    (condition,) = ha.automations()["familychef_orders_moved"]["conditions"]
    types = re.findall(r"'(\w+\.\w+)'", condition)
    assert types and set(types) <= set(notices.sentences) and {kind_of(each) for each in types} == {"orders"}
    told = [ha.rendered(condition, trigger={"json": {"type": each}}) for each in (*types, "item.started", "ping")]
    assert told == ["True"] * len(types) + ["False", "False"]
