"""What people type about themselves and their family."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from familychef.core import clock
from familychef.core.access import ROLES
from familychef.core.allergens import ALLERGENS
from familychef.core.forms import Form, Line, RowId, wrong
from familychef.core.i18n import LANGUAGES, _

from . import passwords
from .choices import currency_codes
from .common import is_common
from .words import DIETS, FACES

ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
BROKEN = re.compile("[\ud800-\udfff\ufffd]")


def _among(choices):
    return AfterValidator(lambda value: value if value in choices() else wrong(_("Please choose one of the answers.")))


def _email(value):
    return value.casefold() if ADDRESS.fullmatch(value) else wrong(_("Please type an address like leo@home.example."))


def _new_password(value):
    value = _typed_password(value)
    if isinstance(value, str) and len(value) < passwords.SHORTEST:
        wrong(_("Please use at least %(count)s characters; a few words are best.", count=passwords.SHORTEST))
    elif isinstance(value, str) and is_common(value):
        wrong(_("Many people use this password, so it is tried first. Please use another."))
    return value


def _typed_password(value):
    if isinstance(value, str):
        value = passwords.normal(value)
        if BROKEN.search(value):
            wrong(_("This has characters that can't be kept. Please type it again."))
        elif len(value) > passwords.LONGEST:
            wrong(_("Please use at most %(count)s characters.", count=passwords.LONGEST))
    return value


Name = Annotated[Line, Field(min_length=1, max_length=80)]
Email = Annotated[Line, Field(min_length=1, max_length=254), AfterValidator(_email)]
NewPassword = Annotated[str, BeforeValidator(_new_password)]
Password = Annotated[str, BeforeValidator(_typed_password), Field(min_length=1)]
Colour = Annotated[int, Field(ge=1, le=12)]
Face = Literal["", *FACES]
Language = Annotated[Line, _among(lambda: LANGUAGES)]
Timezone = Annotated[Line, _among(clock.timezones)]
Currency = Annotated[Line, _among(currency_codes)]
Role = Literal[ROLES]
Version = Annotated[Line, Field(max_length=40)]


class FoundingForm(Form):
    code: Annotated[Line, Field(min_length=1, max_length=40)]
    family: Name
    language: Language
    timezone: Timezone
    currency: Currency
    name: Name
    email: Email
    password: NewPassword


class SignInForm(Form):
    email: Annotated[Line, Field(min_length=1, max_length=254)]
    password: Password
    next: Annotated[Line, Field(max_length=2000)] = ""


class ProofForm(Form):
    password: Password
    next: Annotated[Line, Field(max_length=2000)] = ""


class CodeForm(Form):
    """A code of an app, or a recovery code."""

    code: Annotated[Line, Field(min_length=1, max_length=40)]


class AddressForm(Form):
    email: Email


class NewPasswordForm(Form):
    password: NewPassword


class SecondStepForm(Form):
    """Of whom the family asks a second step."""

    rule: Literal["", "admins", "all"]


class SignUpForm(Form):
    name: Name
    email: Email
    password: NewPassword
    colour: Colour


class JoinForm(Form):
    name: Name
    colour: Colour


class OwnForm(Form):
    """What the family should know of a person, told by that person."""

    many: ClassVar[frozenset] = frozenset({"allergens"})

    name: Name
    face: Face = ""
    colour: Colour
    allergens: list[Literal[tuple(ALLERGENS)]] = []
    diet: Literal[tuple(DIETS)] = ""
    version: Version


class MemberForm(OwnForm):
    """The same told by an admin, who also knows who is a child."""

    child: bool = False


class RolesForm(Form):
    many: ClassVar[frozenset] = frozenset({"roles"})

    roles: list[Role] = []


class InvitationForm(Form):
    many: ClassVar[frozenset] = frozenset({"roles"})

    roles: Annotated[list[Role], Field(min_length=1)]
    uses: Annotated[int, Field(ge=1, le=20)] = 1
    days: Literal["1", "3", "7"] = "7"
    key: Annotated[Line, Field(min_length=8, max_length=64)]


class FamilyForm(Form):
    name: Name
    language: Language
    timezone: Timezone
    currency: Currency
    version: Version


class LanguageForm(Form):
    language: Annotated[Line, _among(lambda: {"", *LANGUAGES})]


class PasswordForm(Form):
    old: Password
    new: NewPassword


class SwitchForm(Form):
    family: RowId


class NextForm(Form):
    """Where to go on afterwards."""

    next: Annotated[Line, Field(max_length=2000)] = ""


class ProvidedForm(Form):
    """What an identity provider tells of a person, looked at as if they had typed it."""

    name: Name
    email: Email
