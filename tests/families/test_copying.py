"""Making copies: one at a time, each once, whatever dies meanwhile; and what becomes of them after a day."""

import io
import os
import time
import zipfile

import pytest

from tests.cast import open_session
from tests.families.copy_room import KEY, ask, copies, files, kinds, later, make, tidy


def test_row_24_one_at_a_time_for_a_family(world):
    ask(world.client(world.leo))
    ask(world.client(world.pia))
    ask(world.client(world.carla))
    first, second, of_the_neri = copies()
    assert first.take() and not second.take() and of_the_neri.take()
    assert not copies()[0].take()
    assert first.finish("a.zip", 1) and copies()[1].take()


def test_of_two_workers_one_makes_it(world):
    ask(world.client(world.leo))
    (one,), (other,) = copies(), copies()
    assert one.take() and not other.take()
    assert one.finish("a.zip", 1) and not other.finish("b.zip", 1)
    assert copies()[0].file == "a.zip" and kinds() == ["copy.asked", "copy.made"]


def test_what_a_killed_worker_left_is_made_by_the_next(world, settings):
    ask(world.client(world.leo))
    (killed,) = copies()
    assert killed.take() and make(settings).state == "working"
    later(hours=1)
    assert make(settings).state == "ready" and make(settings).tries == 2
    assert not killed.finish("late.zip", 1) and not killed.fail()


def test_who_comes_back_late_leaves_it_to_the_next(world):
    ask(world.client(world.leo))
    (late,) = copies()
    assert late.take()
    later(hours=1)
    (next_one,) = copies()
    assert next_one.take()
    assert not late.finish("late.zip", 1) and not late.fail()
    assert next_one.finish("next.zip", 1) and copies()[0].file == "next.zip"


def test_what_kills_every_worker_is_given_up(world, settings):
    ask(world.client(world.leo))
    for _worker in range(3):
        assert copies()[0].take()
        later(hours=1)
    assert make(settings).state == "failed"
    assert "ask for it again" in world.client(world.leo).get("/copies").text


def test_what_fails_says_so_and_leaves_the_others_alone(world, settings, monkeypatch):
    from familychef.core import archive

    def full(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(archive, "write", full)
    ask(world.client(world.marta), "family")
    ask(world.client(world.leo))
    make(settings)
    assert [copy.state for copy in copies()] == ["failed", "ready"]
    assert ask(world.client(world.marta), "family", key="once-more-please").status_code == 303


def test_row_24_what_takes_too_long_is_stopped(world, settings, monkeypatch):
    from familychef.families import copying

    monkeypatch.setattr(copying, "LONGEST", -1)
    ask(world.client(world.marta), "family")
    assert make(settings).state == "failed"


def test_after_a_day_it_is_gone(world, settings):
    leo = world.client(world.leo)
    ask(leo)
    copy = make(settings)
    later(hours=23)
    tidy(settings)
    assert leo.get(f"/copies/{copy.id}/file").status_code == 200 and len(files(settings)) == 1
    later(hours=2)
    assert leo.get(f"/copies/{copy.id}/file").status_code == 404
    tidy(settings)
    assert copies()[0].state == "gone" and not files(settings) and kinds()[-1] == "copy.gone"
    assert "Your copies" not in leo.get("/copies").text


@pytest.mark.parametrize("way", ["removed", "erased"])
def test_who_leaves_leaves_no_copy_behind(world, settings, way):
    from familychef.families.erasing import erase

    ask(world.client(world.leo))
    make(settings)
    if way == "removed":
        world.leo.remove(by=world.marta)
    else:
        erase(world.leo.user)
    tidy(settings)
    assert copies()[0].state == "gone" and not files(settings)


def test_for_who_left_nothing_is_made_any_more(world, settings):
    ask(world.client(world.leo))
    world.leo.remove(by=world.marta)
    assert make(settings).state == "waiting" and not files(settings)


def test_what_was_being_made_for_who_left_goes_at_once(world, settings):
    ask(world.client(world.leo))
    (copy,) = copies()
    assert copy.take()
    world.leo.remove(by=world.marta)
    assert copy.finish("a.zip", 1)
    tidy(settings)
    assert copies()[0].state == "gone"


def test_files_that_no_copy_names_are_swept_up(world, settings):
    ask(world.client(world.leo))
    kept = make(settings).file
    folder = settings.data / "exports" / str(world.rossi.id)
    for name, age in (("9-1.draft", 3600), ("9-2.zip", 3600), ("9-3.draft", 60)):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (time.time() - age,) * 2)
    os.utime(folder / kept, (time.time() - 3600,) * 2)
    tidy(settings)
    assert sorted(files(settings)) == sorted([kept, "9-3.draft"])


def test_a_real_server_makes_it_at_once(serve, world):
    """In its own thread, on a connection of its own, while the house is open."""
    server = serve()
    cookie = {"Cookie": f"fc={open_session(world.marta)}"}
    for kind in ("mine", "family"):
        assert server.request("POST", f"/copies/{kind}", {"key": KEY}, cookie).status == 303
    server.process.wait_until(lambda: server.rows("SELECT 1 FROM export WHERE state = 'ready'")[1:])
    for (number,) in server.rows("SELECT id FROM export"):
        answer = server.request("GET", f"/copies/{number}/file", headers=cookie)
        assert answer.status == 200 and zipfile.ZipFile(io.BytesIO(answer.body)).testzip() is None
