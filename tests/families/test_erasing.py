"""Erase me: the name and all words go, the numbers stay, and nobody can tell who it was."""

import pytest

from familychef.core.db import transaction
from familychef.core.events import record
from tests import cast, larder
from tests.any_row import all_models
from tests.families.papers import again, kinds, last_event, text

WORD = "zyxcanary"
NAME, MAIL = f"Ugo {WORD}", f"{WORD}@rossi.example"


@pytest.fixture
def ugo(world):
    """Ugo, who left a word of his in every place that takes one."""
    ugo = cast.join(world.rossi, name=f"Ugolino {WORD}", email=MAIL, roles=["member", "chef"])
    traits = {"colour": 3, "allergens": ["nuts"], "diet": "vegan", "child": False}
    ugo.describe(ugo, name=NAME, **traits)
    sign_in_everywhere(world, ugo)
    eat(world, again(ugo))
    return again(ugo)


def sign_in_everywhere(world, ugo):
    from familychef.core import clock
    from familychef.families.models import Identity, Letter, Passage, Passkey, RecoveryCode, SecondFactor

    user, hour = ugo.user, clock.minutes(60)
    user.speak("de")
    SecondFactor.begin(user)
    RecoveryCode.create(user=user, code_hash="x" * 64)
    Passkey.create(user=user, credential_id="key", public_key="", name=f"Phone of {NAME}")
    Identity.create(user=user, issuer="https://id.example", subject=MAIL)
    passage, _token = Passage.issue("reset", hour, user=user, facts={"page": f"/{WORD}"})
    Letter.create(kind="reset", user=user, passage=passage, facts={"to": MAIL})
    answer_a_program(world, ugo)
    ugo.changed_rows(face="fox", pin_hash=f"hash of {WORD}")


def answer_a_program(world, ugo):
    from familychef.families.models import ApiAnswer, Calendar, Program

    program, _token = Program.give(ugo, f"Lamp of {NAME}", ["read"], None)
    Program.sign_in(ugo, f"Phone of {NAME}")
    ApiAnswer.create(family=world.rossi, program=program, key="asked", digest="", body=f"Hello {NAME}")
    Calendar.create(family=world.rossi, member=ugo, name=f"Diary of {NAME}", token_hash="x" * 64)


def eat(world, ugo):
    """He eats, wastes, declines, likes, moves stock, and leaves something in his basket."""
    from familychef.kitchen import actions
    from familychef.pantry.models import StockMove

    flour = larder.ingredient(world.rossi, "Flour")
    lot = larder.lot(flour, 9_000_000)
    dish = larder.dish(world.rossi, "Pasta", {flour: 400_000})
    spill(cooked(ugo, dish, "eaten"), ugo)
    cooked(ugo, dish, "given-up").items.get().void(ugo, fate="waste", reason=f"burnt by {WORD}")
    actions.place_order(world.leo, key="leo", cart=_cart(world.leo, dish)).decline(ugo, reason=f"{WORD} is tired")
    dish.favour(ugo, True)
    with transaction(world.rossi):
        StockMove.update(note=f"by {WORD}", actor=ugo).where(StockMove.pantry_stock == lot).execute()
    _cart(ugo, dish)


def spill(order, ugo):
    """Ready, and a portion of it is thrown away."""
    order.finish(ugo)
    item = order.items.get()
    item.correct(ugo, item.outcome()._replace(wasted=1, reason=f"dropped by {WORD}"), item.version)


def cooked(ugo, dish, key):
    from familychef.kitchen import actions

    _cart(ugo, dish)
    actions.cart_of(ugo)[0].changed_rows(note=f"for {WORD}")
    order = actions.place_order(ugo, key=key, cart="", note=f"no salt, {WORD}")
    order.accept(ugo)
    order.start(ugo)
    return order


def _cart(member, dish):
    from familychef.kitchen import actions

    actions.add_to_cart(member, dish, for_member=member)
    return ""


def everything():
    """All rows of all tables, as text."""
    return {model._meta.table_name: repr(list(model.select().tuples())) for model in all_models()}


def counts():
    kept = ("order", "order_item", "stock_move", "hold", "event", "family_member", "user", "dish", "pantry_stock")
    return {model._meta.table_name: model.select().count() for model in all_models() if model._meta.table_name in kept}


def erase(world, member):
    from familychef.core.relay import deliver_pending
    from familychef.families.models import Family

    client = world.client(member)
    answer = client.post("/me/erasure")
    deliver_pending(Family)
    return client, answer


def test_nothing_ugo_ever_typed_is_left_in_any_table(world, ugo):
    before, told = counts(), everything()
    assert sum(WORD in rows for rows in told.values()) >= 8
    _client, answer = erase(world, ugo)
    assert (answer.status_code, answer.location) == (303, "/session/new")
    left = {table: rows for table, rows in everything().items() if WORD in rows.lower()}
    assert not left
    assert counts() | {"event": 0} == before | {"event": 0}
    assert sum(before[table] > 0 for table in before) == len(before)


def test_the_login_is_gone_with_all_its_keys(world, ugo):
    from familychef.families import erasing

    client, _answer = erase(world, ugo)
    user = again(ugo.user)
    assert (user.email, user.password_hash, user.locale) == (None, "", "") and user.erased_at
    assert not [model for model in erasing.OF_A_LOGIN if model.select().where(model.user == user.id).exists()]
    assert client.get("/me").status_code == 401
    form = {"email": MAIL, "password": cast.PASSWORD}
    assert world.client().post("/session", data=form).status_code == 422


def test_every_page_still_has_a_word_for_him(world, ugo):
    from familychef.kitchen.models import Order

    erase(world, ugo)
    leo = world.client(world.leo)
    orders = Order.select().where(Order.placed_by == ugo.id)
    pages = [world.client(world.nonna).get(f"/orders/{order.id}") for order in orders]
    assert all("Somebody who left" in text(page) and WORD not in page.text.lower() for page in pages)
    assert "Somebody who left" not in text(leo.get("/family"))


def test_the_chain_of_events_holds(world, ugo):
    from familychef.core.events import Event, link

    before = {event.id: (event.digest, event.hash) for event in Event.select()}
    erase(world, ugo)
    hash = ""
    for event in Event.select().where(Event.family_id == world.rossi.id).order_by(Event.seq):
        assert event.hash == link(hash, event)
        assert before.get(event.id, (event.digest, event.hash)) == (event.digest, event.hash)
        hash = event.hash
    described = Event.get(Event.kind == "member.described", Event.subject == ugo.dom_id)
    assert described.changes == {"erased": True}
    assert kinds(world.rossi).count("member.erased") == 1


def test_the_books_of_the_kitchen_still_add_up(world, ugo):
    from familychef import invariants

    erase(world, ugo)
    assert invariants.check() == []


def test_he_goes_from_all_his_families_at_once(world, ugo):
    from familychef.families.actions import join
    from familychef.families.models import Invitation

    invitation, _token = Invitation.issue(world.carla, ["member"])
    among_neri = join(invitation, ugo.user, name=f"Ugo next door {WORD}", colour=5)
    _client, _answer = erase(world, ugo)
    assert (again(among_neri).state, again(ugo).state) == ("removed", "removed")
    assert not [table for table, rows in everything().items() if WORD in rows]


def test_a_membership_that_ended_long_ago_is_erased_too(world, ugo):
    ugo.remove(by=world.marta)
    from familychef.families.actions import join
    from familychef.families.models import Invitation

    invitation, _token = Invitation.issue(world.carla, ["member"])
    among_neri = join(invitation, ugo.user, name="Ugo", colour=5)
    erase(world, among_neri)
    assert not [table for table, rows in everything().items() if WORD in rows]


def test_the_last_admin_is_told_what_to_do_first(world):
    marta = world.client(world.marta)
    assert "You are the only admin of: Rossi" in text(marta.get("/me/erasure"))
    answer = marta.post("/me/erasure")
    assert answer.status_code == 422 and "You are the last admin of the family Rossi" in text(answer)
    assert again(world.marta.user).email and again(world.marta).state == "active"


def test_row_09_erasing_asks_for_the_password_again(world):
    from tests.families.test_proof import tire

    leo = world.client(world.leo)
    tire(leo)
    assert leo.post("/me/erasure").location.startswith("/session/proof")
    assert again(world.leo).state == "active"


def test_interrupted_in_the_middle_it_can_be_done_again(world, ugo, monkeypatch):
    from familychef.families import erasing

    with monkeypatch.context() as power_cut:
        power_cut.setattr(erasing, "_erase_login", lambda user: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erasing.erase(ugo.user)
    erasing.erase(ugo.user)
    assert again(ugo.user).erased_at and again(ugo).state == "removed"
    assert kinds(world.rossi).count("member.erased") == 1


def test_short_names_take_no_other_words_with_them(world):
    """Who is called Al does not take the salt out of the history."""
    al = cast.join(world.rossi, name="Al", email="al@rossi.example")
    with transaction(world.rossi):
        record("dish.added", world.rossi, actor=world.nonna, changes={"name": ["", "Salt crust"]})
        record("dish.changed", world.rossi, actor=world.nonna, changes={"name": ["Salt crust", "Salt crust of Al"]})
    erase(world, al)
    from familychef.core.events import Event

    told = [event.changes for event in Event.select().where(Event.kind.startswith("dish.")).order_by(Event.seq)]
    assert {"name": ["", "Salt crust"]} in told and {"name": ["Salt crust", ""], "erased": True} in told
    assert last_event(world.rossi).kind == "member.erased"
