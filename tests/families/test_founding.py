"""The first visitor with the code founds the family; nobody founds it twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.families.papers import cookie_of, founding, kinds, text


@pytest.fixture
def settings_of_house(app):
    return app.config["SETTINGS"]


def test_nonna_founds_her_family_with_the_code_on_the_console(client, settings_of_house):
    from familychef.families.models import Family, FamilyMember

    assert client.get("/session/new").location == "/welcome"
    assert "Welcome to your kitchen" in text(client.get("/welcome"))
    answer = client.post("/families", data=founding(settings_of_house))
    assert (answer.status_code, answer.location) == (303, "/first-steps")
    family, nonna = Family.get(), FamilyMember.get()
    assert (family.name, family.timezone, family.currency, family.demo) == ("Bianchi", "Europe/Rome", "EUR", False)
    assert (nonna.name, nonna.roles, nonna.user.email) == ("Nonna", ["chef", "admin"], "nonna@bianchi.example")
    assert kinds(family) == ["family.founded"] and family.version == 1
    assert "Welcome to your kitchen" in text(client.get("/first-steps"))


def test_the_code_may_be_typed_without_its_dash_and_in_small_letters(client, settings_of_house):
    code = founding(settings_of_house)["code"]
    loose = code.replace("-", " ").lower()
    assert client.post("/families", data=founding(settings_of_house, code=loose)).status_code == 303


@pytest.mark.parametrize("code", ["", "BBBB-BBBB", "ÄÖÜß-1234", "x" * 40])
def test_without_the_code_nothing_is_founded_and_nothing_typed_is_lost(client, settings_of_house, code):
    from familychef.families.models import Family, Installation, User

    answer = client.post("/families", data=founding(settings_of_house, code=code))
    assert answer.status_code == 422 and 'id="field-code-error"' in answer.text
    assert 'value="Bianchi"' in answer.text and "una torta" not in answer.text
    assert not Family.select().exists() and not User.select().exists() and not Installation.select().exists()
    assert cookie_of(client) is None


def test_the_set_up_page_is_gone_when_a_family_lives_here(client, settings_of_house):
    from familychef.families.models import Family

    client.post("/families", data=founding(settings_of_house))
    stranger = client.application.test_client()
    assert stranger.get("/welcome").location == "/session/new"
    answer = stranger.post("/families", data=founding(settings_of_house, family="Thieves"))
    assert answer.status_code == 409 and "already set up" in text(answer)
    assert [family.name for family in Family] == ["Bianchi"]


def test_the_code_is_the_same_in_every_process_and_another_in_every_house(settings):
    from dataclasses import replace

    from familychef.families.welcome import setup_code

    assert setup_code(settings) == setup_code(replace(settings, port=9000))
    assert setup_code(settings) != setup_code(replace(settings, secret="s" * 40))
    assert len(setup_code(settings)) == 9 and not set(setup_code(settings)) & set("AEIOU")


def test_two_who_found_at_once_found_one_family(server):
    code = server.log.split("with the code ")[1][:9]
    forms = [founding_at(code, number) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda form: server.request("POST", "/families", form).status, forms))
    assert sorted(statuses) == [303] + [409] * 7
    assert server.rows("SELECT COUNT(*) FROM family") == [(1,)]
    assert server.rows('SELECT COUNT(*) FROM "user"') == [(1,)]
    assert server.rows("SELECT id FROM installation") == [(1,)]


def founding_at(code, number):
    from tests.families.papers import FOUNDING

    return FOUNDING | {"code": code, "family": f"Bianchi {number}", "email": f"nonna{number}@bianchi.example"}
