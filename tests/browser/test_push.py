"""What a device shows when the house has news and no page is open, and that it ends with signing out."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.chromium import with_profile
from tests.people import PHONE, sign_in

LESS = {"words": "Less of this", "path": "/me/news#meal"}
WORDS = {"why": "It is your order.", "path": "/orders", "less": LESS, "tag": "order-7"}
TAP = """(action) => {
  const show = registration.showNotification.bind(registration);
  self.opened = new Promise((done) => { clients.openWindow = async (path) => done(path); });
  registration.showNotification = async (...told) => {
    await show(...told);
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
  };
}"""

# No push service is in reach of these tests: the browser is handed a subscription that notes its end.
HELD = """(answers) => {
  PushManager.prototype.getSubscription = () => answers ? Promise.resolve({ unsubscribe: async () => {
    localStorage.setItem("ended", "yes");
  } }) : new Promise(() => {});
}"""


@pytest.fixture
def home(serve):
    """The demo house under a name."""
    return serve(demo=True, name="localhost")


@pytest.fixture
def phone(playwright, home, tmp_path):
    """A phone that keeps what it is told: a browser with a profile of its own."""
    options = {"base_url": home.url, "permissions": ["notifications"], **PHONE}
    context = with_profile(playwright, tmp_path / "profile", **options)
    sign_in(context, home, "leo")
    page = context.new_page()
    page.goto("/me/news")
    yield page
    context.close()


@pytest.fixture
def deliver(phone, home):
    """Hands the phone a message as its maker's push service would."""
    registrations, session = [], phone.context.new_cdp_session(phone)
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    phone.evaluate("""async () => {
      await navigator.serviceWorker.register(document.querySelector("[data-worker]").dataset.worker);
      await navigator.serviceWorker.ready;
    }""")
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => true)")

    def hand_over(**message):
        here = {"origin": home.url, "registrationId": registrations[-1]["registrationId"]}
        session.send("ServiceWorker.deliverPushMessage", here | {"data": json.dumps(message)})

    return hand_over


def wait_for(phone, *shown):
    phone.wait_for_function("""async (wanted) => {
      const worker = await navigator.serviceWorker.ready;
      const shown = (await worker.getNotifications()).map((each) => [each.title, each.tag, each.data.path]);
      return JSON.stringify(shown) === JSON.stringify(wanted);
    }""", arg=[list(each) for each in shown])


def test_a_message_is_shown_and_the_next_of_the_meal_takes_its_place(phone, deliver):
    deliver(words="Order #7: accepted", **WORDS)
    wait_for(phone, ("Order #7: accepted", "order-7", "/orders"))
    deliver(words="Order #7: ready", **WORDS)
    wait_for(phone, ("Order #7: ready", "order-7", "/orders"))


@pytest.mark.parametrize(("action", "page"), [("", "/orders"), ("less", "/me/news#meal")])
def test_a_tap_leads_to_what_it_is_about_or_to_less_of_it_and_nowhere_else(phone, deliver, action, page):
    [worker] = phone.context.service_workers
    worker.evaluate(TAP, action)
    deliver(words="Order #7: ready", **WORDS)
    assert worker.evaluate("self.opened") == page
    phone.wait_for_function("navigator.serviceWorker.ready.then((worker) => worker.getNotifications())"
                            ".then((left) => left.length === 0)")


def test_the_switch_is_there_where_it_can_work(phone):
    expect(phone.get_by_role("button", name="Tell me on this device")).to_be_visible()
    expect(phone.get_by_text("Here it can't be switched on")).to_be_hidden()


def test_without_script_there_is_a_sentence_instead(people, home):
    page = people("leo", home, java_script_enabled=False)
    page.goto("/me/news")
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_hidden()
    expect(page.get_by_text("Here it can't be switched on")).to_be_visible()


def leave(phone, page):
    phone.goto(page)
    phone.get_by_role("button", name="Sign out").click()


@pytest.mark.parametrize("page", ["/more", "/me"])
def test_who_signs_out_takes_the_messages_along(phone, deliver, page):
    deliver(words="Order #7: ready", **WORDS)
    wait_for(phone, ("Order #7: ready", "order-7", "/orders"))
    phone.add_init_script(f"({HELD})(true)")
    leave(phone, page)
    phone.wait_for_url(re.compile("/session/new"))
    wait_for(phone)
    assert phone.evaluate("localStorage.getItem('ended')") == "yes"


def test_a_browser_that_does_not_answer_holds_nobody_back(phone, deliver):
    phone.add_init_script(f"({HELD})(false)")
    leave(phone, "/more")
    phone.wait_for_url(re.compile("/session/new"))
    assert phone.evaluate("localStorage.getItem('ended')") is None


def test_who_leaves_shopping_behind_is_told_nothing_more_either(phone, deliver):
    phone.add_init_script(f"({HELD})(true)")
    phone.goto("/more")
    phone.evaluate("fc.kept.add({ person: document.body.dataset.reader, key: 'k', path: '/', form: {}, label: '' })")
    leave(phone, "/more")
    phone.locator("[data-leaving]").get_by_text("Not sent yet: 1.").wait_for()
    assert phone.evaluate("localStorage.getItem('ended')") is None
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(re.compile("/session/new"))
    assert phone.evaluate("localStorage.getItem('ended')") == "yes"
