"""The pages of news: what was told, the bell, and what each person wants to hear."""

import pytest

from familychef.alerts.kinds import KINDS
from familychef.alerts.models import Notification, NotificationChoice, NotificationMessage, NotificationPace
from tests.families.papers import text


@pytest.fixture
def pia(world, milk, happen):
    milk.carton.take(300_000, by=world.leo)
    happen()
    return world.client(world.pia)


def news():
    return Notification.get(Notification.what == "alert.opened")


def of(member):
    return Notification.of_member(member).get()


def test_it_says_what_happened_and_why_it_came(pia):
    page = text(pia.get("/news"))
    assert "Milk: running low" in page and "You look after the pantry." in page
    assert "1 new" in text(pia.get("/news/bell"))


def test_a_tap_reads_it_and_leads_there(world, pia):
    for _twice in range(2):
        answer = pia.post(f"/news/{of(world.pia).id}/reading")
        assert answer.status_code == 303 and answer.location == "/alerts"
    assert of(world.pia).read_at and of(world.nonna).read_at is None
    assert "new" not in text(pia.htmx("GET", "/news/bell"))


def test_an_order_leads_to_its_page(world, table, happen):
    order = table.order(world.leo)
    happen()
    answer = world.client(world.nonna).post(f"/news/{of(world.nonna).id}/reading")
    assert answer.location == f"/orders/{order.id}"


def test_everything_is_seen_with_one_tap_and_only_ones_own(world, pia):
    assert pia.post("/news/readings").status_code == 303
    assert not Notification.unread_of(world.pia).count() and Notification.unread_of(world.nonna).count() == 1


def test_the_news_of_another_is_not_there(world, pia):
    assert pia.post(f"/news/{of(world.nonna).id}/reading").status_code == 404
    assert world.client(world.carla).post(f"/news/{of(world.nonna).id}/reading").status_code == 404


def test_one_sees_only_the_kinds_that_may_concern_one(world, pia):
    page = text(pia.get("/me/news"))
    assert "The pantry" in page and "Who comes and goes" not in page
    assert "The pantry" not in text(world.client(world.leo).get("/me/news"))


def test_what_is_chosen_is_kept(world, pia):
    form = {"stock": ["mail"], "quiet_from": "21:30", "quiet_until": "06:00", "digest_at": "18:00"}
    for _twice in range(2):
        assert pia.post("/me/news", data=form).status_code == 303
    chosen = {row.kind: row.channels for row in NotificationChoice.select()}
    assert chosen == {"stock": ["mail"], "meal": [], "accepted": []}
    pace = NotificationPace.get()
    assert (pace.quiet_from, pace.quiet_until, pace.digest_at) == ("21:30", "06:00", "18:00")


@pytest.mark.parametrize(
    "wrong", [{"quiet_from": "late"}, {"digest_at": "25:00"}, {"digest_at": "183000"}, {"quiet_until": "07:00+01"},
    {"stock": "pigeon"}, {"other": "app"}])
def test_what_is_typed_wrong_is_said_and_kept(pia, wrong):
    answer = pia.post("/me/news", data={"quiet_from": "21:30", **wrong})
    assert answer.status_code == 422 and not NotificationChoice.select().exists()
    assert 'value="21:30"' in answer.text or "quiet_from" in wrong


def test_without_mail_the_page_says_so_and_a_test_is_not_sent(pia):
    assert "Mails can't reach you" in text(pia.get("/me/news"))
    assert pia.post("/me/news/trial").status_code == 303 and not NotificationMessage.select().exists()


def test_a_test_goes_the_way_all_others_go(world, mailing, postman, pia):
    from familychef.alerts import outbox

    assert pia.post("/me/news/trial").status_code == 303
    assert outbox.send_due(mailing) == 1
    assert postman.letters[0]["Subject"] == "This is a test."


def test_each_piece_leads_to_where_one_asks_for_less_of_exactly_this(world, pia):
    assert '<a class="less" href="/me/news#stock">Less of this' in pia.get("/news").text
    assert 'id="stock" tabindex="-1"' in pia.get("/me/news").text
    pia.post("/me/news", data={"stock": []})
    assert 'value="app" checked' not in pia.get("/me/news").text.partition('id="stock"')[2].partition('id="meal"')[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_row_where_less_of_it_leads(world, kind):
    world.admin_and_cook = world.client(world.marta)
    assert f'<div class="kind" id="{kind}" tabindex="-1">' in world.admin_and_cook.get("/me/news").text


def test_a_full_page_costs_no_more_queries_than_one(world, pia, milk, happen, queries):
    with queries() as few:
        pia.get("/news")
    for _often in range(3):
        Notification.read_all(world.pia)
        milk.add_lot(900_000, world.leo)
        happen()
        milk.take(900_000, world.leo)
        happen()
    assert Notification.of_member(world.pia).count() == 4
    with queries() as many:
        pia.get("/news")
    assert len(many) == len(few)


def test_news_of_last_month_is_forgotten(world, pia):
    from familychef.alerts import jobs
    from familychef.core import clock

    jobs.forget(world.rossi)
    assert Notification.of_member(world.pia).exists()
    Notification.update(at=clock.now() - jobs.KEPT - clock.minutes(1)).execute()
    jobs.forget(world.rossi)
    assert not Notification.of_member(world.pia).exists()


def test_tests_are_not_sent_without_end(mailing, pia):
    answers = [pia.post("/me/news/trial").status_code for _often in range(6)]
    assert answers == [303] * 5 + [429] and NotificationMessage.select().count() == 5


@pytest.mark.parametrize(("typed", "empty"), [("quiet_from", "quiet_until"), ("quiet_until", "quiet_from")])
def test_quiet_hours_with_one_end_are_said_beside_the_other(world, pia, typed, empty):
    form = {"stock": ["app"], typed: "21:45", empty: "", "digest_at": "18:05"}
    answer = pia.post("/me/news", data=form)
    assert answer.status_code == 422 and f'id="field-{empty}-error"' in answer.text
    assert "Please fill in both ends of the quiet hours, or none." in text(answer)
    assert 'value="21:45"' in answer.text and 'value="18:05"' in answer.text
    assert not NotificationPace.select().exists() and not NotificationChoice.select().exists()


def test_no_quiet_hours_at_all_are_fine(pia):
    answer = pia.post("/me/news", data={"quiet_from": "", "quiet_until": "", "digest_at": ""})
    assert answer.status_code == 303 and NotificationPace.get().quiet_from == ""
