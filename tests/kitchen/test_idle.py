"""While nothing is cooked the wall tells who eats next and what to use soon."""

import datetime as dt

from tests import cast, larder


def test_the_resting_wall_tells_who_eats_next_and_what_to_use_soon(world, table):
    today = world.rossi.today()
    larder.lot(larder.ingredient(world.rossi, "Spinach"), 100_000, use_until=today + dt.timedelta(days=1))
    larder.lot(larder.ingredient(world.rossi, "Rice"), 100_000, use_until=today + dt.timedelta(days=90))
    order = table.order(world.leo)
    wall = cast.paired(world.marta)
    page = world.client(wall).get("/kitchen/idle").text
    assert "Leo" in page and order.items.first().name in page
    assert "Spinach" in page and "tomorrow" in page and "Rice" not in page


def test_the_resting_wall_of_the_neighbours_tells_nothing_of_ours(world, table):
    order = table.order(world.leo)
    page = world.client(world.carla).get("/kitchen/idle").text
    assert order.items.first().name not in page and "Nothing is ordered yet." in page


def test_the_display_itself_asks_nothing_for_its_rest(world, table):
    table.order(world.leo)
    page = world.client(world.nonna).get("/kitchen").text
    assert 'id="idle"' in page and "Use soon" not in page


def test_a_walls_stream_beats_often_enough_to_notice_in_fifteen_seconds(world, monkeypatch):
    from familychef.core import live

    assert live.HEARTBEAT_ON_A_WALL + live.MEMBERSHIP_CHECK < 15
    beats = []
    monkeypatch.setattr(live, "messages", lambda *facts: beats.append(facts[-1]) or iter(()))
    nonna = world.client(world.nonna)
    assert "/live?wall=1&amp;since=" in nonna.get("/kitchen").text
    assert nonna.get("/live?wall=1&since=1").status_code == nonna.get("/live?since=1").status_code == 200
    assert beats == [live.HEARTBEAT_ON_A_WALL, live.HEARTBEAT]
