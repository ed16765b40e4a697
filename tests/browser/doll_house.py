"""A house of cardboard: the real frame, sheets and script around small pages, for tests of the front end alone."""

import threading
import time
from types import SimpleNamespace

from flask import Flask, Response, g, render_template, render_template_string, request
from werkzeug.serving import make_server

from familychef.core import headers, i18n
from familychef.core.assets import Assets
from familychef.core.paths import data_dir

FORM = """{% extends "base.html" %}{% import "core/_macros.html" as ui %}{% block title %}Form{% endblock %}{% block main %}
<h1>Pancakes</h1>
<form class="form" method="post" action="/dishes">{{ ui.error_summary(form, {"name": "Name"}) }}
{{ ui.field(form, "name", "Name", hint="As the family calls it") }}{{ ui.stepper("portions", 2, "Portions", max=3) }}
{{ ui.field(form, "picture", "Picture", type="file") }}
<fieldset>{{ ui.suggest("food", "Ingredient") }}<select aria-label="Unit" data-unit-field><option>ml<option>g</select></fieldset></form>
<a href="/sure" data-dialog="sure">Remove</a>{% call ui.dialog("sure", "Remove it?") %}<p>It is gone then.</p>{% endcall %}
{% endblock %}"""
MENU = """{% extends "base.html" %}{% import "core/_macros.html" as ui %}{% block title %}Menu{% endblock %}{% block main %}
<h1>Menu</h1>{% include "piece" %}{% endblock %}"""
PIECE = """{% import "core/_macros.html" as ui %}<article class="card" id="dish-7"><h2>Pancakes {{ count }}</h2>
<details class="disclosure"><summary>Recipe</summary><p>Flour</p></details>
{{ ui.button_form("/cart/items", "Add", "plus", target="#dish-7", id="add-7") }}</article>"""
WALL = """{% extends "kitchen/kiosk.html" %}{% block bar %}<header class="bar"><time class="clock" data-clock>x</time></header>
{% endblock %}{% block main %}<main class="board" id="main"><h1 class="vh">Kitchen</h1><div></div>{% include "tickets" %}</main>
{% endblock %}"""
TICKETS = """<div class="tickets" id="tickets" data-calm="due {time}" data-soon="due in {count} min" data-late="LATE by {count} min">
{% for key, due in tickets %}<article class="ticket" id="ticket-{{ key }}" data-number="{{ key }}" data-age="calm" data-due="{{ due }}">
<header><span class="minutes">?</span><p class="word"><span data-text>?</span></p></header><ul class="lines"><li><button class="line">Soup</button></ul>
<form method="post" action="/bumps/{{ key }}" hx-post="/bumps/{{ key }}" hx-target="#tickets" hx-swap="outerMorph">
<button class="ready">Ready {{ key }}</button></form></article>{% endfor %}</div>"""


class DollHouse:
    """`url`; `bumped`: keys of the tickets pressed Ready; `clients`: streams opened; `build` as the stream tells it."""

    def __init__(self):
        self.bumped, self.clients, self.added = [], [], 0
        self.app = Flask("doll_house", static_folder=None, template_folder=str(data_dir("templates")))
        self.assets = Assets(data_dir("static"))
        self.build = self.assets.build
        self._furnish()
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()

    def tickets(self):
        now = int(time.time())
        dues = {1: now - 240, 2: now + 170, 3: now + 1800}
        return [(key, due * 1000) for key, due in dues.items() if key not in self.bumped]

    def _furnish(self):
        app = self.app
        self.assets.register(app)
        app.jinja_env.globals.update(_=i18n._, ngettext=i18n.ngettext, language=lambda: "en", direction=lambda: "ltr",
                                     nav_items=lambda: [("/menu", "Menu", "utensils", True, None)])
        app.jinja_env.trim_blocks = True
        app.before_request(self._enter)
        app.after_request(self._leave)
        for rule, view in {"/form": self._form, "/menu": self._menu, "/wall": self._wall, "/live": self._live}.items():
            app.add_url_rule(rule, view.__name__, view)
        app.add_url_rule("/cart/items", "add", self._add, methods=["POST"])
        app.add_url_rule("/bumps/<int:key>", "bump", self._bump, methods=["POST"])
        app.add_url_rule("/ingredients/suggestions", "suggestions", self._suggestions)
        app.secret_key = "cardboard"

    def _enter(self):
        g.language = "en"
        g.member = SimpleNamespace(name="Leo")
        g.family = SimpleNamespace(name="Rossi", version=1, locale="en")

    def _leave(self, response):
        response.headers.update(headers.ALWAYS)
        return response

    def _form(self):
        errors = {"name": "Please fill this in."} if "wrong" in request.args else {}
        return render_template_string(FORM, form=SimpleNamespace(typed={}, errors=errors))

    def _menu(self):
        return render_template_string(MENU.replace('{% include "piece" %}', PIECE), count=self.added)

    def _add(self):
        self.added += 1
        piece = render_template_string(PIECE, count=self.added)
        return piece + render_template("core/_said.html", text="Pancakes added.", undo="/undo")

    def _wall(self):
        return render_template_string(WALL.replace('{% include "tickets" %}', TICKETS), tickets=self.tickets())

    def _bump(self, key):
        self.bumped.append(key)
        return render_template_string(TICKETS, tickets=self.tickets())

    def _suggestions(self):
        foods = [("Flour", "g"), ("Flat bread", "g"), ("Milk", "ml")]
        query = request.args["q"].lower()
        return "".join(f'<li role="option" data-value="{name}" data-unit="{unit}">{name}</li>'
                       for name, unit in foods if name.lower().startswith(query))

    def _live(self):
        self.clients.append(request.headers.get("Last-Event-ID"))
        return Response(self._stream(len(self.clients)), mimetype="text/event-stream")

    def _stream(self, client):
        yield f"event: hello\nid: 1\ndata: {self.build} {int(time.time() * 1000)}\n\n"
        while client == len(self.clients):
            time.sleep(0.2)
            yield f"event: ping\nid: 1\ndata: {int(time.time() * 1000)}\n\n"
