"""A process that is asked to end: nobody's answer is cut off, nobody's stream hangs, nothing new is begun."""

import http.client
import signal
from urllib.parse import urlencode

import pytest

from familychef.core import bell, leaving, live
from tests.core.stream import Stream
from tests.kitchen import busy


@pytest.fixture
def on_the_way_out(monkeypatch):
    monkeypatch.setattr(leaving, "_asked", [True])


def test_streams_end_and_idle_lines_are_hung_up_at_once(world, serve):
    server = serve()
    stream = Stream(server, world.cookies(world.nonna))
    stream.wait_for("hello")
    idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    idle.request("GET", "/health/live")
    idle.getresponse().read()
    assert server.process.stop(seconds=10) == 0
    assert stream.ended.wait(5) and "reload" not in stream.names()
    assert idle.sock.recv(1) == b""
    idle.close()
    stream.close()


def half_sent(server, call):
    """A line on which the call has begun, and what is still to be sent."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = urlencode(call.body).encode()
    line.putrequest(call.method, call.path)
    line.putheader("Sec-Fetch-Site", "same-origin")
    line.putheader("Content-Type", "application/x-www-form-urlencoded")
    line.putheader("Content-Length", str(len(body)))
    line.putheader("Cookie", f"fc={call.cookies['fc']}")
    line.endheaders(body[:5])
    return line, body[5:]


def test_an_answer_that_has_begun_comes_to_its_end(world, serve):
    server = serve()
    cart = busy.fill_cart(world.leo, busy.lasagne(world.rossi, 9))
    call = busy.place(world.cookies(world.leo), cart, "half-sent")
    line, rest = half_sent(server, call)
    first = Stream(server, world.cookies(world.nonna))
    first.wait_for("hello")
    server.process._popen.send_signal(signal.SIGTERM)
    assert first.ended.wait(10)
    line.send(rest)
    answer = line.getresponse()
    assert (answer.status, answer.headers["Connection"]) == (303, "close")
    line.close()
    assert server.process._popen.wait(15) == 0
    assert server.rows('SELECT COUNT(*) FROM "order"') == [(1,)]


def test_a_second_signal_ends_it_at_once(world, serve):
    server = serve()
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    line.putrequest("POST", "/orders")
    line.putheader("Content-Length", "10")
    line.endheaders(b"key=")
    stream = Stream(server, world.cookies(world.nonna))
    stream.wait_for("hello")
    server.process._popen.send_signal(signal.SIGTERM)
    assert stream.ended.wait(10)
    server.process._popen.send_signal(signal.SIGTERM)
    assert server.process._popen.wait(10) == 1
    line.close()


def test_whoever_asks_is_told_to_go_elsewhere(client, on_the_way_out):
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200


def test_who_waits_for_news_is_woken_to_end():
    waiting = bell.ticket(7)
    bell.wake_everybody()
    assert waiting.is_set()


def test_a_stream_begins_no_further_look(on_the_way_out):
    assert [text.split()[0] for text in live.messages(1, None, None, "build")] == ["retry:"]
