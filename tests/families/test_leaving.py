"""Going out of a family: one's own will or another's, everything shut at once, and never the last admin."""

import pytest

from tests.cast import paired
from tests.core.stream import Stream
from tests.families.papers import again, joined, kinds, last_event, text
from tests.storm import Call, all_at_once


@pytest.fixture
def both(world):
    """Leo's membership of the Neri next door, beside the one of the Rossi."""
    from familychef.families.actions import join
    from familychef.families.models import Invitation

    invitation, _token = Invitation.issue(world.carla, ["member"])
    return join(invitation, world.leo.user, name="Leo", colour=5)


def test_leo_leaves_and_is_out_of_everything_of_the_family(world):
    leo, old_phone = world.client(world.leo), world.client(world.leo)
    assert "Leave the family Rossi?" in text(leo.get("/family/leaving")) and again(world.leo).state == "active"
    assert leo.post("/family/leaving").location == "/me"
    assert again(world.leo).state == "removed" and last_event(world.rossi).kind == "member.removed"
    assert last_event(world.rossi).actor_id == world.leo.id
    assert last_event(world.rossi).changes == {"state": ["active", "removed"]}
    assert "You are in no family now" in text(leo.get("/me"))
    assert leo.get("/menu").status_code == 403 and old_phone.get("/me").status_code == 401


def test_who_has_another_family_is_there_at_once(world, both):
    leo = world.client(world.leo)
    assert leo.post("/family/leaving").location == "/"
    assert "Neri" in text(leo.get("/family")) and again(both).state == "active"


def test_removed_from_one_family_the_other_goes_on(world, both):
    here, there = world.client(world.leo), world.client(both)
    world.leo.remove(by=world.marta)
    assert here.get("/me").status_code == 401
    assert there.get("/menu").status_code == 200 and "Neri" in text(there.get("/family"))


def test_the_last_admin_is_told_why_they_stay(world):
    marta = world.client(world.marta)
    assert "its only admin" in text(marta.get("/family/leaving"))
    assert marta.post("/family/leaving").status_code == 422 and again(world.marta).state == "active"


def test_a_profile_without_login_is_no_admin_to_leave_behind(world):
    from tests.cast import join

    join(world.rossi, name="Mia", email=None, roles=["admin"])
    assert world.client(world.marta).post("/family/leaving").status_code == 422


def test_removal_shuts_links_files_and_pins_too(world):
    from familychef.core import clock
    from familychef.core.db import write
    from familychef.families.models import Export, Invitation, Passage

    world.nonna.grant(["chef", "admin"], by=world.marta)
    week = clock.minutes(60 * 24 * 7)
    with write():
        world.nonna.changed_rows(pin_hash="a hash")
        export = Export.create(
            family=world.rossi, member=world.nonna, kind="family", key="k", expires_at=clock.now() + week
        )
    made, _token = Passage.issue("reset", week, user=world.leo.user, made_by=again(world.nonna))
    given, _token = Passage.issue("reset", week, user=world.nonna.user, made_by=world.marta)
    others, _token = Passage.issue("reset", week, user=world.nonna.user, made_by=world.carla)
    invitation, token = Invitation.issue(again(world.nonna), ["member"])
    again(world.nonna).remove(by=world.marta)
    assert again(world.nonna).pin_hash == "" and again(export).expires_at <= clock.now()
    assert again(made).used_at and again(given).used_at and not again(others).used_at
    assert again(invitation).uses_left == 0 and joined(world.client(), token).status_code == 410


def test_a_page_opened_as_admin_invites_nobody_later(world):
    from familychef.core.errors import Refusal
    from familychef.families.models import Invitation

    world.nonna.grant(["chef", "admin"], by=world.marta)
    before = again(world.nonna)
    world.nonna.grant(["chef"], by=world.marta)
    with pytest.raises(Refusal):
        Invitation.issue(before, ["admin"])
    assert not Invitation.select().exists()


def test_a_removed_member_s_stream_ends_within_five_seconds(world, serve):
    house = serve()
    stream = Stream(house, world.cookies(world.leo))
    stream.wait_for("hello")
    marta = "; ".join(f"{name}={value}" for name, value in world.cookies(world.marta).items())
    assert house.request("POST", f"/members/{world.leo.id}/removal", {}, {"Cookie": marta}).status == 303
    assert stream.ended.wait(5)
    stream.close()


def test_of_two_admins_who_remove_each_other_at_once_one_stays(world, serve):
    house = serve()
    world.nonna.grant(["chef", "admin"], by=world.marta)
    for _round in range(5):
        admins = [world.marta, world.nonna]
        calls = [
            Call("POST", f"/members/{other.id}/removal", {}, cookies=world.cookies(one))
            for one, other in (admins, reversed(admins))
        ]
        statuses = sorted(answer.status for answer in all_at_once(house, calls))
        assert statuses in ([303, 401], [303, 422]), statuses
        left = house.rows(
            "SELECT id FROM family_member WHERE family_id = ? AND state = 'active' AND id IN (?, ?)",
            world.rossi.id, world.marta.id, world.nonna.id,
        )
        assert len(left) == 1
        for admin in admins:
            again(admin).come_back(roles=["admin"])


def test_of_two_admins_who_leave_at_once_one_stays(world, serve):
    house = serve()
    world.nonna.grant(["chef", "admin"], by=world.marta)
    for _round in range(5):
        calls = [Call("POST", "/family/leaving", {}, cookies=world.cookies(one)) for one in (world.marta, world.nonna)]
        assert sorted(answer.status for answer in all_at_once(house, calls)) == [303, 422]
        for admin in (world.marta, world.nonna):
            again(admin).come_back(roles=["admin"])


def test_nobody_leaves_twice(world):
    world.leo.remove(by=world.leo)
    again(world.leo).remove(by=world.leo)
    assert kinds(world.rossi).count("member.removed") == 1

def test_the_screens_of_who_is_removed_are_paired_anew(world):
    screen, other = paired(world.nonna), paired(world.marta)
    page = world.client(world.marta).get(f"/members/{world.nonna.id}/removal").text
    assert screen.name in page and "paired again" in page
    world.nonna.remove(by=world.marta)
    assert world.client(screen).get("/kitchen").status_code in (302, 303, 401)
    assert world.client(other).get("/kitchen").status_code == 200
