"""Everything the house has written about one family, to compare before and after."""

from tests.any_row import all_models

PEOPLES = {"user_id"}


def rows_of(family):
    """{table: every row of this family and of its people, as the database holds it}."""
    people = [user_id for (user_id,) in database().execute_sql(f"SELECT user_id FROM family_member {of(family)}")]
    found = {}
    for model in all_models():
        table, names = model._meta.table_name, {field.column_name for field in model._meta.sorted_fields}
        if "family_id" in names:
            found[table] = select(table, of(family))
        elif table in ("family", "user"):
            found[table] = select(table, f"WHERE id IN {among([family.id] if table == 'family' else people)}")
        elif names & PEOPLES:
            found[table] = select(table, f"WHERE user_id IN {among(people)}")
    return found


def of(family):
    return f"WHERE family_id = {family.id}"


def among(ids):
    return f"({', '.join(str(each) for each in ids if each) or 'NULL'})"


def select(table, where):
    return sorted(map(repr, database().execute_sql(f'SELECT * FROM "{table}" {where}').fetchall()))


def database():
    from familychef.core.db import database

    return database
