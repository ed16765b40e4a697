"""What happened, for programs: since a version, with patience, and as a stream by the same cursor."""

from familychef.core.api_events import messages
from familychef.families.models import Program as Acting
from tests import larder
from tests.programs.test_daily_loop import Program


def test_a_dish_off_the_menu_is_news_with_the_message_of_dish_management(world):
    dish, leo = larder.dish(world.rossi, "Lasagne"), Program(world.client(None), world.leo)
    since = leo.get("/events").json["version"]
    dish.hide(world.nonna)
    news = leo.get(f"/events?since={since}").json
    assert [each["type"] for each in news["events"]] == ["dish.hidden", "dishStatusChanged"]
    data = news["events"][1]["data"]
    assert (data["dishId"], data["dishName"], data["isPublished"]) == (dish.id, "Lasagne", False) and data["imageUrl"]
    assert leo.get(f"/events?since={news['version']}").json == {"events": [], "version": news["version"]}


def test_a_stream_ends_with_its_program(world):
    leo = Program(world.client(None), world.leo)
    acting = Acting.acting(Acting.member == world.leo.id)
    dish = larder.dish(world.rossi, "Lasagne")
    since = leo.get("/events").json["version"]
    dish.hide(world.nonna)
    stream = messages(since, acting.member, acting)
    assert next(stream).startswith("retry") and '"dish.hidden"' in next(stream)
    assert '"dishStatusChanged"' in next(stream)
    acting.end()
    assert list(stream) == []


def test_another_family_hears_nothing(world):
    dish, carla = larder.dish(world.rossi, "Lasagne"), Program(world.client(None), world.carla)
    dish.hide(world.nonna)
    assert "Lasagne" not in carla.get("/events").text and str(dish.dom_id) not in carla.get("/events").text
