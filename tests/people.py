"""People with browsers: each has a context of their own, and whatever their pages complain about is kept."""

import re
from urllib.parse import urlsplit

from tests.cast import PASSWORD, email_of

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
WALL = {"viewport": {"width": 1920, "height": 1080}, "has_touch": True}
NARROW = {"viewport": {"width": 320, "height": 640}}
ALONE = {"service_workers": "block"}
SAME = {"Sec-Fetch-Site": "same-origin"}

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`CSP ${event.effectiveDirective} refused ${event.blockedURI} ${event.sourceFile ?? ""}`));
"""


class People:
    """Hands out signed-in pages; `complaints()` is what went wrong in any of them and was not allowed."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self._heard = []
        self._allowed = [re.compile("Service Worker registration blocked by Playwright")]

    def __call__(self, name, house, screen=PHONE, **options):
        """A page of this person of the cast, signed in at `house`."""
        page = self.visitor(house, screen, **options)
        sign_in(page.context, house, name)
        return page

    def visitor(self, house, screen=PHONE, **options):
        """A page of somebody nobody knows; paths given to `goto` start at `house`."""
        context = self._browser.new_context(base_url=house.url, **(ALONE | screen | options))
        self._contexts.append(context)
        context.set_default_timeout(10_000)
        context.add_init_script(TELL_VIOLATIONS)
        self._listen(context, urlsplit(house.url).netloc)
        return context.new_page()

    def allow(self, pattern):
        """This test expects complaints that match the regular expression, e.g. r"status of 422"."""
        self._allowed.append(re.compile(pattern))

    def complaints(self):
        return [text for text in self._heard if not any(allowed.search(text) for allowed in self._allowed)]

    def leave(self):
        for context in self._contexts:
            context.close()

    def _listen(self, context, home):
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self._heard.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._hear_request(request.url, home))

    def _hear_console(self, message):
        if message.type in ("error", "warning"):
            where = message.location.get("url", "") if message.location else ""
            self._heard.append(f"{message.type}: {message.text} ({where})")

    def _hear_request(self, url, home):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home:
            self._heard.append(f"foreign request: {url}")


def sign_in(context, house, name):
    """This browser is this person's of the cast from now on."""
    form = {"email": email_of(name), "password": PASSWORD}
    answer = context.request.post(f"{house.url}/session", form=form, headers=SAME, max_redirects=0)
    assert answer.status == 303, f"{name} could not sign in: {answer.status}\n{answer.text()[:400]}"
