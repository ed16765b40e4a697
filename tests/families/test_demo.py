"""The demo: two families to play with, on this machine only."""

import pytest

from tests.cast import sign_in
from tests.families.papers import kinds, text

CAST = [("Nonna", ["chef"]), ("Marta", ["chef", "shopper", "admin"]), ("Leo", ["member"]), ("zia Pia", ["shopper"])]


@pytest.fixture
def demo(settings, tables):
    from dataclasses import replace

    return replace(settings, demo=True)


def prepared(settings):
    from familychef.demo import people
    from familychef.families import welcome

    welcome.prepare(settings, people.seed)


def test_the_rossi_and_the_neri_are_there(demo):
    from familychef.families.models import Family, FamilyMember

    prepared(demo)
    rossi, neri = Family.select().order_by(Family.id)
    assert [(member.name, sorted(member.roles)) for member in rossi.active_members()] == [
        (name, sorted(roles)) for name, roles in CAST
    ]
    leo = FamilyMember.get(FamilyMember.name == "Leo")
    assert (leo.allergens, leo.child, rossi.demo, neri.demo) == (["nuts"], True, True, True)
    assert [member.name for member in neri.active_members()] == ["Carla"]
    assert kinds(rossi) == ["member.joined"] * 4 and rossi.version == 4


def test_a_second_start_seeds_nothing_again(demo):
    from familychef.families.models import Family

    prepared(demo)
    prepared(demo)
    assert Family.select().count() == 2


def test_the_demo_never_moves_in_with_a_real_family(demo, world):
    with pytest.raises(SystemExit, match="lives here already"):
        prepared(demo)


def test_demo_families_never_open_to_the_network(demo):
    from dataclasses import replace

    prepared(demo)
    with pytest.raises(SystemExit, match="known passwords"):
        prepared(replace(demo, demo=False, host="0.0.0.0", url="https://food.example"))
    prepared(replace(demo, demo=False))


def test_an_empty_house_tells_its_code_once_and_a_full_one_nothing(settings, tables, capsys, request):
    prepared(settings)
    assert "/welcome with the code " in capsys.readouterr().out
    request.getfixturevalue("world")
    prepared(settings)
    assert capsys.readouterr().out == ""


def test_each_of_the_demo_is_a_button_with_a_face(house):
    page = house.request("GET", "/session/new")
    for name in ("Nonna", "Marta", "Leo", "zia Pia", "Carla"):
        assert f"<bdi>{name}</bdi></button>" in page.text
    assert page.text.count('class="face"') == 5
    for name in ("nonna", "marta", "leo", "pia", "carla"):
        assert sign_in(house, name)


def test_a_real_house_offers_nobody(world, client):
    page = client.get("/session/new")
    assert "Leo" not in text(page) and 'class="face"' not in page.text
