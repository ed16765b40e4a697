"""Asking for a copy and fetching it: only who may, after the password, five times a day."""

import io
import json
import stat
import zipfile

from familychef.core import clock
from familychef.core.db import write
from tests.cast import join, paired
from tests.families.copy_room import KEY, ask, copies, kinds, make


def test_leo_takes_his_data_home(world, settings):
    leo = world.client(world.leo)
    assert ask(leo).headers["Location"] == "/copies"
    assert "Being made" in leo.get("/copies").text
    copy = make(settings)
    page = leo.get("/copies").text
    assert copy.state == "ready" and f'href="/copies/{copy.id}/file"' in page
    answer = leo.get(f"/copies/{copy.id}/file")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert json.loads(archive.read("data.json"))["Your login"][0]["email"] == "leo@rossi.example"
    assert kinds() == ["copy.asked", "copy.made"]


def test_row_45_the_answer_is_a_file_and_kept_by_nobody(world, settings):
    from familychef.families.models import FamilyMember

    FamilyMember.update(name='Leo "é" / ..\\x').where(FamilyMember.id == world.leo.id).execute()
    leo = world.client(world.leo)
    ask(leo)
    copy = make(settings)
    answer = leo.get(f"/copies/{copy.id}/file")
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename=") and "filename*=UTF-8''FamilyChef%20Leo" in said
    assert "/" not in said.partition("UTF-8''")[2] and "%2F" not in said and "%5C" not in said
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/zip" and "sandbox" in answer.headers["Content-Security-Policy"]
    path = settings.data / "exports" / str(world.rossi.id) / copy.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_row_09_the_password_is_asked_for_first_and_at_the_door(world, settings):
    from familychef.families.models import Session

    leo = world.client(world.leo)
    ask(leo)
    copy = make(settings)
    with write():
        Session.update(proved_at=clock.now() - clock.minutes(6)).execute()
    for answer in (ask(leo, key="another-key"), leo.get(f"/copies/{copy.id}/file")):
        assert answer.status_code == 303 and "/session/proof" in answer.headers["Location"]
    assert len(copies()) == 1
    page = leo.get("/copies").text
    assert "/session/proof?next=/copies" in page and "/file" not in page


def test_nobody_else_finds_it(world, settings):
    ask(world.client(world.leo))
    copy = make(settings)
    for who in (world.nonna, world.marta, world.carla):
        answer = world.client(who).get(f"/copies/{copy.id}/file")
        assert answer.status_code == 404
        assert f"/copies/{copy.id}" not in world.client(who).get("/copies").text


def test_the_familys_copy_is_for_the_admin_who_asked(world, settings):
    aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
    assert ask(world.client(world.nonna), "family").status_code == 403
    assert ask(world.client(world.marta), "family").status_code == 303
    copy = make(settings)
    seen = {who.name: world.client(who).get(f"/copies/{copy.id}/file").status_code
            for who in (world.marta, aldo, world.nonna, world.carla)}
    assert seen == {"Marta": 200, "Aldo": 404, "Nonna": 404, "Carla": 404}
    assert "Copy of the whole family" not in world.client(world.nonna).get("/copies").text


def test_who_is_an_admin_no_more_does_not_get_the_familys_copy(world, settings):
    from familychef.families.models import FamilyMember

    aldo = join(world.rossi, name="Aldo", email="aldo@rossi.example", roles=["admin"])
    ask(world.client(aldo), "family")
    copy = make(settings)
    FamilyMember.update(roles=["member"]).where(FamilyMember.id == aldo.id).execute()
    assert world.client(aldo).get(f"/copies/{copy.id}/file").status_code == 404


def test_a_child_and_a_shared_tablet_get_none(world):
    mia = join(world.rossi, name="Mia", email=None, child=True)
    mia.tablet = world.marta.tablet = paired(world.marta, "shared")
    for who in (mia, world.marta):
        client = world.client(who)
        assert client.get("/copies").status_code == 403
        assert ask(client).status_code == ask(client, "family").status_code == 403
    assert not copies()


def test_the_same_form_twice_is_one_copy(world, settings):
    leo = world.client(world.leo)
    ask(leo), ask(leo), ask(leo, key="other-key-while-it-waits")
    assert len(copies()) == 1
    make(settings)
    ask(leo)
    assert len(copies()) == 1
    ask(leo, key="a-new-key-afterwards")
    ask(world.client(world.pia))
    assert len(copies()) == 3


def test_row_22_five_a_day_for_a_family(world, settings):
    leo = world.client(world.leo)
    for number in range(5):
        assert ask(leo, key=f"key-number-{number}").status_code == 303
        make(settings)
    answer = ask(leo, key="one-too-many")
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 3600
    assert ask(leo, key="key-number-4").status_code == 303
    assert ask(world.client(world.carla)).status_code == 303


def test_only_who_asked_hears_of_it(world, settings):
    from familychef.core import live

    ask(world.client(world.marta), "family")
    make(settings)
    assert "event: copies" in live.look(0, world.marta)[0] and "copies" not in live.look(0, world.nonna)[0]


def test_row_55_the_security_log_has_it(world, settings):
    leo = world.client(world.leo)
    ask(leo)
    leo.get(f"/copies/{make(settings).id}/file")
    lines = [json.loads(line) for line in (settings.data / "security.log").read_text().splitlines()]
    said = [(line["what"], line["user"], line["about"]) for line in lines if line["what"].startswith("export")]
    assert said == [("export.made", world.leo.user_id, "copy-1"), ("export.taken", world.leo.user_id, "copy-1")]


def test_a_form_without_a_key_asks_for_nothing(world):
    leo = world.client(world.leo)
    assert leo.post("/copies/mine", data={}).status_code == 422
    assert leo.post("/copies/mine", data={"key": KEY, "member": "2"}).status_code == 422
    assert not copies()
