"""Forms: pydantic models read from what was typed; wrong input comes back with a message beside its field."""

import re
from contextlib import contextmanager
from datetime import date
from typing import Annotated, ClassVar, get_args

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from .errors import Conflict, Refusal
from .figures import plain_figures
from .i18n import _, lazy
from .incoming import LARGEST_ID

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffd]")
YEAR_FIRST = re.compile(r"\s*\d{4}-")
MESSAGES = {
    "missing": lazy("Please fill this in."),
    "string_too_short": lazy("Please fill this in."),
    "string_too_long": lazy("Please use at most %(max_length)s characters."),
    "too_short": lazy("Please fill this in."),
    "too_long": lazy("Please use at most %(max_length)s characters."),
    "int_parsing": lazy("Please type a whole number."),
    "int_parsing_size": lazy("That number is too large."),
    "greater_than_equal": lazy("Please type %(ge)s or more."),
    "less_than_equal": lazy("Please type %(le)s or less."),
    "extra_forbidden": lazy("This form has no such field."),
    "date_from_datetime_parsing": lazy("Please type a date like 2026-12-24."),
    "date_parsing": lazy("Please type a date like 2026-12-24."),
    "literal_error": lazy("Please choose one of the answers."),
    "enum": lazy("Please choose one of the answers."),
    "bool_parsing": lazy("Please choose one of the answers."),
}


def wrong(text):
    """Raise inside a validator: the sentence is shown as it is."""
    raise PydanticCustomError("said", "{text}", {"text": str(text)})


def listed(text):
    """The things typed with commas between them, in whichever script."""
    return [thing for each in re.split("[,،，、]", text) if (thing := each.strip())]


def _line(value):
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
        if UNSAFE.search(value):
            wrong(_("This has characters that can't be kept. Please type it again."))
        if "\n" in value:
            wrong(_("Please keep this on one line."))
    return value


def _text(value):
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
        if UNSAFE.search(value):
            wrong(_("This has characters that can't be kept. Please type it again."))
    return value


def _empty(value):
    return None if value == "" else value


def _dated(value):
    """Seconds since 1970 are no date that anybody wrote."""
    if isinstance(value, int | float) or isinstance(value, str) and not YEAR_FIRST.match(value):
        wrong(_("Please type a date like 2026-12-24."))
    return value


Line = Annotated[str, BeforeValidator(_line)]
Text = Annotated[str, BeforeValidator(_text)]
Blank = BeforeValidator(_empty)
Dated = BeforeValidator(_dated)
RowId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Form(BaseModel):
    """One input of the house. Subclasses declare fields; `many` names those that may come several times."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    many: ClassVar[frozenset] = frozenset()

    @field_validator("*", mode="before")
    @classmethod
    def _in_plain_figures(cls, value, info):
        if not _counts(cls.model_fields[info.field_name].annotation):
            return value
        elif isinstance(value, list):
            return [_figures(each) for each in value]
        else:
            return _figures(value)

    @classmethod
    def read(cls, data):
        """A Reading of a werkzeug MultiDict or a plain dict; never raises."""
        several = cls.many if hasattr(data, "getlist") else ()
        typed = {name: data.getlist(name) if name in several else data[name] for name in data}
        reading = Reading(typed)
        try:
            reading.fields = cls.model_validate(typed)
        except ValidationError as error:
            reading.errors = _messages(error)
        return reading

    @classmethod
    def in_address(cls, **more):
        """A Reading of what stands in the address, but for the language it is opened in."""
        return cls.read({name: text for name, text in request.args.items() if name != "lang"} | more)

    @classmethod
    def blank(cls, **values):
        """An empty form, or one that shows what is there now."""
        return Reading({name: "" if value is None else value for name, value in values.items()})


class Nothing(Form):
    """A tap, a verb that needs no words."""


class Reading:
    """`typed`: what came, for showing again; `errors`: {field: sentence}; `fields`: the valid form."""

    def __init__(self, typed):
        self.typed, self.errors, self.fields = typed, {}, None

    def valid(self):
        return self.fields is not None and not self.errors

    def fail(self, field, text):
        self.errors.setdefault(field or "form", str(text))
        return self


def tapped(form, typed=None):
    """The fields of a form that people only tap. Raises Refusal: what can't be read came from no page of ours."""
    return fields_of(form.read(request.form if typed is None else typed))


def fields_of(reading):
    """The fields of what was read. Raises Refusal for what no field on the page could show."""
    if not reading.valid():
        raise Refusal(next(iter(reading.errors.values())))
    return reading.fields


@contextmanager
def beside(form):
    """What a verb refuses is shown beside the field it is about; what was typed stays.

    Who was told of another's change may then do as they typed: only then their form is of the row as it is now.
    """
    form.status = 422
    try:
        yield
    except Refusal as error:
        form.status = error.status
        form.fail(error.field, error.text)
        if isinstance(error, Conflict) and "version" in form.typed and error.subject is not None:
            form.typed["version"] = error.subject.version


def _counts(kind):
    """Is what such a field holds a number or a date? Then nobody's words are in it."""
    return kind in (int, float, date) or any(_counts(part) for part in get_args(kind))


def _figures(value):
    if isinstance(value, bool):
        wrong(MESSAGES["int_parsing"])
    return plain_figures(value) if isinstance(value, str) else value


def _messages(error):
    found = {}
    for fault in error.errors():
        name = str(fault["loc"][0]) if fault["loc"] else "form"
        context = fault.get("ctx") or {}
        sentence = context.get("text") or MESSAGES.get(fault["type"]) or _("This can't be used.")
        found.setdefault(name, _worded(sentence, context))
    return found


def _worded(sentence, context):
    return _(sentence.text, **context) if isinstance(sentence, lazy) and "%(" in sentence.text else str(sentence)
