"""Puts a family's archive into an empty database and its files into place: all of it, or nothing."""

import peewee

from . import files
from .carrying import STEP, BadValue, carried, heard, rows_of
from .db import write
from .key_order import count_on, parents_first
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
            for model in parents_first(carried()):
                _fill(sealed, model)
            _refuse_strangers(sealed.family_id)
            after()
            count_on()
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
