"""What a person chooses to be told of."""

import base64
import re
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from familychef.core.fetch import Refused, require_askable
from familychef.core.forms import Form, Line, wrong
from familychef.core.i18n import _, _l

from .kinds import CHANNELS, KINDS

TOPIC = re.compile("/[A-Za-z0-9_-]{1,64}")


def like(pattern, sentence):
    """A validator: what looks otherwise is answered with this sentence."""

    def check(text):
        if not re.fullmatch(pattern, text):
            wrong(sentence)
        return text

    return AfterValidator(check)


def _address(text):
    """Encrypted, and on the public network as far as one can see; the rest is looked at when it is asked."""
    try:
        require_askable(text)
    except Refused:
        wrong(_("Please type a web address like https://example.com/hook."))
    if not text.startswith("https://"):
        wrong(_("Please use an address that begins with https://, so that nobody reads along."))
    return text


def _topic(text):
    """https://ntfy.sh/our-topic, and nothing after it."""
    text = _server(text)
    if not TOPIC.fullmatch(urlsplit(text).path):
        wrong(_("Please type the address of a topic like https://ntfy.sh/our-topic."))
    return text


def _server(text):
    text = _address(text).rstrip("/")
    if urlsplit(text).query or urlsplit(text).fragment:
        wrong(_("Please type the address without anything after a ? or #."))
    return text


def _point(text):
    """A public key of P-256; anything else can't be encrypted for."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.urlsafe_b64decode(text[:87] + "="))
    except ValueError:
        wrong(_("This can't be used."))
    return text


def _minutes(text):
    return text[:5]


TIMES = ("quiet_from", "quiet_until", "digest_at")
NO_TOKEN = _l("That is no such token.")
IN_A_HEADER = like("[!-~]*", NO_TOKEN)
OF_A_BOT = like("[0-9]{3,20}:[A-Za-z0-9_-]{20,70}", NO_TOKEN)
A_CHAT = like("-?[0-9]{1,20}|@[A-Za-z0-9_]{4,32}", _l("Please type the number of a chat, or the @name of a channel."))
A_TIME = like("(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?", _l("Please type a time like 18:30."))
Channels = Annotated[list[Literal[CHANNELS]], Field(max_length=len(CHANNELS))]
Time = Annotated[Line, Field(max_length=8), A_TIME, AfterValidator(_minutes)]


class ChoiceForm(Form):
    many: ClassVar[frozenset] = frozenset(KINDS)

    stock: Channels = []
    orders: Channels = []
    meal: Channels = []
    accepted: Channels = []
    people: Channels = []
    webhooks: Channels = []
    backups: Channels = []
    quiet_from: Time = ""
    quiet_until: Time = ""
    digest_at: Time = ""

    @classmethod
    def read(cls, data):
        """Quiet hours have two ends or none."""
        reading = super().read(data)
        open_ends = [name for name in TIMES[:2] if not str(reading.typed.get(name, "")).strip()]
        if len(open_ends) == 1:
            reading.fail(open_ends[0], _("Please fill in both ends of the quiet hours, or none."))
        return reading


class WebhookForm(Form):
    """`key`: what a new secret is made from, the same for the same form."""

    url: Annotated[Line, Field(min_length=1, max_length=500), AfterValidator(_address)]
    key: Annotated[Line, Field(min_length=8, max_length=64)]


class NtfyForm(Form):
    """`url` of this form and the next two: what is kept as the address; `token`: as its secret."""

    url: Annotated[Line, Field(min_length=1, max_length=500), AfterValidator(_topic)]
    token: Annotated[Line, Field(max_length=100), IN_A_HEADER] = ""


class GotifyForm(Form):
    url: Annotated[Line, Field(min_length=1, max_length=490), AfterValidator(_server)]
    token: Annotated[Line, Field(min_length=1, max_length=100), IN_A_HEADER]


class TelegramForm(Form):
    chat: Annotated[Line, Field(min_length=1, max_length=40), A_CHAT]
    token: Annotated[Line, Field(min_length=1, max_length=100), OF_A_BOT]

    @property
    def url(self):
        return f"https://api.telegram.org/{self.chat}"


class DeviceForm(Form):
    """What a browser gives us: where to ring, and the keys to encrypt for it, in URL-safe base64."""

    endpoint: Annotated[Line, Field(min_length=1, max_length=1000), AfterValidator(_address)]
    p256dh: Annotated[Line, Field(pattern="^[A-Za-z0-9_-]{87}=?$"), AfterValidator(_point)]
    auth: Annotated[Line, Field(pattern="^[A-Za-z0-9_-]{22}(==)?$")]
