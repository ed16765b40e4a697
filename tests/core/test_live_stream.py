"""The stream over a real socket: a change reaches who is listening, and ends with the membership."""

import pytest

from tests.core.stream import Stream
from tests.kitchen import busy


@pytest.fixture
def listen():
    streams = []

    def start(*arguments, **options):
        streams.append(Stream(*arguments, **options))
        return streams[-1]

    yield start
    for stream in streams:
        stream.close()


def place(world, server, key="over-the-wire"):
    dish = busy.lasagne(world.rossi, 5)
    answer = busy.place(world.cookies(world.leo), busy.fill_cart(world.leo, dish), key).send(server.port, 15)
    assert answer.status == 303
    return answer


def test_an_order_reaches_every_listening_screen_of_the_family(world, serve, listen):
    server = serve()
    cook, carla = listen(server, world.cookies(world.nonna)), listen(server, world.cookies(world.carla))
    assert cook.answer.getheader("X-Accel-Buffering") == "no"
    assert cook.wait_for("hello")[1] == 0
    place(world, server)
    assert cook.wait_for("kitchen") and cook.wait_for("menu")
    last = cook.messages[-1][1]
    assert last == server.rows("SELECT version FROM family WHERE id = ?", world.rossi.id)[0][0]
    assert set(carla.names()) <= {"hello", "ping"}


def test_what_happened_while_away_is_told_on_return(world, serve, listen):
    server = serve()
    cook = listen(server, world.cookies(world.nonna))
    cook.wait_for("hello")
    cook.close()
    place(world, server)
    again = listen(server, world.cookies(world.nonna), headers={"Last-Event-ID": "0"})
    assert again.wait_for("kitchen")


def test_a_removed_member_is_let_go_within_seconds(world, serve, listen):
    server = serve()
    pia = listen(server, world.cookies(world.pia))
    pia.wait_for("hello")
    answer = server.request(
        "POST", f"/members/{world.pia.id}/removal", {}, headers={"Cookie": f"fc={world.cookies(world.marta)['fc']}"}
    )
    assert answer.status == 303
    assert pia.ended.wait(5), "the stream of a removed member goes on"


def test_signing_out_ends_the_stream(world, serve, listen):
    server = serve()
    cookies = world.cookies(world.pia)
    pia = listen(server, cookies)
    pia.wait_for("hello")
    server.request("POST", "/session/removal", {}, headers={"Cookie": f"fc={cookies['fc']}"})
    assert pia.ended.wait(6), "the stream of an ended session goes on"


def test_open_streams_do_not_keep_the_server_from_stopping(world, serve, listen):
    server = serve()
    for _ in range(20):
        listen(server, world.cookies(world.nonna)).wait_for("hello")
    assert server.stop() == 0
