"""News for ntfy, Gotify and Telegram: where each of them is asked, and in which words."""

from collections.abc import Callable
from typing import NamedTuple

from familychef.core.forms import Form
from familychef.core.i18n import _l

from .forms import GotifyForm, NtfyForm, TelegramForm
from .kinds import GOTIFY, NTFY, TELEGRAM
from .page import in_words
from .posting import as_json

LONGEST = 3000
USUAL = 5


class Entry(NamedTuple):
    """A field of a service's form; the rest are attributes of its input."""

    name: str
    label: object
    hint: object = ""
    type: str = "text"
    optional: bool = False
    attrs: dict = {}


class Service(NamedTuple):
    """`asks(target, told)`: the address, headers and JSON of a request."""

    channel: str
    name: str
    about: object
    form: type[Form]
    entries: tuple
    asks: Callable

    @property
    def labels(self):
        return {entry.name: entry.label for entry in self.entries}


def written(target, rows, settings):
    """What the target's service is asked for these outbox rows: the address, the body and headers."""
    url, headers, told = SERVICES[target.channel].asks(target, _told(rows, settings.url))
    return url, as_json(told), headers


def _told(rows, house):
    with in_words(rows) as message:
        text = message.text(house, LONGEST)
    return {"title": message.family.name, "message": text, "link": house + message.path, "tag": message.tag}


def _ntfy(target, told):
    """Source: docs.ntfy.sh, "Publish as JSON"; a message of the same sequence takes the place of the one before."""
    server, _slash, topic = target.url.rpartition("/")
    headers = {"Authorization": f"Bearer {target.secret}"} if target.secret else {}
    body = {"title": told["title"], "message": told["message"], "click": told["link"], "sequence_id": told["tag"]}
    return f"{server}/", headers, {"topic": topic} | body


def _gotify(target, told):
    """Source: gotify.net, "Push messages" and "Message extras"."""
    extras = {"client::notification": {"click": {"url": told["link"]}}}
    body = {"title": told["title"], "message": told["message"], "priority": USUAL, "extras": extras}
    return f"{target.url}/message", {"X-Gotify-Key": target.secret}, body


def _telegram(target, told):
    """Source: core.telegram.org/bots/api, sendMessage; Telegram itself looks at none of the links."""
    server, _slash, chat = target.url.rpartition("/")
    text = f"{told['title']}\n{told['message']}"
    body = {"chat_id": chat, "text": text, "link_preview_options": {"is_disabled": True}}
    return f"{server}/bot{target.secret}/sendMessage", {}, body


ADDRESS = {"required": "", "maxlength": 500, "autocomplete": "off", "placeholder": "https://"}
TOKEN = {"maxlength": 100, "autocomplete": "off"}
CHAT = {"required": "", "maxlength": 40, "autocomplete": "off"}
CLOSED = _l("Only for a topic that is not open to all.")
SERVICES = {
    service.channel: service for service in (
        Service(
            NTFY, "ntfy",
            _l("The app ntfy, with ntfy.sh or a server that is on the internet. Who knows the topic reads along."),
            NtfyForm,
            (
                Entry("url", _l("Address of the topic"), "https://ntfy.sh/…", "url", attrs=ADDRESS),
                Entry("token", _l("Access token"), CLOSED, "password", True, TOKEN),
            ),
            _ntfy,
        ),
        Service(
            GOTIFY, "Gotify",
            _l("A Gotify server that is reached on the internet. Make an application there; its token goes here."),
            GotifyForm,
            (
                Entry("url", _l("Address of the server"), "", "url", attrs=ADDRESS),
                Entry("token", _l("Token of the application"), "", "password", attrs=TOKEN | {"required": ""}),
            ),
            _gotify,
        ),
        Service(
            TELEGRAM, "Telegram",
            _l("Make a bot with @BotFather and write to it: only then it may write to you. Telegram can read it all."),
            TelegramForm,
            (
                Entry("chat", _l("Your chat"), _l("Its number, or the @name of a channel."), attrs=CHAT),
                Entry("token", _l("Token of the bot"), "", "password", attrs=TOKEN | {"required": ""}),
            ),
            _telegram,
        ),
    )
}  # fmt: skip
