"""ntfy, Gotify and Telegram: each asked in its own way, tried again, dropped when it refuses, its token told nobody."""

import json

import pytest

from familychef.alerts import outbox
from familychef.alerts.models import NotificationMessage, choose
from familychef.alerts.targets import NotificationTarget
from familychef.core.events import Event
from tests.alerts.moments import AT_ONCE, later
from tests.families.papers import text

TOKEN, BOT = "tk-very-secret-token", "123456:ABC-very_secret_token_of_a_bot"
FORMS = {
    "ntfy": {"url": "https://ntfy.example/our-topic", "token": TOKEN},
    "gotify": {"url": "https://gotify.example/under/", "token": TOKEN},
    "telegram": {"chat": "-100123", "token": BOT},
}
every = pytest.mark.parametrize("name", FORMS)


@pytest.fixture
def pia(world, name):
    """Pia has set it up, and wants to have the pantry's news there."""
    client = world.client(world.pia)
    assert client.post(f"/me/news/services/{name}", data=FORMS[name]).status_code == 303
    choose(world.pia, {"stock": ["app", name]}, AT_ONCE)
    return client


@pytest.fixture
def low(world, pia, milk, happen, outside):
    outside.names["api.telegram.org"] = outside.address
    milk.carton.take(300_000, by=world.leo)
    happen()
    return milk


@pytest.mark.parametrize(("name", "path", "head", "secret"), [
    ("ntfy", "/", "Authorization", f"Bearer {TOKEN}"), ("gotify", "/under/message", "X-Gotify-Key", TOKEN),
    ("telegram", f"/bot{BOT}/sendMessage", "Authorization", None)])
def test_each_is_asked_in_its_own_way(low, settings, outside, path, head, secret):
    assert outbox.send_due(settings) == 1 and outbox.send_due(settings) == 0
    [(asked, headers, body)] = outside.heard
    assert (asked, headers[head], headers["Content-Type"]) == (path, secret, "application/json")
    assert TOKEN not in body.decode() and BOT not in body.decode()
    assert NotificationTarget.get().worked_at


@every
def test_it_says_what_why_and_how_to_get_less(low, settings, outside, name):
    outbox.send_due(settings)
    told = json.loads(outside.heard[0][2])
    said = told["text"] if name == "telegram" else f"{told['title']}\n{told['message']}"
    assert said.startswith("Rossi\n- Milk: running low\n") and "You look after the pantry." in said
    assert f"{settings.url}/alerts" in said and f"{settings.url}/me/news#stock" in said


@pytest.mark.parametrize(("name", "extra"), [
    ("ntfy", {"topic": "our-topic", "sequence_id": "stock", "click": "{house}/alerts"}),
    ("gotify", {"priority": 5, "extras": {"client::notification": {"click": {"url": "{house}/alerts"}}}}),
    ("telegram", {"chat_id": "-100123", "link_preview_options": {"is_disabled": True}})])
def test_what_each_is_told_besides(low, settings, outside, extra):
    outbox.send_due(settings)
    told = json.loads(outside.heard[0][2])
    wanted = json.loads(json.dumps(extra).replace("{house}", settings.url))
    assert {key: told[key] for key in wanted} == wanted
    assert set(told) - set(wanted) <= {"title", "message", "text"}


@pytest.mark.parametrize("name", ["ntfy"])
def test_a_topic_that_is_open_to_all_takes_no_token(world, low, settings, outside):
    world.client(world.pia).post("/me/news/services/ntfy", data=FORMS["ntfy"] | {"token": ""})
    assert outbox.send_due(settings) == 1 and outside.heard[0][1]["Authorization"] is None


@every
@pytest.mark.parametrize("trouble", [500, 429, 302, 400, 401, 403, 404])
def test_what_is_not_taken_goes_again_the_same(low, settings, outside, trouble):
    outside.says = trouble
    assert outbox.send_due(settings) == 0 and len(outside.heard) == 1
    outside.says = 200
    with later(minutes=3):
        assert outbox.send_due(settings) == 1
    (first, _, body), (second, _, again) = outside.heard
    assert (first, body) == (second, again)


@every
def test_one_that_is_gone_is_asked_no_more_and_her_pages_say_so(low, pia, settings, outside, name):
    outside.says = 410
    assert outbox.send_due(settings) == 0
    assert NotificationTarget.get().gone_at and NotificationMessage.get().failed
    assert "takes nothing more from us" in text(pia.get(f"/me/news/services/{name}"))
    page = pia.get("/me/news")
    assert "nothing has got through since" in text(page)
    assert f'<input type="hidden" name="stock" value="{name}">' in page.text
    pia.post(f"/me/news/services/{name}", data=FORMS[name])
    assert NotificationTarget.get().gone_at is None


@every
@pytest.mark.parametrize("trouble", [503, 401])
def test_after_eight_tries_it_is_given_up_and_her_pages_say_so(low, pia, settings, outside, name, trouble):
    outside.says = trouble
    for days in range(12):
        with later(days=days):
            outbox.send_due(settings)
    assert len(outside.heard) == 8 and NotificationMessage.get().failed
    with later(days=13):
        assert "took nothing since" in text(pia.get(f"/me/news/services/{name}"))
        assert "nothing has got through since" in text(pia.get("/me/news"))


@every
def test_a_test_goes_the_way_all_others_go(pia, low, settings, outside, name):
    outbox.send_due(settings)
    assert pia.post(f"/me/news/services/{name}/trial").status_code == 303
    assert outbox.send_due(settings) == 1
    assert "This is a test." in outside.heard[-1][2].decode()


@every
def test_an_address_in_the_house_is_never_asked(world, low, settings, outside, name):
    NotificationTarget.set_up(world.pia, name, "https://127.0.0.1/x", TOKEN)
    assert outbox.send_due(settings) == 0 and not outside.heard


@every
def test_its_token_is_told_nobody(world, low, pia, settings, outside, name, caplog):
    from tests.families.test_own_data import copy_of

    secret = FORMS[name]["token"]
    outside.says = 500
    outbox.send_due(settings)
    outside.says = 401
    with later(minutes=3):
        outbox.send_due(settings)
    asked = [pia.get(path) for path in ("/me/news", f"/me/news/services/{name}", f"/history/{world.pia.dom_id}")]
    assert [page.status_code for page in asked] == [200, 200, 200] and "Set up a way to be told" in asked[-1].text
    pages = [page.text for page in asked]
    pages.append(pia.post(f"/me/news/services/{name}", data={"token": secret}).text)
    events = json.dumps([row["changes"] for row in Event.select().dicts()])
    copy = copy_of(world.pia, settings)[2].decode()
    assert caplog.text and not any(secret in said for said in [*pages, events, copy, caplog.text])


@every
def test_it_can_be_chosen_when_it_is_there_and_removed_again(pia, name):
    box = f'name="stock" value="{name}"'
    assert box in pia.get("/me/news").text
    for _twice in range(2):
        assert pia.post(f"/me/news/services/{name}", data=FORMS[name]).status_code == 303
    for _twice in range(2):
        assert pia.post(f"/me/news/services/{name}/removal").status_code == 303
    assert not NotificationTarget.select().exists() and f'type="checkbox" {box}' not in pia.get("/me/news").text
    kinds = [event.kind for event in Event.select().where(Event.kind.startswith("news.way")).order_by(Event.seq)]
    assert kinds == ["news.way_set", "news.way_removed"]
    assert pia.post(f"/me/news/services/{name}/trial").status_code == 303
    assert not NotificationMessage.select().exists()


@pytest.mark.parametrize(("name", "wrong"), [
    ("ntfy", {"url": "https://ntfy.example/"}), ("ntfy", {"url": "https://ntfy.example/a/b"}),
    ("ntfy", {"url": "http://ntfy.example/topic"}), ("ntfy", {"url": "https://ntfy.example/topic?auth=x"}),
    ("ntfy", {"token": "with space"}), ("gotify", {"token": ""}), ("gotify", {"url": "https://gotify.example/?t=x"}),
    ("gotify", {"token": "t\u00f6ken"}), ("telegram", {"token": "no-bot"}), ("telegram", {"token": BOT + "/x"}),
    ("telegram", {"chat": "Pia"}), ("telegram", {"chat": "1/2"})])
def test_what_can_not_be_is_said_and_kept_but_for_the_token(world, name, wrong):
    typed = FORMS[name] | wrong
    answer = world.client(world.pia).post(f"/me/news/services/{name}", data=typed)
    assert answer.status_code == 422 and not NotificationTarget.select().exists()
    assert all((f'value="{value}"' in answer.text) == (field != "token") for field, value in typed.items() if value)


def test_there_are_no_others(world):
    client = world.client(world.pia)
    for method, path in (("get", "pigeon"), ("post", "pigeon"), ("post", "webhook/trial"), ("post", "push/removal")):
        assert getattr(client, method)(f"/me/news/services/{path}").status_code == 404
