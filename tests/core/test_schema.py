"""The database itself refuses what must never be: bad values, rows that point into another family."""

import importlib.util
import re
import subprocess
import sys
from collections import Counter

import peewee
import pytest
from playhouse.schema_diff import diff_models

from tests.any_row import AnyRow, all_models, of_table
from tests.cast import found
from tests.fixtures.storage import MIGRATE, ROOT, clean_environment

POINTS = re.compile(r'FOREIGN KEY \(family_id, (\w+)\) REFERENCES "(\w+)"')
BAD_VALUES = [
    (re.compile(r"^(\w+) IN \('"), lambda name: {name: "odd"}),
    (re.compile(r"^(?:\w+ IS NULL OR )?(\w+) >= 0$"), lambda name: {name: -1}),
    (re.compile(r"^(\w+) >= 1$|^(\w+) > 0$|^(\w+) <> 0$|^(\w+) BETWEEN 1 AND \d+$"), lambda name: {name: 0}),
    (re.compile(r"^(\w+) BETWEEN 0 AND \d+$"), lambda name: {name: -1}),
]
BY_HAND = ("family_id", "id")
BAD_ROWS = {
    "quantity IS NULL OR quantity > 0": {"quantity": 0},
    "num > 0 AND den > 0": {"den": 0},
    "held <= on_hand": {"held": 2, "on_hand": 1},
    "ingredient_id <> other_id": {"other_id": peewee.SQL("ingredient_id")},
    "state IN ('held', 'released') OR pantry_stock_id IS NOT NULL": {"state": "bound"},
}


def constraints(kind):
    """(table, SQL) of every table: what the migrations wrote by hand."""
    for path in sorted((ROOT / "migrations").glob("[0-9]*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield from written_by_hand(module.tables(type("Base", (peewee.Model,), {})), kind)


def written_by_hand(tables, kind):
    for table in tables:
        for rule in table._meta.constraints or ():
            if rule.sql.startswith(kind):
                yield table._meta.table_name, rule.sql


CHECKS = [(table, sql.removeprefix("CHECK (")[:-1]) for table, sql in constraints("CHECK")]
CROSSINGS = [(table, *POINTS.match(sql).groups()) for table, sql in constraints("FOREIGN KEY")]


NEEDED = {
    ("pantry_stock", "on_hand >= 0"), ("pantry_stock", "held >= 0"), ("pantry_stock", "held <= on_hand"),
    ("stock_move", "delta <> 0"), ("family", "version >= 0"), ("invitation", "uses_left >= 0"),
    ("family_member", "state IN ('active', 'removed')"), ("hold", "quantity > 0"), ("throttle", "count >= 0"),
}


def test_no_check_that_keeps_the_books_right_is_missing():
    assert not NEEDED - set(CHECKS)


@pytest.mark.parametrize(("table", "rule"), CHECKS, ids=lambda value: value.replace(" ", "")[:40])
def test_a_check_refuses_a_bad_row(tables, table, rule):
    row = AnyRow(found("Rossi")).of(of_table(table))
    with pytest.raises(peewee.IntegrityError):
        update(row, bad_row(rule))


@pytest.mark.parametrize(("table", "column", "other"), CROSSINGS, ids=lambda value: value)
def test_no_row_points_into_another_family(tables, table, column, other):
    neighbours = AnyRow(found("Neri")).of(of_table(other))
    row = AnyRow(found("Rossi")).of(of_table(table))
    update(row, {column: own(row, column, other)})
    with pytest.raises(peewee.IntegrityError):
        update(row, {column: neighbours.id})


def test_every_key_between_two_rows_of_a_family_is_guarded():
    guarded = {(table, column) for table, column, _ in CROSSINGS}
    unguarded = [
        f"{model._meta.table_name}.{field.column_name}"
        for model in all_models() for field in model._meta.refs
        if in_family(model) and in_family(field.rel_model)
        if (model._meta.table_name, field.column_name) not in guarded
    ]
    assert not unguarded, f"without a composite key (family_id, …): {unguarded}"


def test_the_schema_is_what_the_models_say(tables):
    difference = diff_models(tables.obj, all_models())
    unexpected = [index for index in difference.drop_indexes if index.columns != BY_HAND]
    assert not [*difference.create_tables, *difference.add_columns, *difference.drop_columns]
    assert not [*difference.add_indexes, *unexpected]


def test_three_starters_migrate_once(empty_database_url, tmp_path):
    environment = clean_environment(DATABASE_URL=empty_database_url, FAMILYCHEF_DATA=tmp_path)
    command = [sys.executable, "-c", MIGRATE.replace("migrate.migrate(current)", "print(*migrate.migrate(current))")]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    ran = Counter(name for out, _ in said for name in out.split())
    assert ran and set(ran.values()) == {1}


def update(row, values):
    """Write columns past the model, as a mistake would."""
    table, key = type(row)._meta.table_name, type(row)._meta.primary_key.column_name
    type(row).raw(f'UPDATE "{table}" SET {assignments(values)} WHERE {key} = {row.get_id()!r}').execute()


def assignments(values):
    texts = {name: value.sql if isinstance(value, peewee.SQL) else repr(value) for name, value in values.items()}
    return ", ".join(f"{name} = {text}" for name, text in texts.items())


def bad_row(rule):
    for pattern, bad in BAD_VALUES:
        if hit := pattern.match(rule):
            return bad(next(filter(None, hit.groups())))
    return BAD_ROWS[rule]


def own(row, column, other):
    """A row of the row's own family that the column may well name."""
    return getattr(row, column) or AnyRow(row.family).of(of_table(other)).id


def in_family(model):
    return "family" in model._meta.fields and model._meta.table_name != "family"
