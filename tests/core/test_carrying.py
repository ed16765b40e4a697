"""Of every table and every column somebody decided whether it leaves the house; a new one fails here until it is."""

import peewee
import pytest

from tests.any_row import all_models

STAYS = {
    "alert", "api_answer", "backup", "backup_alarm", "calendar", "export", "fault", "heartbeat", "held", "identity",
    "installation", "job_run", "letter", "notification", "notification_message", "notification_target", "pairing",
    "passage", "passkey", "program", "push_subscription", "recovery_code", "refresh_token", "second_factor",
    "sent_form", "session", "throttle", "webhook", "webhook_delivery",
}
TRAVELS = {
    "barcode": "code family_id id ingredient_id name quantity",
    "cart_item": "added_at asked dish_id family_id for_member_id id key left_out member_id note portions",
    "delivery_of_event": "event_id reaction",
    "device": "browser created_at family_id id kind name paired_by_id revoked_at seen_at settings",
    "dish": "archived created_at description diet family_id id name out_until picture_id portions_left prep_minutes "
            "published published_at published_by_id section slug tags version yield_portions",
    "dish_station": "dish_id family_id id station_id",
    "event": "actor_id actor_roles at changes device_id digest family_id hash id kind member_id needs seq session_id "
             "settled stale subject",
    "family": "chain_start created_at currency events_gone id keeps_events locale name second_factor timezone "
              "version",
    "family_member": "allergens child colour diet face family_id id joined_at name removed_at roles state user_id",
    "favourite": "dish_id family_id id member_id",
    "hold": "family_id id ingredient_id order_item_id pantry_stock_id quantity state",
    "ingredient": "aisle aliases allergens archived base date_kind density_den density_num diet family_id "
                  "frozen_days grace_days id level name name_key opened_days pack piece_weight place shelf_days "
                  "starter threshold track usual version",
    "ingredient_measure": "confirmed family_id id ingredient_id quantity unit",
    "ingredient_swap": "den family_id id ingredient_id num other_id rank",
    "invitation": "created_at created_by_id expires_at family_id id roles uses_left",
    "notification_choice": "channels family_id id kind member_id",
    "notification_pace": "digest_at family_id id member_id quiet_from quiet_until",
    "order": "accepted_at acknowledged_at allergen_by_id allergens body_hash closed_at cook_id day delayed family_id "
             "for_member_id id key note number placed_at placed_by_id promised_at ready_at reason rushed_at state "
             "version wanted_for",
    "order_item": "added_at asked dish_id dish_version family_id fate for_member_id id left_out minutes name note "
                  "order_id portions position ready_at ready_portions reason recalls seen_at served_at slips snapshot "
                  "started_at state struck_at version waits wasted",
    "pantry_stock": "bought_on cost date date_kind family_id first frozen_on held id ingredient_id on_hand opened_on "
                    "origin place use_until version",
    "picture": "added_at added_by_id family_id id large medium small",
    "recipe_ingredient": "base_qty base_state den dish_id family_id id ingredient_id note num position role scale "
                         "typed unit",
    "recipe_step": "dish_id family_id id position seconds text",
    "shopping_gap": "dish family_id id ingredient_id order_id quantity",
    "shopping_list": "aisles archived budget family_id id name version",
    "shopping_list_item": "added_at added_by_id aisle den family_id id ingredient_id name name_key needed note num "
                          "origin price quantity reasons shopping_list_id silent state tapped_at ticked_at "
                          "ticked_by_id unit version",
    "shopping_tap": "at done family_id id key member_id met shopping_list_id shopping_list_item_id",
    "station": "family_id id name name_key position",
    "stock_move": "actor_id at delta family_id id key note order_item_id pantry_stock_id reason undo_of_id",
    "timer": "ends_at family_id id key name order_item_id seconds started_at started_by_id stopped_at version",
    "user": "created_at email erased_at id locale name",
}


@pytest.fixture(scope="module")
def carried():
    from familychef.core import carrying

    models = {model._meta.table_name for model in all_models()}
    assert models
    return {model._meta.table_name: model for model in carrying.carried()}


def test_every_table_travels_or_says_why_it_stays(carried):
    whys = {model._meta.table_name: model.stays for model in all_models() if model.stays}
    assert set(whys) == STAYS and set(carried) == set(TRAVELS)
    assert all(len(why) > 10 for why in whys.values())


@pytest.mark.parametrize("table", TRAVELS)
def test_these_columns_travel_and_no_others(carried, table):
    from familychef.core.carrying import fields

    assert sorted(field.column_name for field in fields(carried[table])) == TRAVELS[table].split()


def test_what_is_kept_from_copies_looks_like_a_secret_or_has_a_reason(carried):
    held = {(model._meta.table_name, name) for model in carried.values() for name in model.withheld}
    assert held == {
        ("device", "token_hash"), ("family", "deletes_at"), ("family", "demo"), ("family_member", "pin_hash"),
        ("invitation", "token_hash"), ("user", "password_hash"),
    }


def test_nothing_that_opens_a_door_travels(carried):
    from familychef.core.carrying import fields

    words = ("token", "password", "pin_", "secret", "code_hash", "credential", "prior_hash")
    found = [
        f"{table}.{field.name}" for table, model in carried.items() for field in fields(model)
        if any(word in field.name for word in words)
    ]
    assert not found


def test_every_row_is_somebodys(carried):
    """Each table that travels knows whose its rows are."""
    from familychef.core.carrying import rows_of

    assert all(isinstance(rows_of(model, 1), peewee.Expression) for model in carried.values())


def test_stored_files_are_named_by_columns_that_travel(carried):
    for model in all_models():
        assert set(model.stored) <= set(model._meta.fields) - set(model.withheld)


def test_whose_a_row_is_is_said_where_it_points_at_people():
    from familychef.families.own_data import personal
    from familychef.families.own_words import COLUMNS, ELSEWHERE, MACHINERY, PARTS

    for model in personal():
        assert model._meta.table_name in PARTS or model._meta.table_name in ELSEWHERE
        assert set(model.own) <= set(model._meta.fields) and model.unowned <= set(model._meta.fields)
        shown = {field.name for field in model._meta.sorted_fields} - MACHINERY - model.unowned - set(model.withheld)
        if model._meta.table_name in PARTS:
            assert not shown - set(COLUMNS), f"own_words has no words for {shown - set(COLUMNS)}"
