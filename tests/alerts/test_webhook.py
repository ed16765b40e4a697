"""A webhook: signed so that its receiver can check it, the same number at every try, dropped when it is gone."""

import base64
import hashlib
import hmac
import json

import pytest

from familychef.alerts import outbox, webhooks
from familychef.alerts.models import Notification, NotificationMessage, choose
from familychef.alerts.posting import Gone
from familychef.alerts.targets import NotificationTarget
from familychef.core import clock
from familychef.core.events import Event
from tests.alerts.moments import AT_ONCE, later
from tests.families.papers import text

HOOK, KEY = "https://hook.example/from?of=rossi", "a-key-of-pias-form"


@pytest.fixture
def pia(world):
    """Pia wants to have the pantry's news at her webhook."""
    client = world.client(world.pia)
    client.secret = secret_in(client.post("/me/news/webhook", data={"url": HOOK, "key": KEY}))
    choose(world.pia, {"stock": ["app", "webhook"]}, AT_ONCE)
    return client


@pytest.fixture
def low(world, pia, milk, happen):
    milk.carton.take(300_000, by=world.leo)
    happen()
    return milk


def secret_in(answer):
    assert answer.status_code == 200
    return answer.text.partition('value="whsec_')[2].partition('"')[0]


def is_ours(secret, headers, body):
    """As a receiver checks it."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.digest(base64.b64decode(secret), signed, hashlib.sha256)
    return headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()


def test_the_signature_is_that_of_the_standards_example():
    head = webhooks.signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert head["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_it_says_what_happened_and_the_receiver_can_check_it(world, low, pia, settings, outside):
    assert outbox.send_due(settings) == 1 and outbox.send_due(settings) == 0
    [(path, headers, body)] = outside.heard
    assert path == "/from?of=rossi" and headers["Content-Type"] == "application/json"
    assert is_ours(pia.secret, headers, body) and not is_ours(pia.secret, headers, body + b" ")
    assert int(headers["webhook-timestamp"]) == pytest.approx(clock.now().timestamp(), abs=60)
    told = json.loads(body)
    assert told["family"] == "Rossi" and told["for"] == world.pia.name
    assert [(each["kind"], each["words"]) for each in told["news"]] == [("stock", "Milk: running low")]
    assert told["news"][0]["url"] == f"{settings.url}/alerts"
    assert told["news"][0]["less"] == f"{settings.url}/me/news#stock"
    assert NotificationTarget.get().worked_at


@pytest.mark.parametrize("trouble", [500, 404, 302, 429])
def test_what_is_not_taken_goes_again_with_the_same_number(low, settings, outside, trouble):
    outside.says = trouble
    assert outbox.send_due(settings) == 0 and len(outside.heard) == 1
    outside.says = 204
    with later(minutes=3):
        assert outbox.send_due(settings) == 1
    [(_, first, body), (_, second, again)] = outside.heard
    assert first["webhook-id"] == second["webhook-id"] and body == again
    assert first["webhook-timestamp"] != second["webhook-timestamp"]


def test_an_address_that_is_gone_is_asked_no_more_and_her_page_says_so(world, low, pia, settings, outside, happen):
    outside.says = 410
    assert outbox.send_due(settings) == 0
    assert NotificationTarget.get().gone_at and NotificationMessage.get().failed
    assert "hook.example said that it is gone" in text(pia.get("/me/news/webhook"))
    page = pia.get("/me/news")
    assert "nothing has got through since" in text(page)
    assert '<input type="hidden" name="stock" value="webhook">' in page.text
    Notification.read_all(world.pia)
    low.carton.take(300_000, by=world.leo)
    happen()
    assert outbox.send_due(settings) == 0 and len(outside.heard) == 1


def test_one_that_was_set_up_anew_meanwhile_is_not_dropped(world, pia):
    old = NotificationTarget.get()
    with later(minutes=1):
        NotificationTarget.set_up(world.pia, "webhook", "https://new.example/", "whsec_bmV3")
    with pytest.raises(Gone):
        old.answered(410)
    assert NotificationTarget.get().gone_at is None


def test_after_eight_tries_it_is_given_up_and_her_page_says_so(low, pia, settings, outside):
    outside.says = 503
    for days in range(12):
        with later(days=days):
            outbox.send_due(settings)
    assert len(outside.heard) == 8 and NotificationMessage.get().failed
    with later(days=13):
        assert "took nothing since" in text(pia.get("/me/news/webhook"))


def test_an_address_in_the_house_is_never_asked(world, low, settings, outside):
    NotificationTarget.set_up(world.pia, "webhook", "https://127.0.0.1/", "whsec_bmV3")
    assert outbox.send_due(settings) == 0 and not outside.heard
    assert NotificationMessage.get().attempts == 1


def test_the_secret_is_shown_once_and_the_same_form_gives_the_same(pia):
    assert pia.secret not in pia.get("/me/news/webhook").text
    assert secret_in(pia.post("/me/news/webhook", data={"url": HOOK, "key": KEY})) == pia.secret
    assert Event.select().where(Event.kind == "news.way_set").count() == 1
    assert secret_in(pia.post("/me/news/webhook", data={"url": HOOK, "key": "another-key"})) != pia.secret
    assert NotificationTarget.select().count() == 1


@pytest.mark.parametrize("url", [
    "", "hook.example", "http://hook.example/", "https://user:word@hook.example/", "https://hook.example:22/",
    "ftp://hook.example/", "https://127.1/", "https://h ook.example/", "https://" + "a" * 500 + ".example/"])
def test_what_is_no_address_is_said_and_kept(world, url):
    answer = world.client(world.pia).post("/me/news/webhook", data={"url": url, "key": KEY})
    assert answer.status_code == 422 and f'value="{url}"' in answer.text and not NotificationTarget.select().exists()


def test_a_test_goes_the_way_all_others_go(world, pia, settings, outside):
    assert pia.post("/me/news/webhook/trial").status_code == 303
    assert outbox.send_due(settings) == 1
    assert json.loads(outside.heard[0][2])["news"][0]["words"] == "This is a test."


def test_without_an_address_there_is_no_test_and_no_column(world, settings):
    client = world.client(world.pia)
    assert client.post("/me/news/webhook/trial").status_code == 303 and not NotificationMessage.select().exists()
    assert "To a webhook" not in text(client.get("/me/news"))


def test_it_can_be_chosen_when_it_is_there_and_removed_again(pia):
    assert "To a webhook" in text(pia.get("/me/news"))
    for _twice in range(2):
        assert pia.post("/me/news/webhook/removal").status_code == 303
    assert not NotificationTarget.select().exists() and "To a webhook" not in text(pia.get("/me/news"))
    assert Event.select().where(Event.kind == "news.way_removed").count() == 1


def test_who_has_left_is_told_nothing_and_the_address_is_forgotten(world, low, settings, outside, happen):
    world.pia.remove(by=world.marta)
    assert outbox.send_due(settings) == 0 and not outside.heard
    happen()
    assert not NotificationTarget.select().exists()


def test_without_a_mail_server_mails_wait_and_hooks_go(world, low, settings, outside):
    choose(world.pia, {"stock": ["mail", "webhook"]}, AT_ONCE)
    NotificationMessage.create(family=world.rossi, notification=Notification.of_member(world.pia).get(), channel="mail")
    assert outbox.send_due(settings) == 1 and len(outside.heard) == 1
    assert NotificationMessage.get(NotificationMessage.channel == "mail").attempts == 0
