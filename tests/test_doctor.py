"""The doctor finds a planted fault of every kind, and nothing in a healthy house."""

import datetime as dt
import json

import pytest

from familychef import doctor, invariants, trust
from familychef.core import clock
from tests import cast, larder
from tests.kitchen import busy

PLANTS = {
    "I-01": ["UPDATE pantry_stock SET on_hand = on_hand + 1"],
    "I-02": ["UPDATE pantry_stock SET held = on_hand + 1"],
    "I-03": ["UPDATE pantry_stock SET held = held + 1"],
    "I-04": ["INSERT INTO stock_move (family_id, pantry_stock_id, delta, reason, note, at) "
             "SELECT family_id, id, -99000000, 'waste', '', bought_on FROM pantry_stock"],
    "I-05": ["INSERT INTO stock_move (family_id, pantry_stock_id, delta, reason, note, order_item_id, at) "
             "SELECT family_id, pantry_stock_id, delta, reason, note, order_item_id, at FROM stock_move "
             "WHERE reason = 'cook'"],
    "I-06": ["INSERT INTO stock_move (family_id, pantry_stock_id, delta, reason, note, undo_of_id, at) "
             "SELECT family_id, pantry_stock_id, 1, 'undo', '', id, at FROM stock_move WHERE reason = 'buy'"],
    "I-07": ["UPDATE order_item SET state = 'queued' WHERE state = 'started'"],
    "I-10": ["UPDATE \"order\" SET state = 'declined' WHERE state = 'placed'"],
    "I-11": ["UPDATE \"order\" SET version = version + 1"],
    "I-12": ["UPDATE hold SET quantity = quantity + 1 WHERE state = 'used'"],
    "I-13": ["UPDATE \"order\" SET key = 'the-same', placed_by_id = (SELECT MIN(placed_by_id) FROM \"order\")"],
    "I-14": ["UPDATE \"order\" SET state = 'served' WHERE state = 'ready'"],
    "I-15": ["UPDATE order_item SET snapshot = '{}'"],
    "I-30": ["UPDATE dish SET family_id = (SELECT MAX(id) FROM family)"],
    "I-31": ["UPDATE event SET actor_id = (SELECT MAX(id) FROM family_member)"],
    "I-32": ["UPDATE event SET actor_roles = '[\"shopper\"]' WHERE kind = 'order.accepted'"],
    "I-33": ["INSERT INTO picture (family_id, small, medium, large, added_at) SELECT id, 'a', 'b', 'c', created_at "
             "FROM family"],
    "I-35": ["UPDATE family_member SET roles = '[\"member\"]'"],
    "I-37": ["UPDATE family_member SET state = 'removed', removed_at = '2999-01-01'"],
    "I-38": ["UPDATE device SET revoked_at = '2999-01-01'"],
    "I-42": ["UPDATE event SET seq = seq + 100 WHERE seq > 3"],
    "I-43": ["UPDATE event SET actor_id = NULL WHERE seq = 3"],
    "I-46": ["UPDATE schema_migration SET applied = '2026-01-01'"],
    "I-47": ["INSERT INTO job_run (job, family_id, period, due_at, state, tries, fault) "
             "VALUES ('families.tidy', 0, '2026-01-01', '2026-01-01', 'failed', 5, 'cafe0123')"],
    "I-45": ["UPDATE stock_move SET at = '2999-01-01'"],
    "I-44": ["INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', '2026-01-01')"],
}
GONE = "UPDATE family_member SET state = 'removed', removed_at = '2999-01-01' WHERE name = 'Marta'"
TRUST_PLANTS = {
    "I-37 who was removed is signed in nowhere": [GONE.partition(" WHERE")[0]],
    "I-37 who was removed lets nobody in": [GONE],
    "I-37 who was removed has made no link that opens": [GONE],
    "I-37 who was removed gets no copy": [GONE],
    "I-37 who was removed has no PIN": [GONE, "UPDATE family_member SET pin_hash = '$argon2id$x' WHERE name = 'Marta'"],
    "I-37 who was erased has no way in": ['UPDATE "user" SET erased_at = created_at'],
    "I-37 a secret is kept as its hash": ["UPDATE device SET token_hash = 'a token as it stands in the cookie'"],
}
UNGUARD = {
    "sqlite": ["PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"],
    "postgres": ["SET session_replication_role = replica"],
}


@pytest.fixture
def kitchen(world):
    """A house in which every kind of row exists: bought, held, bound, cooked, served, signed in."""
    orders = [
        busy.order(world.leo, busy.lasagne(world.rossi, 4, minutes=number), key=f"order-{number}")
        for number in range(4)
    ]
    for order in orders[1:]:
        order.accept(world.nonna)
    orders[2].start(world.nonna)
    orders[3].finish(world.nonna)
    world.cookies(world.leo)
    cast.open_session(world.leo, cast.paired(world.marta, "shared"))
    larder.lot(larder.ingredient(world.neri, "rice"), 5_000)
    return world


def test_a_healthy_house_has_nothing_wrong(kitchen, settings):
    assert doctor.examine(settings) == []
    said = []
    assert doctor.run(settings, say=said.append) == 0 and said == ["All is well."]


@pytest.mark.parametrize("rule", sorted(PLANTS))
def test_the_doctor_finds_a_planted_fault(kitchen, settings, tables, database_kind, rule):
    _unguard(tables, database_kind)
    for statement in PLANTS[rule]:
        tables.execute_sql(statement)
    found = [violation.rule for violation in doctor.examine(settings)]
    assert any(name.startswith(rule) for name in found), found
    said = []
    assert doctor.run(settings, as_json=True, say=said.append) == 1
    assert any(row["rule"].startswith(rule) for row in json.loads(said[0]))


@pytest.mark.parametrize("rule", sorted(TRUST_PLANTS))
def test_the_doctor_finds_a_way_in_that_should_be_shut(kitchen, tables, database_kind, rule):
    from familychef.families.invitations import Invitation
    from familychef.families.models import Export, Passage

    Invitation.issue(kitchen.marta, ["member"])
    Passage.issue("reset", clock.minutes(60), user=kitchen.leo.user, made_by=kitchen.marta)
    Export.ask(kitchen.marta, "family", "a-key-of-marta")
    assert not [each for each in invariants.check() if each.rule.startswith("I-37")]
    _unguard(tables, database_kind)
    for statement in TRUST_PLANTS[rule]:
        tables.execute_sql(statement)
    assert rule in [violation.rule for violation in invariants.check()]


@pytest.mark.one_database
def test_every_rule_about_ways_in_has_a_planted_fault():
    assert set(TRUST_PLANTS) == set(trust.queries())


def test_a_dish_that_took_what_it_never_held_is_found(kitchen, tables):
    tables.execute_sql("UPDATE hold SET state = 'released' WHERE state = 'used'")
    assert [each for each in invariants.check() if each.rule.startswith("I-12")]


def test_a_family_that_is_being_deleted_needs_no_admin(kitchen, settings, tables):
    tables.execute_sql("UPDATE family SET deletes_at = '2020-01-01'")
    tables.execute_sql("UPDATE family_member SET state = 'removed'")
    assert not [each for each in invariants.check() if each.rule.startswith("I-35")]


def test_an_admin_who_can_not_sign_in_is_none(kitchen, tables):
    tables.execute_sql('UPDATE "user" SET email = NULL')
    assert [each for each in invariants.check() if each.rule.startswith("I-35")]


def test_every_rule_has_a_planted_fault():
    in_python = {
        "I-10", "I-11", "I-14", "I-30", "I-31", "I-32", "I-33", "I-35", "I-37", "I-43", "I-44", "I-45", "I-46", "I-47",
    }
    assert {rule[:4] for rule in invariants.QUERIES} | in_python == set(PLANTS)


def test_a_doctor_who_can_not_look_says_so(kitchen, settings, tables):
    tables.execute_sql("ALTER TABLE stock_move RENAME TO lost")
    said = []
    assert doctor.run(settings, say=said.append) == 2 and "can't look" in said[0]


def _unguard(tables, kind):
    """Take the walls down that would refuse the fault: checks, keys and unique indexes."""
    for statement in UNGUARD[kind]:
        tables.execute_sql(statement)
    if kind == "postgres":
        rows = tables.execute_sql(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND connamespace = "
            "'public'::regnamespace"
        ).fetchall()
        for table, name in rows:
            tables.execute_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        tables.execute_sql('DROP INDEX "order_family_id_placed_by_id_key", "event_family_id_seq"')
    else:
        for name in ("order_family_id_placed_by_id_key", "event_family_id_seq"):
            tables.execute_sql(f'DROP INDEX "{name}"')


def test_a_clock_nobody_looks_at_is_found_after_an_hour(kitchen, settings, tables):
    import time_machine

    def rules(**more):
        with time_machine.travel(clock.now() + dt.timedelta(**more), tick=False):
            return {(row[0], row[1]) for each in doctor.examine(settings) for row in each.rows if "I-46" in each.rule}

    assert rules(minutes=50) == set()
    assert {("families.tidy", 0), ("menu.pictures", 0), ("families.history", kitchen.rossi.id)} <= rules(days=2)
