"""When a kitchen display is paired, the phone says where it hangs and from how far it is read."""

import re

from familychef.families.models import Device, Pairing
from familychef.menu.models import Station


def begin(world):
    """A screen that shows its code; (its browser, the pairing)."""
    wall = world.client()
    assert wall.post("/pairings").status_code == 303
    return wall, Pairing.select().order_by(Pairing.id.desc()).get()


def test_the_phone_says_where_the_wall_hangs_and_from_how_far_it_is_read(world):
    stove = Station.add(world.rossi, world.nonna, "Stove")
    wall, pairing = begin(world)
    asked = world.client(world.nonna).get(f"/devices/new?code={pairing.code}").text
    assert 'name="wall-distance" value="middle" checked' in asked and "Stove" in asked
    body = {"code": pairing.code, "kind": "kitchen", "name": "Stove", "wall-distance": "far", "wall-station": stove.id}
    assert world.client(world.nonna).post("/devices", data=body).status_code == 303
    wall.post("/pairings/completion")
    page = wall.get("/kitchen").text
    assert 'data-distance="far"' in page and re.search(r'aria-current="true"><span>Stove', page)


def test_a_mistake_keeps_what_was_answered_and_nonsense_is_not_kept(world):
    _wall, pairing = begin(world)
    body = {"code": pairing.code, "kind": "kitchen", "name": "", "wall-distance": "far"}
    again = world.client(world.nonna).post("/devices", data=body)
    assert again.status_code == 422 and 'name="wall-distance" value="far" checked' in again.text
    body |= {"name": "Wall", "wall-distance": "moon"}
    assert world.client(world.nonna).post("/devices", data=body).status_code == 303
    assert Device.get().settings["distance"] == "middle"


def test_a_station_of_the_neighbours_is_no_answer(world):
    Station.add(world.rossi, world.nonna, "Stove")
    foreign = Station.add(world.neri, world.carla, "Grill")
    _wall, pairing = begin(world)
    body = {"code": pairing.code, "kind": "kitchen", "name": "Wall", "wall-station": foreign.id}
    world.client(world.nonna).post("/devices", data=body)
    assert Device.get().settings["station"] == 0


def test_a_shared_tablet_is_asked_nothing_about_the_kitchen(world):
    _wall, pairing = begin(world)
    body = {"code": pairing.code, "kind": "shared", "name": "Sofa", "wall-distance": "far"}
    assert world.client(world.marta).post("/devices", data=body).status_code == 303
    assert Device.get().settings == {}
