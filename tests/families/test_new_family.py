"""One person in several families: a second one begun, and changed over to in one tap."""

import pytest

from tests.families.papers import kinds, last_event, text

HOLIDAY = {"family": "Holiday house", "language": "en", "timezone": "Europe/Rome", "currency": "EUR", "name": "Marta"}


@pytest.fixture
def two_homes(world):
    marta = world.client(world.marta)
    marta.post("/families/new", data=HOLIDAY)
    return marta


def test_marta_begins_a_second_family_and_is_in_it(world):
    from familychef.families.models import Family, FamilyMember

    marta = world.client(world.marta)
    assert 'value="Marta"' in marta.get("/families/new").text
    assert marta.post("/families/new", data=HOLIDAY).location == "/first-steps"
    made = Family.get(Family.name == "Holiday house")
    member = made.of(FamilyMember).get()
    assert (member.user_id, member.roles) == (world.marta.user_id, ["chef", "admin"])
    assert kinds(made) == ["family.founded"] and last_event(made).changes == {"name": ["", "Holiday house"]}
    assert "Holiday house" in text(marta.get("/family")) and "Nonna" not in text(marta.get("/family"))


def test_the_same_form_sent_twice_begins_one(world):
    from familychef.families.models import Family

    first, second = world.client(world.marta), world.client(world.marta)
    assert first.post("/families/new", data=HOLIDAY).status_code == 303
    assert second.post("/families/new", data=HOLIDAY).status_code == 303
    assert Family.select().where(Family.name == "Holiday house").count() == 1


def test_on_a_phone_more_changes_over_in_one_tap(world, two_homes):
    page = two_homes.get("/more").text
    assert 'action="/session/family"' in page.partition("<main")[2] and "Go there: Rossi" in page
    assert two_homes.post("/session/family", data={"family": world.rossi.id}).location == "/"
    assert "Rossi" in text(two_homes.get("/family"))


def test_on_a_laptop_every_page_changes_over_in_one_tap(world, two_homes):
    rail = two_homes.get("/menu").text.partition("<main")[0]
    assert 'action="/session/family"' in rail and f'value="{world.rossi.id}"' in rail
    rail = world.client(world.leo).get("/menu").text.partition("<main")[0]
    assert "/session/family" not in rail


def test_a_page_kept_for_the_next_reader_knows_of_a_new_family(world):
    marta = world.client(world.marta)
    assert "/session/family" not in marta.get("/menu").text
    world.client(world.marta).post("/families/new", data=HOLIDAY)
    assert "/session/family" in marta.get("/menu").text


def test_only_an_admin_begins_another_family(world):
    for one in (world.leo, world.nonna):
        assert world.client(one).get("/families/new").status_code == 403
        assert world.client(one).post("/families/new", data=HOLIDAY).status_code == 403
    assert "A new family" not in text(world.client(world.nonna).get("/me"))
    assert "A new family" in text(world.client(world.marta).get("/me"))


def test_where_the_settings_say_nobody_it_is_nobody(world):
    from dataclasses import replace

    world.app.config["SETTINGS"] = replace(world.app.config["SETTINGS"], new_families="nobody")
    assert world.client(world.marta).post("/families/new", data=HOLIDAY).status_code == 403
    assert "A new family" not in text(world.client(world.marta).get("/me"))


def test_row_22_five_new_families_a_day(world):
    marta = world.client(world.marta)
    found = [marta.post("/families/new", data=HOLIDAY | {"family": f"House {number}"}) for number in range(6)]
    assert [answer.status_code for answer in found] == [303] * 5 + [429]


def test_a_form_that_is_missing_something_says_what(world):
    answer = world.client(world.marta).post("/families/new", data=HOLIDAY | {"currency": "XYZ", "family": ""})
    assert answer.status_code == 422 and 'id="field-currency-error"' in answer.text
