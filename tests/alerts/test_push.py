"""News on a device: encrypted for its browser, one message for each meal, and nothing more when the browser is gone."""

import base64
import json
import stat

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from familychef import settings as reading
from familychef.alerts import outbox, push
from familychef.alerts.models import Notification, NotificationMessage, choose
from familychef.alerts.subscriptions import MOST, PushSubscription
from familychef.core import clock
from familychef.core.events import Event
from familychef.families.models import Session
from tests.alerts.moments import AT_ONCE, later
from tests.cast import paired
from tests.families.papers import text


def plain(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Browser:
    """What Chromium or Safari keeps of a subscription, and how it reads what comes."""

    def __init__(self, name):
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        self.endpoint = f"https://push.example/{name}"

    @property
    def form(self):
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "p256dh": plain(point), "auth": plain(self.auth)}

    def read(self, body):
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))


@pytest.fixture
def house(app, settings):
    """The settings, with a key of this house."""
    return app.config["SETTINGS"]


@pytest.fixture
def phone(world):
    return Browser("leos-phone")


@pytest.fixture
def leo(world, phone):
    """Leo wants to hear of his orders on his phone."""
    client = world.client(world.leo)
    assert client.post("/me/news/devices", data=phone.form).status_code == 303
    choose(world.leo, {"meal": ["app", "push"], "accepted": ["app", "push"]}, AT_ONCE)
    return client


def test_only_his_browser_can_read_it_and_it_says_what_why_and_how_to_get_less(accepted, phone, house, outside):
    assert outbox.send_due(house) == 1 and outbox.send_due(house) == 0
    [(path, headers, body)] = outside.heard
    told = phone.read(body)
    assert path == "/leos-phone" and set(told) == {"words", "why", "path", "less", "tag"}
    assert told["why"] == "It is your order." and told["less"] == {"words": "Less of this", "path": "/me/news#accepted"}
    assert told["path"] == f"/orders/{accepted.id}" and told["tag"] == accepted.dom_id
    assert headers["Content-Encoding"] == "aes128gcm" and headers["Topic"] == accepted.dom_id and headers["TTL"]
    assert told["words"].encode() not in body
    assert PushSubscription.get().worked_at


def test_the_push_service_can_check_who_sent_it(accepted, house, outside):
    outbox.send_due(house)
    allowed = outside.heard[0][1]["Authorization"]
    assert Vapid02.verify(allowed) and f"k={push.public_key(house)}" in allowed
    claims = allowed.partition("t=")[2].split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert told["aud"] == "https://push.example" and told["exp"] > clock.now().timestamp()


def test_the_second_message_of_a_meal_takes_the_place_of_the_first(world, accepted, phone, house, outside, happen):
    outbox.send_due(house)
    accepted.start(world.nonna)
    accepted.finish(world.nonna)
    happen()
    assert outbox.send_due(house) == 1
    first, second = (phone.read(body) for _path, _headers, body in outside.heard)
    assert first["tag"] == second["tag"] and first["words"] != second["words"]


@pytest.mark.parametrize("trouble", [500, 429, 413, 302])
def test_what_is_not_taken_goes_again_with_the_same_tag(accepted, phone, house, outside, trouble):
    outside.says = trouble
    assert outbox.send_due(house) == 0 and PushSubscription.select().count() == 1
    outside.says = 201
    with later(minutes=3):
        assert outbox.send_due(house) == 1
    [(_, first, body), (_, second, again)] = outside.heard
    assert first["Topic"] == second["Topic"] and phone.read(body) == phone.read(again)


@pytest.mark.parametrize("gone", [400, 401, 403, 404, 410])
def test_a_browser_that_is_gone_is_forgotten(accepted, leo, house, outside, gone):
    outside.says = gone
    assert outbox.send_due(house) == 0 and not PushSubscription.select().exists()
    assert NotificationMessage.get().failed and Event.select().where(Event.kind == "news.device_gone").exists()
    page = leo.get("/me/news")
    assert "data-endpoint" not in page.text and "On my devices: nothing has got through since" in text(page)
    assert '<input type="hidden" name="meal" value="push">' in page.text


def test_a_browser_that_changes_hands_says_nothing_more_of_who_had_it(world, leo, phone):
    assert world.client(world.pia).post("/me/news/devices", data=phone.form).status_code == 303
    assert [row.member_id for row in PushSubscription.select()] == [world.pia.id]
    gone = Event.get(Event.kind == "news.device_gone")
    assert (gone.family_id, gone.subject) == (world.leo.family_id, world.leo.dom_id)


def test_the_same_device_twice_is_one_and_there_is_an_end_to_them(world, leo, phone):
    leo.post("/me/news/devices", data=phone.form)
    assert Event.select().where(Event.kind == "news.device_added").count() == 1
    for number in range(MOST):
        leo.post("/me/news/devices", data=Browser(f"phone-{number}").form)
    assert PushSubscription.select().count() == MOST
    assert not PushSubscription.select().where(PushSubscription.endpoint == phone.endpoint).exists()


@pytest.mark.parametrize("wrong", [
    {"endpoint": "http://push.example/x"}, {"endpoint": ""}, {"p256dh": "A" * 87}, {"p256dh": "short"},
    {"auth": "x"}, {"more": "x"}])
def test_what_no_browser_gives_is_not_kept(world, phone, wrong):
    assert world.client(world.leo).post("/me/news/devices", data=phone.form | wrong).status_code == 303
    assert not PushSubscription.select().exists()


def test_a_device_is_removed_by_its_owner_alone(world, leo):
    path = f"/me/news/devices/{PushSubscription.get().id}/removal"
    assert world.client(world.pia).post(path).status_code == 404
    assert leo.post(path).status_code == 303 and leo.post(path).status_code == 404
    assert not PushSubscription.select().exists()


@pytest.mark.parametrize("end", [
    lambda leo: leo.post("/session/removal"), lambda leo: Session.select().get().end(),
    lambda leo: Session.update(expires_at=clock.now()).execute()])
def test_where_he_is_signed_out_nothing_is_said_any_more(world, accepted, leo, house, outside, end):
    end(leo)
    assert outbox.send_due(house) == 0 and not outside.heard
    again = world.client(world.leo)
    assert "data-endpoint" not in again.get("/me/news").text
    again.post("/me/news/devices", data=Browser("new").form)
    assert [row.endpoint for row in PushSubscription.select()] == ["https://push.example/new"]


def test_on_a_shared_tablet_a_pin_sets_up_no_way(world, phone):
    world.leo.tablet = paired(world.marta, "shared")
    leo = world.client(world.leo)
    page = leo.get("/me/news")
    assert page.status_code == 200 and "Further ways" not in page.text and "data-push" not in page.text
    assert leo.post("/me/news/devices", data=phone.form).status_code == 403
    for way in ("webhook", "services/ntfy", "services/gotify", "services/telegram"):
        answers = leo.get(f"/me/news/{way}"), leo.post(f"/me/news/{way}"), leo.post(f"/me/news/{way}/trial")
        assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_test_goes_the_way_all_others_go(leo, phone, house, outside):
    assert leo.post("/me/news/devices/trial").status_code == 303
    assert outbox.send_due(house) == 1
    told = phone.read(outside.heard[0][2])
    assert told["words"] == "This is a test." and told["less"]["path"] == "/me/news"
    assert (told["path"], told["tag"]) == ("/news", "trial")


def test_who_has_left_is_told_nothing_and_the_devices_are_forgotten(world, accepted, house, outside, happen):
    world.leo.remove(by=world.marta)
    assert outbox.send_due(house) == 0 and not outside.heard
    happen()
    assert not PushSubscription.select().exists() and not Notification.of_member(world.leo).exists()


def test_without_script_the_page_says_why(world):
    page = world.client(world.leo).get("/me/news")
    assert "Here it can't be switched on" in text(page) and "data-push=" in page.text
    worker = world.client(world.leo).get("/sw.js")
    assert worker.headers["Cache-Control"] == "no-cache" and worker.mimetype == "text/javascript"


def test_the_key_is_made_once_for_the_owner_alone(tmp_path):
    found = reading.read({"FAMILYCHEF_DATA": str(tmp_path / "data")})
    again = reading.read({"FAMILYCHEF_DATA": str(tmp_path / "data")})
    assert found.push_key == again.push_key and found.push_key not in repr(found)
    assert stat.S_IMODE((found.data / "push_key").stat().st_mode) == 0o600
    assert len(base64.urlsafe_b64decode(push.public_key(found) + "=")) == 65


@pytest.mark.parametrize("key", ["short", "A" * 43, "_" * 43, "é" * 43])
def test_a_key_that_is_none_stops_the_start_and_says_where_it_stands(tmp_path, key):
    with pytest.raises(reading.BadSettings, match="^FAMILYCHEF_PUSH_KEY"):
        reading.read({"FAMILYCHEF_DATA": str(tmp_path), "FAMILYCHEF_PUSH_KEY": key})
    if len(key) > 32:
        (tmp_path / "push_key").write_text(key)
        with pytest.raises(reading.BadSettings, match="^push_key in FAMILYCHEF_DATA"):
            reading.read({"FAMILYCHEF_DATA": str(tmp_path)})
    assert Vapid02.from_raw(b"A" * 42 + b"E") and reading.first_start.is_push_key("A" * 42 + "E")
