"""A person's own copy: everything of theirs, in words, and not one word of anybody else."""

import io
import json
import zipfile

import pytest

from tests import larder
from tests.kitchen import busy
from tests.permissions.scene import Scene

SONG = "nightjarsong"


@pytest.fixture
def house(world):
    """Everybody cooked, ate, wrote notes and ordered for each other; Leo's words say so, those of others sing."""
    plain = busy.lasagne(world.rossi, 9, minutes=20)
    write_notes(world, plain)
    plain.favour(world.leo, True)
    rye = larder.ingredient(world.rossi, "Rye")
    for who, note in ((world.leo, "leo's moths"), (world.nonna, SONG)):
        rye.add_lot(9_000, who).pantry_stock.waste(500, who, reason=note)
    Scene(world).row("photo")
    world.marta.describe(world.marta, name=SONG, colour=2, allergens=["milk"], diet="vegan", child=False)
    world.leo.describe(world.marta, name="Leo", colour=3, allergens=["nuts", "eggs"], diet="", child=True)
    name_others(world)
    return world


def write_notes(world, dish):
    from familychef.kitchen import actions, placing

    for who, whom, note in (
        (world.leo, world.leo, "leo's spoon"), (world.leo, world.pia, "leo's treat"), (world.pia, world.leo, SONG),
        (world.nonna, world.nonna, SONG),
    ):
        actions.add_to_cart(who, dish, for_member=whom, note=note)
        placing.place_order(who, key=f"{who.id} {whom.id} {note}", cart="", note=note).accept(world.nonna)
        actions.add_to_cart(who, dish, for_member=whom, note=note)


def name_others(world):
    from familychef.families.models import FamilyMember, User

    for number, who in enumerate((world.nonna, world.marta, world.pia, world.carla)):
        FamilyMember.update(name=SONG).where(FamilyMember.id == who.id).execute()
        User.update(name=SONG, email=f"{SONG}{number}@x.example").where(User.id == who.user_id).execute()


def copy_of(member, settings):
    """(the data, the names of the pictures, all the bytes)"""
    from familychef.families import own_data

    file = io.BytesIO()
    own_data.write(file, settings, member)
    with zipfile.ZipFile(file) as copy:
        text = copy.read("data.json")
        return json.loads(text), [name for name in copy.namelist() if name != "data.json"], text


def test_leo_finds_everything_of_his(house, settings):
    data, _pictures, text = copy_of(house.leo, settings)
    assert data["about"]["family"] == "Rossi" and data["Your login"][0]["email"] == "leo@rossi.example"
    assert data["You in this family"][0]["allergens"] == ["nuts", "eggs"]
    assert {order["note"] for order in data["Your orders"]} == {"leo's spoon", "leo's treat"}
    assert {item["note"] for item in data["What was in your orders"]} == {"leo's spoon", "leo's treat"}
    assert [liked["dish"] for liked in data["What you like"]] == ["Lasagne 20"]
    assert {line["note"] for line in data["Your cart"]} == {"leo's treat"}
    assert "leo's moths" in {move["note"] for move in data["What you put into the pantry and took out"]}
    assert b"leo@rossi.example" in text


def test_nobody_elses_word_is_in_it(house, settings):
    _data, _pictures, text = copy_of(house.leo, settings)
    assert SONG.encode() not in text.lower()
    assert b"pia" not in text.lower() and b"nonna" not in text.lower() and b"marta" not in text.lower()
    assert b"milk" not in text and b"vegan" not in text


def test_what_others_noted_about_leo_is_told_without_their_words(house, settings):
    data, _pictures, _text = copy_of(house.leo, settings)
    (eaten,) = data["What others ordered for you"]
    assert eaten["dish"] == "Lasagne 20" and eaten["for_member"] == "you" and "note" not in eaten
    (ordered,) = data["Orders of others, for you or cooked by you"]
    assert ordered["placed_by"] == "somebody else" and "note" not in ordered


def test_the_reasons_of_the_kitchen_stay_in_the_kitchen(world, settings):
    dish = busy.lasagne(world.rossi, 9)
    busy.order(world.leo, dish, key="declined").decline(world.nonna, SONG)
    cooked = busy.order(world.leo, dish, key="spoiled")
    cooked.accept(world.nonna)
    cooked.start(world.nonna)
    cooked.items.get().void(world.nonna, "waste", SONG)
    data, _pictures, text = copy_of(world.leo, settings)
    assert [order["state"] for order in data["Your orders"]][0] == "declined" and SONG.encode() not in text


def test_leo_sees_what_he_did_and_what_was_done_to_him(house, settings):
    data, _pictures, _text = copy_of(house.leo, settings)
    done = data["What you did, and what happened to you"]
    described = [event for event in done if event["kind"] == "member.described"]
    assert [event["by_you"] for event in described] == [False]
    assert described[0]["changes"]["allergens"] == [["nuts"], ["nuts", "eggs"]]
    assert all("changes" not in event for event in done if event["subject"] != house.leo.dom_id)
    assert {"order.placed", "cart.added"} <= {event["kind"] for event in done if event["by_you"]}


def test_sessions_and_keys_are_told_without_what_opens(house, settings):
    from familychef.families.models import Passkey, RecoveryCode, SecondFactor, Session

    house.cookies(house.leo)
    user = house.leo.user
    SecondFactor.create(user=user, secret="SESAME")
    RecoveryCode.create(user=user, code_hash="SESAME")
    Passkey.create(user=user, credential_id="SESAME", public_key="SESAME", name="Leo's phone")
    Session.update(token_hash="SESAME", prior_hash="SESAME").where(Session.user == user).execute()
    data, _pictures, text = copy_of(house.leo, settings)
    assert len(data["Where you were signed in"]) == 1 and data["Your passkeys"][0]["name"] == "Leo's phone"
    assert b"SESAME" not in text and user.password_hash.encode() not in text


def test_nonna_gets_the_pictures_she_gave(house, settings):
    data, pictures, _text = copy_of(house.nonna, settings)
    number = data["Pictures you gave"][0]["id"]
    assert sorted(pictures) == [f"pictures/{number}-{size}.webp" for size in ("large", "medium", "small")]
    assert copy_of(house.leo, settings)[1] == []


def test_every_column_is_explained(house, settings):
    data, _pictures, _text = copy_of(house.leo, settings)
    words = data.pop("about")["words"]
    shown = {column for rows in data.values() for row in rows for column in row}
    assert not shown - set(words), shown - set(words)


def test_a_person_in_two_families_gets_this_ones_data(house, settings):
    from familychef.families.models import FamilyMember

    there = FamilyMember.create(family=house.neri, user=house.leo.user, name="Leone", diet="vegan")
    data, _pictures, text = copy_of(house.leo, settings)
    assert b"Leone" not in text and b"Neri" not in text
    assert copy_of(there, settings)[0]["about"]["family"] == "Neri" and "Your orders" not in copy_of(there, settings)[0]
