"""The house behind nginx and Caddy, those that are on the PATH: `python -m tests.bench.try_proxies`.

Each runs with its file from `deploy/`, on free ports and without TLS. Printed for each: whether a stream's first word
and an order's signal come through at once, whose address the house sees, and whether a forged one is believed. Ends
with 1 when one of them is wrong, or when neither program is here.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from tests.bench.bench_canaries import connected
from tests.cast import World, sign_in
from tests.core.stream import Stream
from tests.house.deploying import text
from tests.kitchen import busy
from tests.processes import Process, free_port, listens
from tests.serving import Server, exchange

SOON = 3


def main():
    folder = Path(tempfile.mkdtemp(prefix="familychef-proxies-"))
    folder.chmod(0o755)
    proxies = {"nginx": nginx, "caddy": caddy, "caddy before several": partial(caddy, file="Caddyfile.large")}
    here = {name: proxy for name, proxy in proxies.items() if shutil.which(name.split()[0])}
    try:
        found = {name: tried(proxy, folder / name.replace(" ", "-")) for name, proxy in here.items()}
    finally:
        shutil.rmtree(folder)
    for name, facts in found.items():
        print(f"{name}: " + ", ".join(f"{fact} {'yes' if holds else 'NO'}" for fact, holds in facts.items()))
    return 0 if found and all(all(facts.values()) for facts in found.values()) else 1


def tried(proxy, home):
    home.mkdir()
    current = connected(home)
    world = World.founded(None)
    house = Server(home / "server", current.database_url, env={"FAMILYCHEF_TRUSTED_PROXIES": 1}).start()
    try:
        with proxy(home, house.port) as port:
            return facts(world, house, port)
    finally:
        house.stop()


def facts(world, house, port):
    """{what must hold: whether it does}."""
    before = SimpleNamespace(port=port, request=lambda *what, **how: exchange(port, *what, **how))
    cook = Stream(before, sign_in(before, "nonna"))
    hello = came(cook, "hello")
    dish = busy.lasagne(world.rossi, 5)
    busy.place(world.cookies(world.leo), busy.fill_cart(world.leo, dish), "through-the-proxy").send(house.port, 15)
    signal = came(cook, "kitchen")
    cook.close()
    forged = {"X-Forwarded-For": "203.0.113.9"}
    before.request("POST", "/session", {"email": "leo@rossi.example", "password": "wrong guess"}, headers=forged)
    lines = (house.data / "security.log").read_text().splitlines()
    return {"stream opens": hello, "signal comes": signal, "true address": json.loads(lines[-1])["from"] == "127.0.0.1"}


def came(stream, name):
    try:
        return bool(stream.wait_for(name, SOON))
    except AssertionError:
        return False


@contextmanager
def nginx(home, upstream):
    port = free_port()
    told = text("nginx/familychef.conf").replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
    told = re.sub(r"(listen \[|ssl_).*;", "", told).replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    told = told.replace("listen 80", f"listen 127.0.0.1:{free_port()}").replace("food.example.org", "localhost")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {home}/{kind}; " for kind in kinds)
    whole = f"daemon off; pid {home}/pid; events {{}} http {{ access_log off; {places} {told} }}"
    (home / "nginx.conf").write_text(whole)
    with running([shutil.which("nginx"), "-c", home / "nginx.conf", "-e", home / "errors"], home, port):
        yield port


@contextmanager
def caddy(home, upstream, file="Caddyfile"):
    port = free_port()
    env = {"SITE": f"http://127.0.0.1:{port}", "UPSTREAM": f"127.0.0.1:{upstream}", "HOME": str(home)}
    whole = home / "Caddyfile"
    told = text(f"caddy/{file}").replace("dynamic a web 8000", f"dynamic a localhost {upstream}")
    whole.write_text("{\n\tadmin off\n}\n" + told)
    command = [shutil.which("caddy"), "run", "--adapter", "caddyfile", "--config", whole]
    with running(command, home, port, env=os.environ | env):
        yield port


@contextmanager
def running(command, home, port, env=None):
    process = Process(command, home, env=env)
    try:
        process.wait_until(lambda: listens(port))
        yield
    finally:
        process.stop()


if __name__ == "__main__":
    sys.exit(main())
