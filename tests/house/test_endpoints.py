"""Every endpoint says who may use it; one that does not keeps the app from starting."""

import flask
import pytest

from familychef.core import access


def test_every_endpoint_declares_a_known_permission(app):
    known = {*access.RULES, access.ANYONE, access.PERSON}
    unknown = {
        name: getattr(view, "permission", None)
        for name, view in app.view_functions.items() if getattr(view, "permission", None) not in known
    }
    assert not unknown


def test_every_permission_is_used(app):
    used = {view.permission for view in app.view_functions.values()}
    assert not set(access.RULES) - used


def test_an_undeclared_endpoint_refuses_to_start():
    app = flask.Flask("house", static_folder=None)
    app.add_url_rule("/declared", "declared", access.allow(access.ANYONE)(lambda: ""))
    access.require_declared(app)
    app.add_url_rule("/secret", "secret", lambda: "")
    with pytest.raises(RuntimeError, match="secret"):
        access.require_declared(app)


def test_the_app_itself_refuses_an_undeclared_endpoint(settings, monkeypatch):
    import familychef
    from familychef import rooms

    register = rooms.register

    def with_a_hole(app, *args, **kwargs):
        app.add_url_rule("/secret", "secret", lambda: "")
        return register(app, *args, **kwargs)

    monkeypatch.setattr(rooms, "register", with_a_hole)
    with pytest.raises(RuntimeError, match="secret"):
        familychef.create_app(settings)


def test_an_unknown_permission_is_an_error():
    with pytest.raises(KeyError):
        access.allow("orders.steal")


def test_no_handler_looks_at_headers():
    from tests.house.tree import files, name_of, report

    report(
        f"{name_of(path)} reads request.headers"
        for path in files("views.py", "api.py", under="familychef") if "request.headers" in path.read_text()
    )
