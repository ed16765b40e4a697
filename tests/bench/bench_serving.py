"""How soon the server is back, and what its smallest answer costs: `python -m tests.bench.bench_serving [kills]`.

Printed: the median seconds of a start after a plain stop and after a kill -9 while people order, and the median answer
of `/health/live` on one kept connection, as a ratio to Python's own bare http.server in the same run. Ends with 1 when
a start after a kill takes twice a plain one, or any of them more than five seconds, or an answer waits for what a bare
server doesn't (a delayed acknowledgement is 40 ms, three hundred times its answer).
"""

import http.client
import sys
import tempfile
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.bench_canaries import connected
from tests.cast import World, sign_in
from tests.kitchen import busy
from tests.serving import Server
from tests.storm import Call, Storm

READY_SECONDS, ANSWERS, MOST_TIMES_A_START, MOST_TIMES_AN_ANSWER = 5, 200, 2, 100


def main(rounds=7):
    folder = Path(tempfile.mkdtemp(prefix="bench"))
    current = connected(folder)
    world = World.founded(None)
    server = Server(folder / "server", current.database_url).start()
    try:
        plain = [timed(server.restart) for _ in range(rounds)]
        killed = after_kills(server, hungry(world, sign_in(server, "leo")), rounds)
        ours, bare = answers(server.port), bare_answers()
    finally:
        server.stop()
    print(f"ready again {median(plain):.2f} s after a stop, {median(killed):.2f} s after a kill in a storm of orders "
          f"(slowest {max(killed):.2f} s)")
    print(f"an answer on a kept connection: {ours * 1000:.2f} ms, {ours / bare:.1f} times a bare server's")
    late = max(killed) > READY_SECONDS or median(killed) > MOST_TIMES_A_START * median(plain)
    return 1 if late or ours > MOST_TIMES_AN_ANSWER * bare else 0


def timed(action):
    began = perf_counter()
    action()
    return perf_counter() - began


def hungry(world, cookies):
    """Somebody who wants the same dish again and again."""
    wish = {"dish": busy.lasagne(world.rossi, 5000).id, "portions": 1}
    return lambda number: Call("POST", "/cart/items", wish | {"key": f"add-{number:06}"}, cookies=cookies)


def after_kills(server, next_call, rounds):
    taken = []
    with Storm(server, [next_call]) as storm:
        for _ in range(rounds):
            storm.wait_for(len(storm.answered) + 5)
            server.kill()
            taken.append(timed(server.restart))
    return taken


def answers(port):
    """Median seconds of one small answer, one after the other on one connection."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        return median(timed(lambda: asked(connection)) for _ in range(ANSWERS))


def asked(connection):
    connection.request("GET", "/health/live")
    connection.getresponse().read()


def bare_answers():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return answers(server.server_port)
    finally:
        server.shutdown()


class Bare(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        self.wfile.flush()

    def log_message(self, *_args):
        pass


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
