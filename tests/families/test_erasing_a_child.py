"""A profile without a login is erased by an admin: the child can't ask for it."""

import pytest

from familychef.core.db import transaction
from familychef.core.events import Event, record
from familychef.core.relay import deliver_pending
from familychef.families.models import Family, FamilyMember
from familychef.kitchen import actions
from familychef.menu.models import Dish
from tests import cast, larder
from tests.families.papers import again, kinds
from tests.families.test_erasing import WORD, everything
from tests.families.test_proof import tire


@pytest.fixture
def mia(world):
    """Mia, who has eaten here and was written about."""
    form = {"name": f"Mia {WORD}", "face": "cat", "colour": "5", "allergens": ["nuts"], "language": "de", "pin": "2580"}
    assert world.client(world.marta).post("/members", data=form).status_code == 303
    mia = FamilyMember.get(FamilyMember.name == form["name"])
    flour = larder.ingredient(world.rossi, "Flour")
    larder.lot(flour, 9_000_000)
    actions.add_to_cart(mia, larder.dish(world.rossi, "Pasta", {flour: 400_000}), for_member=mia)
    actions.cart_of(mia)[0].changed_rows(note=f"for {WORD}")
    actions.place_order(mia, key="eaten", cart="", note=f"no salt, {WORD}")
    with transaction(world.rossi):
        record("dish.changed", world.rossi, actor=world.nonna, changes={"name": ["Pasta", f"Pasta of Mia {WORD}"]})
    return again(mia)


def erase(world, mia):
    """What Marta's button does, and what every room does about it."""
    answer = world.client(world.marta).post(f"/members/{mia.id}/erasure")
    deliver_pending(Family)
    return answer


def test_an_admin_erases_a_child_and_nothing_of_her_is_left_but_numbers(world, mia):
    from familychef import invariants

    actions.add_to_cart(world.marta, Dish.get(), for_member=world.marta)
    answer = erase(world, mia)
    assert (answer.status_code, answer.location) == (303, "/family")
    assert not [table for table, rows in everything().items() if WORD in rows.lower()]
    assert (again(mia).state, again(mia).pin_hash) == ("removed", "") and again(mia.user).erased_at
    assert Event.get(Event.kind == "member.removed").actor_id == world.marta.id
    assert actions.cart_of(world.marta), "what the admin has in the basket stays"
    assert invariants.check() == []


def test_pressed_twice_it_takes_nothing_else_along(world, mia):
    erase(world, mia)
    told = list(Event.select(Event.id, Event.changes).order_by(Event.id).tuples())
    gone = again(mia.user).erased_at
    assert erase(world, mia).status_code == 303
    assert list(Event.select(Event.id, Event.changes).order_by(Event.id).tuples()) == told
    assert kinds(world.rossi).count("member.erased") == 1 and again(mia.user).erased_at == gone


def test_a_child_who_has_left_can_be_erased_too(world, mia):
    world.client(world.marta).post(f"/members/{mia.id}/removal")
    assert erase(world, mia).status_code == 303
    assert not [table for table, rows in everything().items() if WORD in rows.lower()]


def test_who_has_a_login_is_erased_by_nobody_else(world):
    marta, before = world.client(world.marta), everything()
    assert "Or erase the profile" not in marta.get(f"/members/{world.leo.id}/removal").text
    assert marta.post(f"/members/{world.leo.id}/erasure").status_code == 404
    assert everything() == before


def test_it_is_offered_beside_removing_and_asks_for_the_password_again(world, mia):
    marta = world.client(world.marta)
    assert f'action="/members/{mia.id}/erasure"' in marta.get(f"/members/{mia.id}/removal").text
    tire(marta)
    assert marta.post(f"/members/{mia.id}/erasure").location.startswith("/session/proof")
    assert again(mia).state == "active"


def test_a_neighbour_s_child_is_nobody_here(world):
    pia = cast.join(world.neri, "Pia", None, child=True)
    assert world.client(world.marta).post(f"/members/{pia.id}/erasure").status_code == 404
    assert again(pia).name == "Pia"
