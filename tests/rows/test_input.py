"""The security checklist, rows 2, 3, 25, 31, 43 to 49: what comes in, and how little of it is believed."""

import ast
import io
import re

import pytest
from PIL import Image

from familychef.core.forms import Form
from tests.fixtures.storage import ROOT
from tests.isolation.ledger import rows_of
from tests.permissions import matrix
from tests.permissions.scene import Scene

SOURCES = sorted((ROOT / "familychef").rglob("*.py"))
OVERREACH = {
    "state": "ready",
    "roles": "admin",
    "role": "admin",
    "family_id": "2",
    "family": "2",
    "price": "1",
    "created_by": "1",
    "placed_by": "1",
    "actor": "1",
    "version": "99",
    "on_hand": "1",
    "cook": "1",
}


@pytest.fixture
def scene(world):
    return Scene(world)


def every(form):
    for child in form.__subclasses__():
        yield child
        yield from every(child)


def test_row_02_a_member_sets_no_field_that_is_not_theirs(world, scene):
    from familychef.families.models import FamilyMember

    lines = [line for line in matrix.rows() if line.changes and line.expected["member"] < 400]
    asked = [(line, scene.address(world.app, line), scene.body(line)) for line in lines]
    for line, path, body in asked:
        for name, value in OVERREACH.items():
            if name not in body:
                world.client(world.leo).open(path, method=line.method, data=body | {name: value}).close()
    assert FamilyMember.get_by_id(world.leo.id).roles == ["member"]
    assert not [row for rows in rows_of(world.neri).values() for row in rows if "Leo" in row]


@pytest.mark.one_database
def test_row_03_every_form_refuses_what_it_does_not_know(app):
    loose = [form.__name__ for form in every(Form) if form.model_config.get("extra") != "forbid"]
    assert not loose and len(list(every(Form))) > 25


def test_row_03_an_unknown_field_is_refused_and_nothing_is_changed(world, scene):
    lines = [line for line in matrix.rows() if line.body and line.expected["chef"] < 400]
    for line in lines:
        path, body = scene.address(world.app, line), scene.body(line) | {"nobody_asked": "1"}
        before = rows_of(world.rossi)
        answer = world.client(world.nonna).open(path, method=line.method, data=body)
        assert answer.status_code == 422, f"{line.endpoint} took a field nobody asked for: {answer.status_code}"
        changed = {name for name, rows in rows_of(world.rossi).items() if rows != before[name]} - {"session"}
        assert not changed, f"{line.endpoint} changed {changed}"
    assert len(lines) > 10


def test_row_25_no_state_is_reached_but_through_its_verb(world, scene):
    order = scene.row("placed")
    nonna = world.client(world.nonna)
    for noun in ("service", "recall", "receipt"):
        assert nonna.post(f"/orders/{order.id}/{noun}").status_code in (404, 409)
    assert type(order).get_by_id(order.id).state == "placed"


@pytest.mark.parametrize("kind", ["small", "medium", "large"])
def test_row_31_a_picture_is_only_ever_a_picture(world, scene, kind):
    from familychef.menu.models import Picture

    scene.row("photo")
    name = getattr(Picture.get(), kind)
    answer = world.client(world.leo).get(f"/files/{name}.webp")
    if answer.status_code == 404:
        answer = world.client(world.leo).get(scene.address(world.app, file_line()))
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.mimetype == "image/webp"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    answer.close()


def file_line():
    return next(line for line in matrix.rows() if line.endpoint == "menu.file")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plate.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("plate.jpg", b"<html><script>alert(1)</script>"),
        ("plate.gif", b"GIF89a" + b"\0" * 40),
        ("plate.png", b""),
    ],
)
def test_row_43_what_is_no_photo_by_its_content_is_refused(world, scene, name, content):
    dish = scene.row("dish")
    sent = {"picture": (io.BytesIO(content), name)}
    answer = world.client(world.nonna).post(f"/dishes/{dish.id}/picture", data=sent)
    assert answer.status_code == 422


@pytest.mark.one_database
def test_row_43_bodies_fields_and_parts_are_bounded(app):
    assert app.config["MAX_CONTENT_LENGTH"] <= 26 * 2**20
    assert app.config["MAX_FORM_MEMORY_SIZE"] <= 2**20 and app.config["MAX_FORM_PARTS"] <= 1000


def test_row_45_a_file_s_name_is_never_the_sender_s(world, scene, settings):
    dish = scene.row("dish")
    file = io.BytesIO()
    Image.new("RGB", (200, 200), "tomato").save(file, "PNG")
    file.seek(0)
    world.client(world.nonna).post(f"/dishes/{dish.id}/picture", data={"picture": (file, "../../app.py")})
    kept = [path for path in settings.files.rglob("*") if path.is_file()]
    assert kept and all(re.fullmatch(r"[0-9a-f]{64}\.webp", path.name) for path in kept)
    assert all(path.is_relative_to(settings.data) and not path.stat().st_mode & 0o111 for path in kept)


@pytest.mark.one_database
def test_row_47_no_query_is_built_from_what_people_type():
    bad = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for call in calls(path, "execute_sql", "raw", "SQL")
        if call.args and isinstance(call.args[0], ast.JoinedStr) and names(call.args[0]) - HARMLESS
    ]
    assert not bad, bad


HARMLESS = {"_mark", "marks", "table", "column", "on", "LOCK"}


@pytest.mark.one_database
def test_row_47_no_shell_is_started():
    assert not [path.name for path in SOURCES if re.search(r"os\.system|shell=True|os\.popen", path.read_text())]
    assert [path.name for path in SOURCES if "subprocess" in path.read_text()] == ["programs.py"]


@pytest.mark.one_database
def test_row_48_nothing_unpickles_or_reads_xml_that_came_in():
    risky = re.compile(r"\b(pickle|marshal|shelve\\.|yaml|xml\.|lxml|eval\(|exec\()")
    assert not [path.name for path in SOURCES if risky.search(path.read_text())]


@pytest.mark.one_database
def test_row_48_tasks_are_signed(settings):
    from huey.serializer import SignedSerializer

    from familychef.core import queue

    assert isinstance(queue.make(settings).serializer, SignedSerializer)


@pytest.mark.parametrize("odd", ["a\0b", "a\u202eb", "a\u2066b", "\ud800", "a\x07b"])
def test_row_49_letters_that_can_t_be_kept_are_refused(world, odd):
    sent = {"name": odd.encode("utf-8", "surrogatepass"), "base": b"mass"}
    answer = world.client(world.marta).post("/ingredients", data=sent)
    assert answer.status_code == 422


def calls(path, *wanted):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in wanted:
            yield node


def names(text):
    return {node.id for node in ast.walk(text) if isinstance(node, ast.Name)}
