"""One valid row of any model, with whatever other rows it needs: for tests that go through all tables."""

import datetime as dt
import itertools

import peewee

numbers = itertools.count(1)
POINTS_AT = {"order_item_id": "OrderItem"}
VALID = {
    ("stock_move", "reason"): "buy", ("device", "kind"): "kitchen", ("export", "kind"): "mine",
    ("alert", "kind"): "low", ("notification", "kind"): "stock",
}
VALUES = {
    peewee.JSONField: lambda field: [], peewee.BooleanField: lambda field: False,
    peewee.DateField: lambda field: dt.date(2026, 11, 20),
    peewee.DateTimeField: lambda field: dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC),
    peewee.IntegerField: lambda field: 1, peewee.FloatField: lambda field: 1.0,
    peewee.CharField: lambda field: f"{field.name}{next(numbers)}"[-(field.max_length or 255):],
    peewee.TextField: lambda field: f"{field.name}{next(numbers)}",
}


class AnyRow:
    """Makes rows of one family, one of each model; everything optional stays empty."""

    def __init__(self, family):
        self.family = family
        self._made = {type(family): family}

    def of(self, model):
        if model not in self._made:
            self._made[model] = self.another(model)
        return self._made[model]

    def another(self, model):
        values = {}
        for field in filter(self._must_be_given, model._meta.sorted_fields):
            value = self._value(field)
            values[field.name] = self.another(type(value)) if value in values.values() and _is_row(value) else value
        return model.create(**values)

    def _must_be_given(self, field):
        return not field.null and field.default is None and not isinstance(field, peewee.AutoField)

    def _value(self, field):
        if isinstance(field, peewee.ForeignKeyField):
            return self.of(field.rel_model)
        elif (field.model._meta.table_name, field.name) in VALID:
            return VALID[field.model._meta.table_name, field.name]
        elif field.column_name in POINTS_AT:
            return self.of(named(POINTS_AT[field.column_name])).id
        else:
            kinds = [kind for kind in type(field).__mro__ if kind in VALUES]
            return VALUES[kinds[0]](field)


def _is_row(value):
    return isinstance(value, peewee.Model) and value._meta.table_name != "family"


def all_models():
    """Every model of the app, once all rooms are loaded."""
    import importlib

    from familychef import rooms
    from familychef.core.db import Model

    importlib.import_module("familychef.core.throttle")
    rooms.load()
    importlib.import_module("familychef.core.job_runs")
    found, waiting = [], [Model]
    while waiting:
        children = waiting.pop().__subclasses__()
        found += children
        waiting += children
    return [model for model in found if model.__module__.startswith("familychef.")]


def named(name):
    return next(model for model in all_models() if model.__name__ == name)


def of_table(table):
    return next(model for model in all_models() if model._meta.table_name == table)
