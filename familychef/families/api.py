"""For programs: signing in, the tokens, who is there."""

import datetime as dt
from typing import Annotated

from flask import abort, g
from playhouse.flask_utils import get_object_or_404
from pydantic import BaseModel, Field

from familychef.core import security_log
from familychef.core.access import ANYONE
from familychef.core.api import Api, same
from familychef.core.errors import Refusal
from familychef.core.forms import Form, Line, RowId
from familychef.core.i18n import _

from . import access_tokens, gate
from .api_answers import once
from .forms import Name, Password
from .models import FamilyMember, SecondFactor, User
from .programs import Program, RefreshToken
from .second_step import way_of

api = Api("families")
api.blueprint.record_once(lambda setup: setup.app.extensions.update(api_once=once))
apis = (api,)


class TokenForm(Form):
    """`code`: of the authenticator app, where a second step is set up; `family`: which of one's families."""

    email: Annotated[Line, Field(min_length=1, max_length=254)]
    password: Password
    code: Annotated[Line, Field(max_length=40)] = ""
    family: RowId | None = None
    name: Name = "Program"


class RefreshForm(Form):
    refresh_token: Annotated[Line, Field(min_length=1, max_length=200)]


class Tokens(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = "Bearer"
    expires_in: int = int(access_tokens.LIFE.total_seconds())


class Member(BaseModel):
    id: int
    name: str
    roles: list[str]
    allergens: list[str]
    diet: str
    child: bool
    face: str
    colour: int

    @classmethod
    def of(cls, row):
        return cls(**same(row, cls, ()))


class FamilyAnswer(BaseModel):
    id: int
    name: str
    locale: str
    timezone: str
    currency: str
    version: int

    @classmethod
    def of(cls, row):
        return cls(**same(row, cls, ()))


class Me(BaseModel):
    member: Member
    family: FamilyAnswer
    program: str
    scopes: list[str]


class ProgramAnswer(BaseModel):
    id: int
    name: str
    personal: bool
    scopes: list[str]
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime | None


@api.post("/tokens", ANYONE, "Sign in with e-mail and password", takes=TokenForm, gives=Tokens, status=201,
          twin="families.sign_in", remembered=False)
def sign_in(form):
    user = _who(form)
    member = _home(user, form.family)
    if SecondFactor.is_missing(member):
        raise Refusal(_("The family asks for a second step. Please set it up in a browser first."))
    program, token = Program.sign_in(member, form.name)
    security_log.note("sign_in.ok", user=user.id, family=member.family_id, way="password")
    return _tokens(program, token)


@api.post("/tokens/refresh", ANYONE, "The next pair; each refresh token opens once", takes=RefreshForm, gives=Tokens,
          remembered=False)
def refresh(form):
    """A right one is never kept waiting by others of its network: nobody guesses it."""
    turned = RefreshToken.turn(form.refresh_token)
    if not turned:
        gate.knock("refresh", None)
        gate.missed("refresh", None)
        abort(401)
    return _tokens(*turned)


@api.get("/tokens", "family.view", "What acts for me", gives=ProgramAnswer, many=True)
def programs():
    return [_program(each) for each in Program.of_user(g.user)]


@api.delete("/tokens/<int:id>", "family.view", "End what acts for me", twin="families.sign_out", needs="read")
def end(id):
    """Itself in any case; another only with the scope for it."""
    if id != g.program.id and "admin" not in g.program.scopes:
        abort(403)
    get_object_or_404(Program.of_user(g.user), Program.id == id).end()
    security_log.note("token.ended", about=f"program-{id}")


@api.get("/me", "family.view", "Who I am here", gives=Me)
def me():
    family = FamilyAnswer.of(g.family)
    return Me(member=Member.of(g.member), family=family, program=g.program.name, scopes=g.program.scopes)


def _who(form):
    """The login these words open. A code is asked for only where the password was right."""
    email = form.email.casefold()
    user = User.get_or_none(User.email == email)
    if not gate.fits(user, form.password, email):
        abort(401)
    if SecondFactor.of_user(user) and not (form.code and way_of(user, form.code)):
        raise Refusal(_("This code doesn't fit. Take the newest one."), field="code")
    return user


def _home(user, family):
    found = user.memberships()
    return (found.where(FamilyMember.family == family) if family else found).first() or abort(404)


def _tokens(program, refresh_token):
    return Tokens(access_token=access_tokens.issue(program), refresh_token=refresh_token)


def _program(row):
    times = {"created_at": row.created_at, "last_used_at": row.seen_at, "expires_at": row.expires_at}
    return ProgramAnswer(id=row.id, name=row.name, personal=row.personal, scopes=row.scopes, **times)
