"""A house of cardboard: the real frame, sheets and script around small pages, for tests of the front end alone."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, g, render_template, request
from jinja2 import FileSystemLoader
from werkzeug.serving import make_server

from familychef.core import headers, i18n
from familychef.core.assets import Assets
from familychef.core.paths import data_dir
from familychef.kitchen.wall import Wall

WORDS = {
    "_": i18n._,
    "ngettext": i18n.ngettext,
    "language": lambda: "en",
    "direction": lambda: "ltr",
    "reader_name": lambda member: "leo",
    "can": lambda permission: False,
    "nav_items": lambda home: [("/menu", "Menu", "utensils", "page", None, False)],
}
BEAT = 0.2
PAGES = Path(__file__).with_name("doll_pages")


class DollHouse:
    """`url`; `bumped`: keys of the tickets pressed Ready; `clients`: streams opened; `build` as the
    stream tells it; `awake`: whether there is a stream; `hushed`: whether it says nothing; `ahead`: seconds its
    clock is ahead of this machine's; `orders`: {key: (seconds until it is due, state, what was added)}."""

    def __init__(self):
        self.bumped, self.clients, self.added, self.awake = [], [], 0, True
        self.hushed, self.ahead, self.heard, self.screen, self.ringing, self.asked = False, 0, [], Wall(), False, 0
        self.orders = {1: (-240, "accepted", ""), 2: (170, "accepted", ""), 3: (1800, "accepted", "")}
        self.opened = time.time()
        self.app = Flask("doll_house", static_folder=None)
        self.app.jinja_loader = FileSystemLoader([PAGES, data_dir("templates")])
        self.assets = Assets(data_dir("static"))
        self.build = self.assets.build
        self._furnish()
        self._bell = threading.Condition()
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()

    def now_ms(self):
        return int((time.time() + self.ahead) * 1000)

    def say(self, name="kitchen"):
        """Tell every open page that something is stale."""
        self.heard.append(name)
        with self._bell:
            self._bell.notify_all()

    def tickets(self):
        self.asked += 1
        rows = [(key, *row) for key, row in self.orders.items() if key not in self.bumped]
        return [(key, int(self.opened + due) * 1000, state, news) for key, due, state, news in rows]

    def _furnish(self):
        app = self.app
        self.assets.register(app)
        app.jinja_env.globals.update(WORDS, wall_settings=lambda: self.screen)
        app.jinja_env.trim_blocks = True
        app.before_request(self._enter)
        app.after_request(self._leave)
        for rule, view in {"/form": self._form, "/menu": self._menu, "/wall": self._wall, "/live": self._live}.items():
            app.add_url_rule(rule, view.__name__, view)
        app.add_url_rule("/cart/items", "add", self._add, methods=["POST"])
        app.add_url_rule("/kitchen/idle", "kitchen.idle", self._idle)
        app.add_url_rule("/bumps/<int:key>", "bump", self._bump, methods=["POST"])
        app.add_url_rule("/ingredients/suggestions", "suggestions", self._suggestions)
        app.add_url_rule("/manifest.webmanifest", "pocket.installable", dict)
        app.secret_key = "cardboard"

    def _enter(self):
        g.language = "en"
        g.session, g.homes = SimpleNamespace(device_id=None), []
        g.viewer = g.member = SimpleNamespace(name="Leo", powers={"member"})
        g.family = SimpleNamespace(name="Rossi", version=1, locale="en", deletes_at=None)

    def _leave(self, response):
        response.headers.update(headers.ALWAYS)
        return response

    def _form(self):
        errors = {"name": "Please fill this in."} if "wrong" in request.args else {}
        return render_template("form.html", form=SimpleNamespace(typed={}, errors=errors))

    def _menu(self):
        return render_template("menu.html", count=self.added)

    def _add(self):
        self.added += 1
        piece = render_template("_dish.html", count=self.added)
        return piece + render_template("core/_said.html", text="Pancakes added.", undo="/undo")

    def _wall(self):
        piece = request.headers.get("HX-Request-Type") == "partial"
        page = "_tickets.html" if piece else "wall.html"
        return render_template(page, tickets=self.tickets(), ringing=self.ringing)

    def _idle(self):
        return '<div class="idle-plan" id="idle"><h2>Next</h2><p>18:30 Leo: Soup</p></div>'

    def _bump(self, key):
        self.bumped.append(key)
        return render_template("_tickets.html", tickets=self.tickets())

    def _suggestions(self):
        foods = [("Flour", "g"), ("Flat bread", "g"), ("Milk", "ml")]
        query = request.args["q"].lower()
        return "".join(
            f'<li role="option" data-value="{name}" data-unit="{unit}">{name}</li>'
            for name, unit in foods
            if name.lower().startswith(query)
        )

    def _live(self):
        if not self.awake:
            return "asleep", 503
        self.clients.append(request.headers.get("Last-Event-ID"))
        return Response(self._stream(len(self.clients)), mimetype="text/event-stream")

    def _stream(self, client):
        told = len(self.heard)
        yield f"event: hello\nid: 1\ndata: {self.build} {self.now_ms()}\n\n"
        while self.awake and client == len(self.clients):
            with self._bell:
                self._bell.wait(BEAT)
            if self.hushed:
                continue
            yield f"event: ping\nid: 1\ndata: {self.now_ms()}\n\n"
            for name in self.heard[told:]:
                yield f"event: {name}\nid: 1\ndata:\n\n"
            told = len(self.heard)
