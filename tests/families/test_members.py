"""Members: what the family knows of them, what they may do, and how they leave."""

import pytest

from tests.families.papers import again, hidden, joined, kinds, last_event, text


def described(client, member, **other):
    """The member's form as the page shows it, with some of it changed."""
    version = hidden(client.get(f"/members/{member.id}"), "version")
    kept = {"name": member.name, "colour": member.colour, "allergens": member.allergens, "diet": member.diet}
    return kept | {"version": version} | other


def test_leo_tells_what_he_must_not_eat(world):
    client = world.client(world.leo)
    form = described(client, world.leo, allergens=["nuts", "milk"], diet="vegetarian", name="Leonardo")
    assert client.post(f"/members/{world.leo.id}", data=form).location == "/family"
    leo, event = again(world.leo), last_event(world.rossi)
    assert (leo.name, leo.allergens, leo.diet, leo.child) == ("Leonardo", ["nuts", "milk"], "vegetarian", True)
    assert (event.kind, event.actor_id) == ("member.described", leo.id)
    assert {"members", "menu", leo.dom_id} <= set(event.stale.split())
    piece = client.htmx("GET", f"/members/{leo.id}")
    assert f'id="{leo.dom_id}"' in piece.text and "Must not eat: Nuts, Milk" in text(piece)
    assert "Leonardo" in text(client.htmx("GET", "/family")) and "<html" not in client.htmx("GET", "/family").text


def test_the_same_form_sent_twice_changes_once(world):
    client = world.client(world.leo)
    form = described(client, world.leo, diet="vegan")
    for _time in range(2):
        assert client.post(f"/members/{world.leo.id}", data=form).status_code == 303
    assert kinds(world.rossi) == ["member.described"]


def test_an_old_form_shows_what_is_there_now_and_keeps_what_was_typed(world):
    client = world.client(world.leo)
    old = described(client, world.leo, name="Leonardo")
    world.leo.describe(world.marta, name="Leo", colour=3, allergens=["nuts", "fish"], diet="", child=True)
    answer = client.post(f"/members/{world.leo.id}", data=old)
    assert answer.status_code == 409 and 'value="Leonardo"' in answer.text and "Nuts, Fish" in text(answer)
    assert again(world.leo).name == "Leo"
    newer = old | {"version": hidden(answer, "version")}
    assert client.post(f"/members/{world.leo.id}", data=newer).status_code == 303
    assert again(world.leo).name == "Leonardo"


def test_leo_can_t_grow_up_by_himself_and_marta_can_say_he_did(world):
    leo, marta = world.client(world.leo), world.client(world.marta)
    assert leo.post(f"/members/{world.leo.id}", data=described(leo, world.leo, child="0")).status_code == 422
    assert marta.post(f"/members/{world.leo.id}", data=described(marta, world.leo)).status_code == 303
    assert not again(world.leo).child


def test_nonna_reads_about_leo_and_changes_nothing(world):
    client = world.client(world.nonna)
    page = client.get(f"/members/{world.leo.id}")
    assert "Nuts" in text(page) and "<form" not in page.text.split("<main")[1].split("</main")[0]
    form = {"name": "Leo", "colour": "1", "version": "x"}
    assert client.post(f"/members/{world.leo.id}", data=form).status_code == 404


@pytest.mark.parametrize("path", ["", "/roles", "/removal"])
def test_the_neighbours_find_nobody_of_ours(world, path):
    client = world.client(world.carla)
    address = f"/members/{world.leo.id}{path}"
    assert client.post(address, data={"roles": "admin"}).status_code == 404
    assert path == "/roles" or client.get(address).status_code == 404
    assert "Leo" not in text(client.htmx("GET", "/family"))


def test_marta_gives_leo_several_roles(world):
    client = world.client(world.marta)
    for _time in range(2):
        answer = client.post(f"/members/{world.leo.id}/roles", data={"roles": ["shopper", "chef"]})
        assert answer.location == "/family"
    assert again(world.leo).roles == ["chef", "shopper"]
    assert kinds(world.rossi) == ["member.granted", "member.reloaded"]
    assert (last_event(world.rossi).stale, last_event(world.rossi).member_id) == ("reload", world.leo.id)


def test_a_member_has_at_least_one_role(world):
    answer = world.client(world.marta).post(f"/members/{world.leo.id}/roles", data={})
    assert answer.status_code == 422 and 'id="field-roles-error"' in answer.text
    assert again(world.leo).roles == ["member"]


def test_nonna_gives_no_roles(world):
    nonna = world.client(world.nonna)
    assert nonna.post(f"/members/{world.nonna.id}/roles", data={"roles": "admin"}).status_code == 403
    assert again(world.nonna).roles == ["chef"]


def test_the_last_admin_stays_admin_and_stays(world):
    client = world.client(world.marta)
    answer = client.post(f"/members/{world.marta.id}/roles", data={"roles": ["chef"]})
    assert answer.status_code == 422 and "A family needs an admin" in text(answer)
    answer = client.post(f"/members/{world.marta.id}/removal")
    assert answer.status_code == 422 and "A family needs an admin" in text(answer)
    assert again(world.marta).roles == ["chef", "shopper", "admin"] and again(world.marta).state == "active"
    assert kinds(world.rossi) == []


def test_with_a_second_admin_the_first_may_go(world):
    world.nonna.grant(["chef", "admin"], by=world.marta)
    world.marta.remove(by=world.marta)
    assert again(world.marta).state == "removed"


def test_who_is_removed_is_signed_out_everywhere_at_once(world):
    from familychef.families.models import Invitation, Session

    world.nonna.grant(["chef", "admin"], by=world.marta)
    phone, laptop, admin = world.client(world.nonna), world.client(world.nonna), world.client(world.marta)
    invitation, token = Invitation.issue(again(world.nonna), ["member"])
    assert "Remove Nonna" in text(admin.get(f"/members/{world.nonna.id}/removal"))
    for _time in range(2):
        assert admin.post(f"/members/{world.nonna.id}/removal").status_code == 303
    assert {phone.get("/family").status_code, laptop.get("/me").status_code} == {401}
    assert Session.select().where(Session.ended_at.is_null()).count() == 1
    assert again(invitation).uses_left == 0 and joined(phone, token).status_code == 410
    assert kinds(world.rossi).count("member.removed") == 1
    assert "Nonna" not in text(admin.htmx("GET", "/family"))


def test_the_stream_of_who_is_removed_ends(world):
    from familychef.core.live import messages
    from familychef.families.models import Session

    world.cookies(world.leo)
    session = Session.get(Session.user == world.leo.user_id)
    stream = messages(0, again(world.leo), session, "build")
    assert "hello" in next(stream)
    world.leo.remove(by=world.marta)
    assert list(stream) == []


def test_admins_who_demote_each_other_leave_one(world):
    from familychef.core.errors import Refusal

    world.nonna.grant(["chef", "admin"], by=world.marta)
    world.marta.grant(["chef"], by=world.nonna)
    with pytest.raises(Refusal):
        world.nonna.grant(["chef"], by=world.marta)


def test_nothing_removed_is_described_or_granted_any_more(world):
    world.leo.remove(by=world.marta)
    client = world.client(world.marta)
    assert client.get(f"/members/{world.leo.id}").status_code == 404
    world.leo.grant(["chef"], by=world.marta)
    assert again(world.leo).roles == ["member"]
