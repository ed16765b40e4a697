"""What happened, for programs: since a version, with patience, and as a stream by the same cursor."""

from contextlib import contextmanager

from familychef.core import api_events
from familychef.core.api_events import messages
from familychef.core.db import write
from familychef.core.events import Event
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
    assert data["imageUrl"].startswith("http://localhost/") and news["complete"]
    nothing = {"events": [], "version": news["version"], "complete": True}
    assert leo.get(f"/events?since={news['version']}").json == nothing


def test_a_stream_ends_with_its_program(world):
    leo = Program(world.client(None), world.leo)
    acting = Acting.acting(Acting.member == world.leo.id)
    dish = larder.dish(world.rossi, "Lasagne")
    since = leo.get("/events").json["version"]
    dish.hide(world.nonna)
    stream = messages(since, acting.member, acting, "https://house.example")
    assert next(stream).startswith("retry") and '"dish.hidden"' in next(stream)
    assert '"dishStatusChanged"' in next(stream)
    acting.end()
    assert list(stream) == []


def test_who_waits_is_told_nothing_once_its_program_has_ended(world, monkeypatch):
    leo = Program(world.client(None), world.leo)
    since = leo.get("/events").json["version"]

    @contextmanager
    def meanwhile():
        Acting.acting(Acting.member == world.leo.id).end()
        larder.dish(world.rossi, "Lasagne").hide(world.nonna)
        yield

    monkeypatch.setattr(api_events, "let_go", meanwhile)
    monkeypatch.setattr(api_events, "LOOK", 0)
    assert leo.get(f"/events?since={since}&wait=20").status_code == 401


def test_what_is_forgotten_or_never_was_is_no_complete_answer(world):
    leo, dish = Program(world.client(None), world.leo), larder.dish(world.rossi, "Lasagne")
    dish.hide(world.nonna)
    dish.publish(world.nonna)
    version = leo.get("/events").json["version"]
    ahead = leo.get(f"/events?since={version + 5}&wait=60").json
    assert ahead == {"events": [], "version": version, "complete": False}
    with write():
        Event.delete().where(Event.family_id == world.rossi.id, Event.seq < version).execute()
        world.rossi.changed_rows(events_gone=version - 1)
    assert not leo.get("/events").json["complete"] and leo.get(f"/events?since={version - 1}").json["complete"]
    acting = Acting.acting(Acting.member == world.leo.id)
    stream = messages(0, acting.member, acting, "https://house.example")
    said = [next(stream) for _each in range(3)]
    assert f'id: {version - 1}\ndata: {{"type": "gap"' in said[1] and "dish.published" in said[2]


def test_a_program_holds_so_many_streams_and_no_more(world, monkeypatch):
    monkeypatch.setattr(api_events, "MOST_OPEN", 2)
    leo = Program(world.client(None), world.leo)
    held = [leo.get("/events/stream") for _each in range(2)]
    assert [next(each.iter_encoded()) for each in held] == [b"retry: 1000\n\n"] * 2
    one_more = leo.get("/events/stream")
    assert one_more.status_code == 429 and int(one_more.headers["Retry-After"]) > 0
    held.pop().close()
    held.append(leo.get("/events/stream"))
    assert held[-1].status_code == 200
    for each in held:
        each.close()
    assert not api_events.OPEN


def test_another_family_hears_nothing(world):
    dish, carla = larder.dish(world.rossi, "Lasagne"), Program(world.client(None), world.carla)
    dish.hide(world.nonna)
    assert "Lasagne" not in carla.get("/events").text and str(dish.dom_id) not in carla.get("/events").text
