"""The Rossi are told nothing that the Neri wrote, whatever they ask."""

import pytest

from tests.isolation.canaries import CANARY, heard, plant
from tests.isolation.walks import every_answer, lines
from tests.permissions.scene import Scene


@pytest.fixture
def scene(world):
    """The Rossi's house, furnished before the Neri sing."""
    scene = Scene(world)
    for line in lines():
        scene.address(world.app, line)
        scene.body(line)
    plant(world)
    return scene


def test_the_canaries_sing_where_they_may(world):
    fields = plant(world)
    told = world.client(world.carla).get("/family")
    assert heard(told) and fields > 80, f"{fields} fields sing"


@pytest.mark.parametrize("name", ["nobody", "member", "chef", "shopper", "admin"])
def test_a_rossi_hears_no_canary(scene, name):
    who = scene.who[name]
    loud, broken = [], []
    for line, answer in every_answer(scene, who):
        loud += [f"{line.method} {line.endpoint}"] if heard(answer) else []
        broken += [f"{line.method} {line.endpoint}"] if answer.status_code >= 500 else []
    assert not loud, f"{name} was told what the Neri wrote: {loud}"
    assert not broken, f"{name}, asking for pages and for pieces, met a fault: {broken}"


def test_the_stream_of_a_rossi_is_silent(world):
    from familychef.core import events, live
    from familychef.core.db import transaction

    plant(world)
    with transaction(world.neri):
        events.record("member.described", world.carla, actor=world.carla, stale=f"{CANARY}-piece")
    assert live.look(0, world.marta)[0] == ""
    assert CANARY in live.look(0, world.carla)[0]
