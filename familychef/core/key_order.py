"""In which order tables are filled: each after those its keys point at, as the database has them."""

from functools import cache
from graphlib import TopologicalSorter

import peewee

from .db import database, every_model, is_postgres


def parents_first(models):
    """These models, each after those it points at; some keys point at rows of rooms their own model must not know."""
    by_table = {model._meta.table_name: model for model in models}
    return [by_table[table] for table in _order(frozenset(by_table)) if table in by_table]


def children_first(models):
    """These models, each before those it points at."""
    return parents_first(models)[::-1]


def count_on():
    """New rows get numbers after those that are there; SQLite does so by itself."""
    for model in every_model() if is_postgres() else ():
        key = model._meta.primary_key
        if isinstance(key, peewee.AutoField):
            names = f'"{model._meta.table_name}"', key.column_name
            highest = model.select(peewee.fn.MAX(key)).scalar() or 0
            database.execute_sql("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", (*names, highest + 1))


@cache
def _order(tables):
    """Asked once: the keys don't change while the house runs, and PostgreSQL takes long to say them."""
    points_at = {table: {key.dest_table for key in database.get_foreign_keys(table)} - {table} for table in tables}
    return list(TopologicalSorter(points_at).static_order())
