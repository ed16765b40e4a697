"""Addresses for calendars: one's own, shown once, kept as a hash, ended by a button or with the membership."""

import pytest

from familychef.core.events import Event
from familychef.core.throttle import LIMITS
from familychef.families.models import ApiAnswer, Calendar
from tests.programs.calendars import ADDRESS, KEY, made
from tests.programs.test_daily_loop import Program


@pytest.fixture
def leo(world):
    return world.client(world.leo)


@pytest.fixture
def phone(world):
    """Any program that knows an address: no cookie, no sign-in."""
    return world.client(None)


def test_it_is_shown_once_and_only_its_hash_is_kept(world, leo, phone):
    path = made(leo)
    row, secret = Calendar.get(), path.split("/")[-1].removesuffix(".ics")
    assert secret not in repr(row.__data__) and row.member_id == world.leo.id and row.used_at is None
    page = leo.get("/me/calendars").text
    assert "My phone" in page and "not used yet" in page and not ADDRESS.findall(page)
    assert phone.get(path).status_code == 200
    assert Calendar.get().used_at and "last used today" in leo.get("/me/calendars").text
    assert [event.kind for event in Event.select().where(Event.subject == row.dom_id)] == ["calendar.given"]


def test_the_same_form_again_is_the_same_address(leo):
    assert made(leo) == made(leo) and Calendar.select().count() == 1
    assert made(leo, key="another-key") != made(leo) and Calendar.select().count() == 2


def test_two_people_with_the_same_key_have_two_addresses(world, leo):
    assert made(leo) != made(world.client(world.marta))


def test_a_button_ends_it_for_good(world, leo, phone):
    path, row = made(leo), Calendar.get()
    for stranger in (world.marta, world.carla):
        assert world.client(stranger).post(f"/me/calendars/{row.id}/removal").status_code == 404
    assert phone.get(path).status_code == 200
    assert leo.post(f"/me/calendars/{row.id}/removal").status_code == 303
    assert phone.get(path).status_code == 404 and row.dom_id not in leo.get("/me/calendars").text
    assert leo.post(f"/me/calendars/{row.id}/removal").status_code == 404
    assert leo.post("/me/calendars", data={"name": "My phone", "key": KEY}).status_code == 409
    kinds = [event.kind for event in Event.select().where(Event.subject == row.dom_id).order_by(Event.seq)]
    assert kinds == ["calendar.given", "calendar.ended"]


def test_it_ends_with_the_membership_and_does_not_come_back_with_it(world, leo, phone):
    path = made(leo)
    world.leo.remove(by=world.marta)
    assert phone.get(path).status_code == 404
    world.leo.come_back()
    assert phone.get(path).status_code == 404 and Calendar.get().ended_at


def test_the_row_of_the_member_is_asked_at_each_fetch(world, leo, phone):
    """Whatever way they went: who is not of the family now reads nothing."""
    path = made(leo)
    world.leo.changed_rows(state="removed")
    assert phone.get(path).status_code == 404


def test_who_lacks_the_second_step_the_family_asks_for_reads_nothing(world, leo, phone):
    path = made(leo)
    world.rossi.changed_rows(second_factor="all")
    assert phone.get(path).status_code == 404


def test_who_had_to_choose_a_new_password_by_a_link_has_no_address_left(world, leo, phone):
    from familychef.families import resets
    from familychef.families.models import Passage

    path = made(leo)
    passage = Passage.opened_by(resets.make_link(world.leo, by=world.marta), resets.RESET)
    assert phone.get(path).status_code == 200
    resets.set_password(passage, "a hash")
    assert phone.get(path).status_code == 404


def test_it_goes_with_the_person_who_is_erased(world, leo):
    from familychef.families.erasing import erase

    made(leo, name="Phone of Leo")
    erase(world.leo.user)
    assert not Calendar.select().exists()


def test_what_ended_long_ago_is_forgotten(world, leo):
    import datetime as dt

    from familychef.core import clock

    made(leo)
    row = Calendar.get()
    row.end(world.leo)
    Calendar.tidy(clock.now() + dt.timedelta(days=89))
    assert Calendar.select().exists()
    Calendar.tidy(clock.now() + dt.timedelta(days=91))
    assert not Calendar.select().exists()


@pytest.mark.parametrize("form", [{"name": ""}, {"name": "x" * 81}, {"key": "short"}, {"more": "1"}])
def test_what_is_wrong_makes_nothing(leo, form):
    answer = leo.post("/me/calendars", data={"name": "My phone", "key": KEY} | form)
    assert answer.status_code == 422 and not Calendar.select().exists()


def test_making_asks_for_the_password_first(world, leo):
    from familychef.families.models import Session

    Session.update(proved_at=None).execute()
    assert leo.post("/me/calendars", data={"name": "My phone", "key": KEY}).status_code == 303
    assert not Calendar.select().exists()


def test_who_tries_addresses_has_to_wait_and_nothing_tells_them_apart(world, leo, phone):
    path = made(leo)
    Calendar.get().end(world.leo)
    most = LIMITS["calendar_tries"][0]
    paths = [path, "/calendar/nobody.ics"] * most
    answers = [phone.get(each) for each in paths[:most]]
    assert {answer.status_code for answer in answers} == {404} and len({len(answer.data) for answer in answers}) == 1
    late = phone.get(path)
    assert late.status_code == 429 and int(late.headers["Retry-After"]) > 0


def test_what_is_right_uses_nothing_up(leo, phone):
    path = made(leo)
    assert {phone.get(path).status_code for _ in range(LIMITS["calendar_tries"][0] + 5)} == {200}


def test_making_too_many_has_to_wait(leo):
    for number in range(LIMITS["calendars"][0]):
        made(leo, key=f"key-number-{number}")
    assert leo.post("/me/calendars", data={"name": "x", "key": "one-key-more"}).status_code == 429


def test_by_program(world, phone):
    leo = Program(world.client(None), world.leo)
    given = leo.post("/calendars", key="calendar-of-leo", name="Hall")
    assert given.status_code == 201 and given.json["last_used_at"] is None, given.text
    assert leo.post("/calendars", key="calendar-of-leo", name="Hall").json == given.json
    assert not ApiAnswer.select().exists(), "it is kept nowhere"
    path = "/calendar/" + given.json["address"].partition("/calendar/")[2]
    assert phone.get(path).status_code == 200
    (told,) = leo.get("/calendars").json
    assert told["name"] == "Hall" and told["last_used_at"] and "address" not in told
    marta = Program(world.client(None), world.marta)
    other = marta.client.delete(f"/api/v1/calendars/{told['id']}", headers=marta.headers)
    assert other.status_code == 404 and marta.get("/calendars").json == []
    assert leo.client.delete(f"/api/v1/calendars/{told['id']}", headers=leo.headers).status_code == 204
    assert phone.get(path).status_code == 404 and leo.get("/calendars").json == []


def test_a_program_that_may_only_read_makes_no_address(world):
    from familychef.families.models import Program as Acting

    _program, token = Acting.give(world.leo, "Dashboard", ["read", "stock"], None)
    headers = {"Authorization": f"Bearer {token}"}
    answer = world.client(None).post("/api/v1/calendars", json={"name": "x"}, headers=headers)
    assert answer.status_code == 403 and not Calendar.select().exists()
