"""Puts a family's archive into an empty database and its files into place: all of it, or nothing."""

from graphlib import TopologicalSorter

import peewee

from . import files
from .carrying import STEP, BadValue, carried, heard, rows_of
from .db import database, every_model, is_postgres, write
from .sealed import BadArchive

REFUSED = (peewee.IntegrityError, peewee.DataError)


def load(sealed, root, before, after):
    """Files first, for no row may name one that isn't there; then every row in one transaction.

    `before` and `after` are called inside it. Raises BadArchive, and nothing was kept.
    """
    placed = []
    try:
        _place_files(sealed, root, placed)
        with write():
            before()
            for model in _in_order():
                _fill(sealed, model)
            _refuse_strangers(sealed.family_id)
            after()
            _count_on()
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise


def _place_files(sealed, root, placed):
    for suffix, content in sealed.files():
        digest = files.digest(content)
        path = files.place(root, sealed.family_id, digest, suffix)
        if not path.exists():
            placed.append(path)
            files.store(root, sealed.family_id, content, suffix)


def _in_order():
    """Each table after those its keys point at, as the database has them: more than the models know."""
    models = {model._meta.table_name: model for model in carried()}
    points_at = {name: {key.dest_table for key in database.get_foreign_keys(name)} - {name} for name in models}
    return [models[name] for name in TopologicalSorter(points_at).static_order() if name in models]


def _fill(sealed, model):
    batch = []
    for row in sealed.rows(model):
        batch.append(_values(model, row))
        if len(batch) == STEP:
            _insert(model, batch)
            batch = []
    if batch:
        _insert(model, batch)


def _values(model, row):
    try:
        return heard(model, row)
    except BadValue as bad:
        raise BadArchive(f"A row of {model._meta.table_name} can't be taken: {bad}.") from None


def _insert(model, batch):
    """Keys, checks and what must be unique are the database's to refuse."""
    try:
        model.insert_many(batch).execute()
    except REFUSED as error:
        said = str(error).splitlines()[0]
        raise BadArchive(f"Rows of {model._meta.table_name} contradict each other or the rules: {said}.") from None


def _refuse_strangers(family_id):
    """The database was empty: whatever is not this family's came with the file, and not from us."""
    for model in carried():
        if model.select().where(~rows_of(model, family_id)).exists():
            raise BadArchive(f"There are rows of {model._meta.table_name} that are not of this family.")


def _count_on():
    """New rows get numbers after those that came; SQLite does so by itself."""
    for model in every_model() if is_postgres() else ():
        key = model._meta.primary_key
        if isinstance(key, peewee.AutoField):
            names = f'"{model._meta.table_name}"', key.column_name
            highest = model.select(peewee.fn.MAX(key)).scalar() or 0
            database.execute_sql("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", (*names, highest + 1))
