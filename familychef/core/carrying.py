"""What of a family travels when it moves: which rows, which of their columns, and how a value stands in a file."""

import datetime as dt
from functools import reduce
from operator import or_

import peewee

from .db import UtcField, every_model

STEP = 500
LARGEST = {peewee.BigIntegerField: 2**63 - 1, peewee.IntegerField: 2**31 - 1}
WORDS = (peewee.CharField, peewee.TextField)


class BadValue(ValueError):
    """Says what is wrong with a value of a row."""


def carried():
    """The models whose rows travel, each after those it points at."""
    return [model for model in peewee.sort_models(list(every_model())) if not model.stays]


def fields(model):
    """The columns that travel."""
    return [field for field in model._meta.sorted_fields if field.name not in model.withheld]


def rows_of(model, family_id):
    """Which rows are this family's, as a condition: it, its own, what its own point at, what follows its own."""
    columns, key = model._meta.columns, model._meta.primary_key
    if model._meta.table_name == "family":
        return key == family_id
    elif "family_id" in columns:
        return columns["family_id"] == family_id
    elif hasattr(model, "follows"):
        column, leader = model.follows
        return columns[column].in_(leader.select(leader._meta.primary_key).where(rows_of(leader, family_id)))
    else:
        return reduce(or_, [key.in_(_pointed_at(field, family_id)) for field in _pointers(model)])


def pages(database, model, family_id):
    """The family's rows in this database, as lists of bare values, the lowest keys first."""
    return pages_of(database, model, rows_of(model, family_id))


def pages_of(database, model, condition, chosen=None):
    """The same of any rows; `chosen` are other fields than those that travel."""
    keys, chosen = model._meta.get_primary_keys(), chosen or fields(model)
    names = [field.name for field in chosen]
    places = [names.index(key.name) for key in keys]
    query = model.select(*chosen).where(condition).order_by(*keys).limit(STEP)
    rows = database.execute(query).fetchall()
    while rows:
        yield rows
        last = [rows[-1][place] for place in places]
        rows = database.execute(query.where(peewee.Tuple(*keys) > peewee.Tuple(*last))).fetchall()


def told(model, row):
    """A bare row as a file tells it."""
    return {field.column_name: _told(field, value) for field, value in zip(fields(model), row, strict=True)}


def heard(model, row):
    """A told row as the database takes it, {field: value}. Raises BadValue."""
    chosen = {field.column_name: field for field in fields(model)}
    if not isinstance(row, dict) or set(row) != set(chosen):
        raise BadValue("its columns are not ours")
    values = {chosen[name]: _heard(chosen[name], value) for name, value in row.items()}
    for name, value in model.withheld.items():
        values[model._meta.fields[name]] = value() if callable(value) else value
    return values


def _pointers(model):
    """The keys by which families' own rows point at this model's."""
    return [field for field, other in model._meta.backrefs.items() if "family_id" in other._meta.columns]


def _pointed_at(field, family_id):
    return field.model.select(field).where(rows_of(field.model, family_id), field.is_null(False))


def _told(field, value):
    if value is None or isinstance(field, WORDS):
        return value
    value = field.python_value(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _heard(field, value):
    if value is None:
        return _or_bad(field, None, field.null)
    elif isinstance(field, peewee.JSONField):
        return _or_bad(field, value, not callable(field.default) or type(value) is type(field.default()))
    elif isinstance(field, peewee.AutoField):
        return _or_bad(field, value, type(value) is int and 0 < value < LARGEST[peewee.IntegerField])
    elif isinstance(field, peewee.BooleanField):
        return _or_bad(field, value, type(value) is bool)
    elif isinstance(field, (peewee.DateTimeField, peewee.DateField)):
        return _heard_time(field, value)
    elif isinstance(field, WORDS):
        longest = getattr(field, "max_length", None)
        return _or_bad(field, value, isinstance(value, str) and (longest is None or len(value) <= longest))
    else:
        most = next(most for kind, most in LARGEST.items() if isinstance(_number_field(field), kind))
        return _or_bad(field, value, type(value) is int and -most <= value <= most)


def _heard_time(field, value):
    try:
        if isinstance(field, UtcField):
            moment = dt.datetime.fromisoformat(value)
            return _or_bad(field, moment, moment.tzinfo is not None)
        else:
            return dt.date.fromisoformat(value)
    except (TypeError, ValueError, OverflowError):
        raise BadValue(f"{field.column_name} is no time") from None


def _number_field(field):
    while isinstance(field, peewee.ForeignKeyField):
        field = field.rel_field
    return field


def _or_bad(field, value, fine):
    if not fine:
        raise BadValue(f"{field.column_name} has a value it can't have")
    return value
