"""What a device answers, as a browser writes it down, and the forms that carry it."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Json

from familychef.core.forms import Form, Line, wrong
from familychef.core.i18n import _

from .forms import Name

LONGEST = 20_000


def _short(text):
    return text if len(text) <= LONGEST else wrong(_("This can't be used."))


Short = BeforeValidator(_short)
Bytes = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\z", max_length=LONGEST)]
KeyId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\z", max_length=1400)]


class Told(BaseModel):
    """What a browser tells of a key; few ever do, so its reader is built when one does."""

    model_config = ConfigDict(defer_build=True)


class Answered(Told):
    """Of a browser's answer what we read; the rest is left aside."""

    id: KeyId
    rawId: KeyId
    type: Literal["public-key"]


class Signature(Told):
    clientDataJSON: Bytes
    authenticatorData: Bytes
    signature: Bytes
    userHandle: Bytes


class Attestation(Told):
    clientDataJSON: Bytes
    attestationObject: Bytes


class Signed(Answered):
    """A key signed a challenge."""

    response: Signature


class Made(Answered):
    """A key was made."""

    response: Attestation


class SignedForm(Form):
    credential: Annotated[Json[Signed], Short]
    next: Annotated[Line, Field(max_length=2000)] = ""


class MadeForm(Form):
    name: Name
    credential: Annotated[Json[Made], Short]
