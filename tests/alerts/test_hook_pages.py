"""The admins' page of webhooks: set up, secret shown once, what was sent and what became of it, try, off, on, gone."""

import re

import pytest

from familychef.alerts.deliveries import WebhookDelivery
from familychef.alerts.hook_sending import send_due
from familychef.alerts.hooks import Webhook
from familychef.core.events import Event
from tests.alerts.hooked import HOOK, fresh, happens, hooked, is_ours, types
from tests.alerts.moments import later
from tests.families.papers import text

PAGE, KEY = "/family/webhooks", "a-key-of-martas-form"
FORM = {"name": "Hall light", "url": HOOK, "kinds": ["orders", "stock"], "key": KEY}


@pytest.fixture
def marta(world):
    return world.client(world.marta)


def secret_in(answer):
    assert answer.status_code == 200
    return re.search('value="(whsec_[^"]+)"', answer.text)[1]


def test_it_is_set_up_and_its_secret_shown_once(world, marta, settings, outside):
    secret = secret_in(marta.post(PAGE, data=FORM))
    assert secret_in(marta.post(PAGE, data=FORM)) == secret and Webhook.select().count() == 1
    assert secret_in(marta.post(PAGE, data=FORM | {"key": "another-key"})) != secret
    page = marta.get(PAGE)
    assert secret not in page.text and HOOK not in page.text and "hook.example" in page.text
    assert secret not in marta.get(f"{PAGE}/1").text
    happens(world.rossi, "order.placed")
    send_due(settings)
    assert is_ours(secret, *outside.heard[0][1:])
    assert Event.select().where(Event.kind == "webhook.set_up").count() == 2


def test_the_same_form_with_other_words_is_refused_and_a_removed_one_stays_removed(marta):
    marta.post(PAGE, data=FORM)
    assert marta.post(PAGE, data=FORM | {"name": "Lamp"}).status_code == 422
    assert marta.post(f"{PAGE}/1/removal").status_code == 303
    assert marta.post(PAGE, data=FORM).status_code == 409 and not Webhook.select().exists()


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"kinds": []}, {"kinds": ["carts"]}, {"url": "http://hook.example/"}, {"url": "https://a@b.example/"},
    {"url": "https://127.1/"}, {"url": "ftp://hook.example/"}, {"url": ""}, {"url": "https://hook.example:22/"},
])
def test_what_is_wrong_is_said_beside_its_field(marta, wrong):
    answer = marta.post(PAGE, data=FORM | wrong)
    assert answer.status_code == 422 and f'href="#field-{next(iter(wrong))}"' in answer.text
    assert not Webhook.select().exists()


def test_ten_are_enough(world, marta):
    for number in range(10):
        hooked(world.marta, key=f"a-key-{number}")
    answer = marta.post(PAGE, data=FORM)
    assert answer.status_code == 422 and "can have 10 webhooks" in text(answer)


def test_what_was_sent_stands_there_with_what_became_of_it(world, marta, settings, outside):
    hook = hooked(world.marta)
    assert "Not yet told anything" in text(marta.get(PAGE))
    outside.says = 302
    happens(world.rossi, "order.placed")
    send_due(settings)
    page = text(marta.get(f"{PAGE}/{hook.id}"))
    assert "Order placed" in page and "It answered 302: redirects are not followed." in page and "next try" in page
    assert "Takes nothing" in text(marta.get(PAGE))
    outside.says = 200
    assert marta.post(f"{PAGE}/{hook.id}/trial").status_code == 303
    assert send_due(settings) == 2 and types(outside) == ["order.placed", "ping", "order.placed"]
    page = text(marta.get(f"{PAGE}/{hook.id}"))
    assert "It answered 200." in page and "2 tries" in page and "A test" in page
    assert "Works" in text(marta.htmx("GET", PAGE)) and "<html" not in marta.htmx("GET", f"{PAGE}/{hook.id}").text


def test_one_that_is_off_says_why_and_is_switched_on_again(world, marta, settings, outside):
    hook = hooked(world.marta)
    happens(world.rossi, "order.placed")
    outside.says = 410
    send_due(settings)
    page = text(marta.get(f"{PAGE}/{hook.id}"))
    assert "Switched off" in page and "The address said that it is gone." in page
    assert marta.post(f"{PAGE}/{hook.id}/trial").status_code == 422
    assert marta.post(f"{PAGE}/{hook.id}/resumption").status_code == 303 and fresh(hook).state == "working"


def test_what_happened_to_it_is_in_the_history(world, marta):
    marta.post(PAGE, data=FORM)
    marta.post(f"{PAGE}/1/trial")
    history = text(marta.get("/audit?group=family"))
    assert "Webhook set up" in history and "Webhook tried out" in history


def test_a_password_of_long_ago_is_asked_for_again(world, marta):
    from familychef.core.db import write
    from familychef.families.models import Session

    hook = hooked(world.marta)
    hook.switch_off("failed")
    with write():
        Session.update(proved_at=None).execute()
    for path in (PAGE, f"{PAGE}/{hook.id}/resumption"):
        assert "/session/proof" in marta.post(path, data=FORM).headers["Location"]
    assert Webhook.select().count() == 1 and fresh(hook).off_at


def test_a_host_at_home_that_the_house_names_is_told_over_plain_http(world, app, outside):
    from dataclasses import replace

    app.config["SETTINGS"] = at_home = replace(app.config["SETTINGS"], home_hosts=("homeassistant.local",))
    outside.names["homeassistant.local"], outside.ports["192.168.1.5"] = "192.168.1.5", outside.port
    client = world.client(world.marta)
    assert client.post(PAGE, data=FORM | {"url": "http://other.local/"}).status_code == 422
    assert client.post(PAGE, data=FORM | {"url": "http://homeassistant.local:8123/api/webhook/x"}).status_code == 200
    happens(world.rossi, "order.placed")
    assert send_due(replace(at_home, home_hosts=())) == 0
    assert WebhookDelivery.get().fault == "not a port of the web"
    with later(minutes=3):
        assert send_due(at_home) == 1
    assert outside.heard[0][0] == "/api/webhook/x"
