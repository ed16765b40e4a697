"""What a hostile hand does to a copy, each with a part of the sentence by which it is refused."""

import json

from familychef.core import sealed

OF_ANOTHER = 99


def foreign_event(luggage):
    luggage.change("event", family_id=OF_ANOTHER)


def foreign_dish(luggage):
    luggage.change("dish", family_id=OF_ANOTHER)


def second_family(luggage):
    luggage.put("family", [*luggage.rows("family"), luggage.rows("family")[0] | {"id": OF_ANOTHER}])


def stranger(luggage):
    luggage.put("user", [*luggage.rows("user"), luggage.rows("user")[0] | {"id": OF_ANOTHER, "email": "x@y.example"}])


def foreign_delivery(luggage):
    luggage.put("delivery_of_event", [{"event_id": 12345, "reaction": "made up"}])


def twice(luggage):
    luggage.put("dish", luggage.rows("dish") * 2)


def pointing_nowhere(luggage):
    luggage.change("order_item", order_id=OF_ANOTHER)


def more_than_there_is(luggage):
    luggage.change("pantry_stock", held=10**12)


def unknown_column(luggage):
    luggage.change("user", password_hash="mine")


def missing_column(luggage):
    luggage.put("user", [{"id": 1}])


def no_object(luggage):
    luggage.put("dish", [[1, 2, 3]])


def a_word_for_a_number(luggage):
    luggage.change("dish", yield_portions="4")


def a_number_too_large(luggage):
    luggage.change("dish", yield_portions=2**31)


def the_last_number(luggage):
    luggage.put("hold", [])
    rows = luggage.rows("cart_item")
    luggage.put("cart_item", [rows[0] | {"id": 2**31 - 1}])


def a_number_below_one(luggage):
    luggage.put("cart_item", [luggage.rows("cart_item")[0] | {"id": -4}])


def a_name_too_long(luggage):
    luggage.change("dish", name="x" * 300)


def no_time(luggage):
    luggage.change("user", created_at="yesterday")


def a_time_without_a_zone(luggage):
    luggage.change("user", created_at="2026-11-20T12:00:00")


def roles_that_are_no_list(luggage):
    luggage.change("family_member", roles=7)


def nothing_where_something_must_be(luggage):
    luggage.change("family_member", roles=None)


def a_nul(luggage):
    luggage.change("dish", name="a\0b")


def half_a_letter(luggage):
    luggage.change("dish", name="\ud800")


def half_a_letter_in_bytes(luggage):
    lines = [json.dumps(row | {"name": "HALF"}).encode() for row in luggage.rows("dish")]
    luggage.put("dish", [line.replace(b"HALF", b"\xed\xa0\x80") for line in lines])


def another_alphabet(luggage):
    luggage.put("cart_item", [json.dumps(luggage.rows("cart_item")[0]).encode("utf-16-le")])


def not_a_number(luggage):
    luggage.put("event", [json.dumps(row | {"changes": {"n": float("nan")}}).encode() for row in luggage.rows("event")])


def no_json(luggage):
    luggage.put("dish", [b"{"])


def a_deep_hole(luggage):
    luggage.put("dish", [b"[" * 100_000])


def an_endless_line(luggage):
    luggage.change("dish", description="x" * (sealed.LONGEST_LINE + 1))


def fewer_rows_than_told(luggage):
    luggage.manifest["rows"]["dish"] += 1


def another_sum(luggage):
    luggage.entries["rows/dish.jsonl"] += b" "


def a_picture_by_another_name(luggage):
    name = next(name for name in luggage.entries if name.startswith("files/"))
    luggage.put_entry(name, b"not a picture")


def a_file_nobody_told_of(luggage):
    luggage.entries[f"files/{'0' * 64}.webp"] = b""


def a_file_that_is_not_there(luggage):
    name = next(name for name in luggage.entries if name.startswith("files/"))
    del luggage.entries[name]


def a_table_of_theirs(luggage):
    luggage.put_entry("rows/session.jsonl", b"")


def a_table_too_many(luggage):
    luggage.manifest["rows"]["session"] = 0


def a_table_too_few(luggage):
    del luggage.manifest["rows"]["dish"]


def a_newer_format(luggage):
    luggage.manifest["format"] += 1


def a_newer_schema(luggage):
    luggage.manifest["schema"].append("9999_later")


def an_older_schema(luggage):
    luggage.manifest["schema"].pop()


def no_family_number(luggage):
    luggage.manifest["family"] = "1"


def a_family_by_another_number(luggage):
    luggage.manifest["family"] = OF_ANOTHER


def a_list_for_a_manifest(luggage):
    luggage.manifest = [luggage.manifest]


SPOILED = [
    (foreign_event, "not of this family"), (foreign_dish, "contradict"), (second_family, "exactly one family"),
    (stranger, "not of this family"), (foreign_delivery, "not of this family"), (twice, "contradict"),
    (pointing_nowhere, "contradict"), (more_than_there_is, "contradict"), (unknown_column, "not ours"),
    (missing_column, "not ours"), (no_object, "not ours"), (a_word_for_a_number, "yield_portions"),
    (a_number_too_large, "yield_portions"), (the_last_number, "id has"), (a_number_below_one, "id has"),
    (a_name_too_long, "name has"), (no_time, "no time"), (a_time_without_a_zone, "created_at"),
    (roles_that_are_no_list, "roles has"), (nothing_where_something_must_be, "roles has"), (a_nul, "can't be read"),
    (half_a_letter, "can't be read"), (half_a_letter_in_bytes, "can't be read"), (another_alphabet, "can't be read"),
    (not_a_number, "can't be read"), (no_json, "can't be read"), (a_deep_hole, "can't be read"),
    (an_endless_line, "too long"), (fewer_rows_than_told, "should have"), (another_sum, "not as it was"),
    (a_picture_by_another_name, "not as it was"), (a_file_nobody_told_of, "not those of the manifest"),
    (a_file_that_is_not_there, "not those of the manifest"), (a_table_of_theirs, "does not belong"),
    (a_table_too_many, "tables we know"), (a_table_too_few, "tables we know"), (a_newer_format, "newer"),
    (a_newer_schema, "newer"), (an_older_schema, "older"), (no_family_number, "not complete"),
    (a_family_by_another_number, "not of this family"), (a_list_for_a_manifest, "newer FamilyChef, or"),
]
