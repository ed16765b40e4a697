"""Letters: out once, in the reader's language, with the house's own address; tried again, and given up. Row 42."""

import logging
import re
from dataclasses import replace

import pytest
import time_machine

from familychef.core import clock, mail
from familychef.core.db import write
from tests.cast import PASSWORD, email_of
from tests.families.postman import Postman

NEW = "una torta di mele"


@pytest.fixture
def postman():
    found = Postman()
    found.controller.start()
    yield found
    found.controller.stop()


@pytest.fixture
def mailing(app, postman):
    """The settings of a house that has mail."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], smtp_url=postman.url, url="https://food.example")
    app.config["TRUSTED_HOSTS"] = None
    return app.config["SETTINGS"]


def ask(client, who="leo", **options):
    return client.post("/password/reset", data={"email": email_of(who)}, **options)


def go_out(settings):
    from familychef.families import letters

    return letters.send_due(settings)


def link_in(letter):
    return re.search(r"https://food\.example(/password/reset/[\w-]{43})\s", letter.get_content())[1]


def test_leo_gets_a_letter_whose_link_works_once(world, app, client, mailing, postman):
    assert ask(client).location == "/password/reset/sent"
    assert "Look into your mail" in client.get("/password/reset/sent").text
    assert go_out(mailing) == 1 and go_out(mailing) == 0
    [letter] = postman.letters
    assert (letter["To"], letter["From"]) == ("leo@rossi.example", "FamilyChef <chef@home.example>")
    assert letter["Auto-Submitted"] == "auto-generated" and "Hello Leo" in letter.get_content()
    other = app.test_client()
    client.get(link_in(letter)), other.get(link_in(letter))
    assert client.post("/password/new", data={"password": NEW}).status_code == 303
    assert other.post("/password/new", data={"password": NEW}).status_code == 410
    go_out(mailing)
    assert "Your password was changed" in postman.letters[-1]["Subject"]


def test_row_16_the_letters_link_works_for_half_an_hour(world, client, mailing, postman):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        ask(client)
        go_out(mailing)
        client.get(link_in(postman.letters[0]))
        clocks.shift(30 * 60 - 1)
        assert client.get("/password/new").status_code == 200
        clocks.shift(2)
        assert client.get("/password/new").status_code == 410


def test_row_19_an_unknown_address_gets_the_same_answer_and_no_letter(world, app, mailing, postman):
    from familychef.families.models import Letter, Passage

    known, unknown = ask(app.test_client()), ask(app.test_client(), "nobody@nowhere.example")
    same = ("status_code", "location", "data", "mimetype")
    assert [getattr(known, name) for name in same] == [getattr(unknown, name) for name in same]
    assert set(known.headers.keys()) == set(unknown.headers.keys())
    assert Passage.select().count() == Letter.select().count() == 2
    assert go_out(mailing) == 1 and [letter["To"] for letter in postman.letters] == ["leo@rossi.example"]
    assert not Letter.select().where(Letter.done_at.is_null()).exists()


def test_row_19_the_same_statements_run_for_both(world, app, mailing):
    heard = []
    logger, keep = logging.getLogger("peewee"), logging.Handler()
    keep.emit = lambda record: heard[-1].append(re.sub(r"\s+", " ", record.msg[0])[:60])
    logger.addHandler(keep)
    logger.setLevel(logging.DEBUG)
    try:
        for who in ("leo", "nobody@nowhere.example"):
            heard.append([])
            ask(app.test_client(), who)
    finally:
        logger.removeHandler(keep)
        logger.setLevel(logging.NOTSET)
    assert heard[0] and heard[0] == heard[1]


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_row_42_a_forged_host_does_not_change_the_link(world, client, mailing, postman, header):
    ask(client, headers={header: "evil.example"})
    go_out(mailing)
    assert "evil" not in postman.letters[0].as_string() and link_in(postman.letters[0])


def test_row_42_the_app_itself_refuses_a_host_it_has_not(world, client):
    assert ask(client, headers={"Host": "evil.example"}).status_code == 400


def test_a_letter_speaks_its_readers_language(world, client, mailing, postman, monkeypatch):
    from familychef.core import i18n

    with write():
        world.leo.user.changed_rows(locale="de")
    spoken = []
    known = i18n.catalogue
    monkeypatch.setattr(i18n, "catalogue", lambda code: spoken.append(code) or known(code))
    ask(client, headers={"Accept-Language": "zh"})
    spoken.clear()
    go_out(mailing)
    assert set(spoken) == {"de"}


def test_what_is_not_taken_is_tried_again_later_as_the_same_letter(world, client, mailing, postman):
    with time_machine.travel(clock.now(), tick=False) as clocks:
        ask(client)
        postman.says = "451 later"
        assert go_out(mailing) == 0
        postman.says = "250 OK"
        assert go_out(mailing) == 0, "not at once"
        clocks.shift(121)
        assert go_out(mailing) == 1
        assert len(postman.letters) == 1


def test_after_eight_tries_it_is_given_up_and_said_so(world, client, mailing, postman, caplog):
    from familychef.families.models import Letter, Passage

    postman.says = "550 never"
    with time_machine.travel(clock.now(), tick=False) as clocks:
        ask(client)
        with write():
            Passage.update(expires_at=clock.now() + clock.minutes(9999)).execute()
        for step in range(1, 12):
            go_out(mailing)
            clocks.shift(2**step * 60 + 1)
    letter = Letter.get()
    assert letter.attempts == 8 and letter.done_at and "is given up after 8 tries" in caplog.text
    assert email_of("leo") not in caplog.text


def test_a_house_that_fell_while_sending_sends_the_very_same_letter_again(world, client, mailing, postman, monkeypatch):
    class Fallen(BaseException):
        """Killed between the mail server's yes and our own note of it."""

    send = mail.send

    def and_fall(url, made):
        send(url, made)
        raise Fallen

    with time_machine.travel(clock.now(), tick=False) as clocks:
        ask(client)
        monkeypatch.setattr(mail, "send", and_fall)
        with pytest.raises(Fallen):
            go_out(mailing)
        monkeypatch.setattr(mail, "send", send)
        clocks.shift(121)
        go_out(mailing)
    first, second = postman.letters
    assert first["Message-ID"] == second["Message-ID"] and first.as_bytes() == second.as_bytes()


def test_of_two_who_send_at_once_one_does(world, client, mailing, postman, monkeypatch):
    from familychef.families import letters
    from familychef.families.models import Letter

    ask(client)
    mine, theirs = Letter.get(), Letter.get()
    assert letters._claim(mine) and not letters._claim(theirs)


def test_a_dead_link_is_not_sent(world, client, mailing, postman):
    from familychef.families.models import Passage

    ask(client)
    with write():
        Passage.update(used_at=clock.now()).execute()
    assert go_out(mailing) == 0 and not postman.letters


@pytest.mark.one_database
@pytest.mark.parametrize("to", ["leo@x.example\nBcc: all@x.example", "leo@x.example, pia@x.example\r\n", "leo", "@x"])
def test_no_address_adds_a_header(to):
    with pytest.raises(ValueError):
        mail.message(to, "Hello", "Text", sender=mail.address("a@b.example"), number="1", at=clock.now())


@pytest.mark.one_database
def test_odd_addresses_stay_one_address():
    made = mail.message("leo,pia@münchen.example", "Ciao", "x", sender=mail.address("a@b.example"), number="1",
                        at=clock.now())
    assert made["To"].addresses[0].addr_spec == '"leo,pia"@xn--mnchen-3ya.example' and len(made["To"].addresses) == 1


def test_a_password_is_never_sent_to_the_mail_server_in_the_clear(postman):
    made = mail.message("a@b.example", "x", "x", sender=mail.address("a@b.example"), number="1", at=clock.now())
    with pytest.raises(OSError):
        mail.send(postman.url.replace("smtp://", "smtp://chef:secret@"), made)
    assert not postman.letters


@pytest.mark.one_database
def test_a_mail_server_is_one_address():
    found = mail.server("smtp://ch%40f:p%3Aw@mail.example?from=chef@home.example")
    assert found[:5] == ("mail.example", 587, "ch@f", "p:w", False)
    assert mail.server("smtps://münchen.example?from=a@b.example")[:2] == ("xn--mnchen-3ya.example", 465)


def test_asking_again_and_again_is_slowed_down(world, client, mailing):
    statuses = [ask(client).status_code for _time in range(7)]
    assert statuses[0] == 303 and statuses[-1] == 429


def test_a_real_server_sends_the_letter_by_itself(world, serve, postman):
    house = serve(env={"FAMILYCHEF_SMTP_URL": postman.url})
    assert house.request("POST", "/password/reset", {"email": email_of("leo")}).status == 303
    house.process.wait_until(lambda: postman.letters)
    link = re.search(rf"{house.url}(/password/reset/\S+)", postman.letters[0].get_content())[1]
    passage = house.request("GET", link).cookies["fc-passage"]
    answer = house.request("POST", "/password/new", {"password": NEW}, {"Cookie": f"fc-passage={passage}"})
    assert answer.status == 303
    assert house.request("POST", "/session", {"email": email_of("leo"), "password": PASSWORD}).status == 422


def test_old_links_and_letters_are_forgotten_after_a_week(world, client, mailing, postman):
    from familychef.families import passages
    from familychef.families.models import Letter, Passage

    ask(client)
    go_out(mailing)
    passages.tidy(clock.now() + clock.minutes(6 * 24 * 60))
    assert Passage.select().count() == Letter.select().count() == 1
    passages.tidy(clock.now() + clock.minutes(8 * 24 * 60))
    assert not Passage.select().count() and not Letter.select().count()
