"""The history: who did what, from what to what, and from where; for admins all of it, for others what is theirs."""

import csv
import datetime as dt
import io

import pytest

from familychef.core import clock, events, notices
from familychef.core.db import transaction
from familychef.core.events import Event
from familychef.families import audit
from tests import larder
from tests.cast import join
from tests.kitchen import busy


def lines(world, **chosen):
    return audit.Page(world.rossi, audit.Filter(**chosen)).lines


def test_an_admin_reads_who_did_what_from_what_to_what(world):
    world.client(world.marta).post(f"/members/{world.leo.id}/roles", data={"roles": ["member", "shopper"]})
    page = world.client(world.marta).get("/audit").text
    for words in ("Roles changed", "Leo", "Marta", "Member", "Member, Shopper"):
        assert words in page, words


def test_it_says_from_which_browser(world):
    marta = world.client(world.marta)
    marta.post(f"/members/{world.leo.id}/roles", data={"roles": ["member", "chef"]})
    [line] = [line for line in lines(world) if line.event.kind == "member.granted"]
    assert line.event.session_id and line.where


@pytest.mark.parametrize("who", ["leo", "nonna", "pia", "carla"])
def test_nobody_else_reads_the_whole_history(world, who):
    busy.order(world.leo, busy.lasagne(world.rossi, 4), key="order-of-leo")
    page = world.client(getattr(world, who)).get("/audit")
    assert page.status_code == 403 or "Order placed" not in page.text


def test_it_can_be_narrowed_down(world):
    busy.order(world.leo, busy.lasagne(world.rossi, 4), key="order-of-leo")
    world.rossi.settle(world.marta, name="Rossini")
    assert {line.event.kind.partition(".")[0] for line in lines(world, group="orders")} <= {"order", "item"}
    assert {line.who for line in lines(world, person=world.leo.id)} == {"Leo"}
    assert [line.what for line in lines(world, group="family")] == ["Family settings changed"]
    tomorrow = clock.today("Europe/Rome") + dt.timedelta(1)
    assert lines(world, since=tomorrow) == [] and lines(world, until=tomorrow - dt.timedelta(2)) == []


def test_nonsense_in_the_filter_is_said_beside_its_field(world):
    answer = world.client(world.marta).get("/audit?since=yesterday&group=spoons")
    assert answer.status_code == 422 and "2026-12-24" in answer.text


def test_pages_follow_each_other_without_a_gap(world, monkeypatch):
    monkeypatch.setattr(audit, "PAGE", 3)
    for number in range(8):
        world.rossi.settle(world.marta, name=f"Rossi {number}")
    seen, before = [], None
    while True:
        page = audit.Page(world.rossi, audit.Filter(), before, most=3)
        seen += [line.event.seq for line in page.lines]
        before = page.older
        if not before:
            break
    version = type(world.rossi).get_by_id(world.rossi.id).version
    assert seen == sorted(seen, reverse=True) and len(seen) == len(set(seen)) == version


def test_the_number_of_queries_does_not_grow(world):
    from tests.bench.bench_menu import counted

    busy.order(world.leo, busy.lasagne(world.rossi, 9), key="order-of-leo")
    with counted() as few:
        lines(world)
    for number in range(6):
        busy.order(world.leo, busy.lasagne(world.rossi, 9, minutes=number + 2), key=f"order-{number}")
    with counted() as many:
        lines(world)
    assert many.number <= few.number <= 12


@pytest.mark.parametrize("name", ["=1+1", "+39 06", "-2+3", "@SUM(A1)", "\tx"])
def test_no_cell_of_the_table_is_a_formula(world, name):
    world.rossi.settle(world.marta, name=name.strip() or name)
    larder.ingredient(world.rossi, "Flour")
    table = world.client(world.marta).get("/audit.csv")
    assert table.mimetype == "text/csv" and "attachment" in table.headers["Content-Disposition"]
    assert table.headers["Cache-Control"] == "no-store"
    cells = [cell for row in csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))) for cell in row]
    assert len(cells) > 6 and not [cell for cell in cells if cell.startswith(audit.FORMULA)]
    assert audit.harmless(name) == f"'{name}"


def test_a_member_reads_the_history_of_their_own_order_only(world):
    order = busy.order(world.leo, busy.lasagne(world.rossi, 4), key="order-of-leo")
    order.accept(world.nonna)
    for who, status in (("leo", 200), ("nonna", 200), ("marta", 200), ("pia", 404), ("carla", 404)):
        assert world.client(getattr(world, who)).get(f"/history/{order.dom_id}").status_code == status, who
    page = world.client(world.leo).get(f"/history/{order.dom_id}").text
    assert "Order accepted" in page and "Nonna" in page


@pytest.mark.parametrize(
    "subject", ["order-0", "order-999999", "order", "-1", "family_member-abc", "spoon-1", "order-1e3", "x" * 300]
)
def test_what_is_nothing_has_no_history(world, subject):
    assert world.client(world.marta).get(f"/history/{subject}").status_code == 404


def test_an_ingredient_s_history_has_its_batches(world):
    flour = larder.ingredient(world.rossi, "Flour")
    flour.add_lot(1_000_000, by=world.pia, key="a-bag-of-flour")
    page = world.client(world.pia).get(f"/history/{flour.dom_id}")
    assert page.status_code == 200 and "Stock added" in page.text and "zia Pia" in page.text


def test_the_history_is_kept_as_long_as_the_family_says(world):
    marta = world.client(world.marta)
    assert marta.post("/audit/keeping", data={"months": "12"}).status_code == 303
    assert type(world.rossi).get_by_id(world.rossi.id).keeps_events == 12
    assert marta.post("/audit/keeping", data={"months": "-1"}).status_code == 422


def test_old_history_goes_and_the_rest_stays_whole(world, monkeypatch):
    from familychef.families import remembering
    from familychef.invariants import check

    monkeypatch.setattr(remembering, "KEPT_FOR_REPLAY", 3)
    for number in range(10):
        world.rossi.settle(world.marta, name=f"Rossi {number}")
    with transaction(world.rossi):
        Event.update(settled=True).where(Event.family_id == world.rossi.id).execute()
    world.rossi.remember(6, by=world.marta)
    assert world.rossi.forget_old() == 0
    family = type(world.rossi).get_by_id(world.rossi.id)
    gone = family.forget_old(now=clock.now() + dt.timedelta(days=400))
    family = type(world.rossi).get_by_id(world.rossi.id)
    left = list(Event.select().where(Event.family_id == family.id).order_by(Event.seq))
    assert gone == family.events_gone > 0 and left[0].seq == gone + 1 and len(left) == family.version - gone
    assert left[0].hash == events.link(family.chain_start, left[0])
    assert [violation for violation in check() if violation.rule.startswith(("I-42", "I-43"))] == []


def test_what_still_waits_for_a_reaction_is_not_forgotten(world, monkeypatch):
    from familychef.families import remembering

    monkeypatch.setattr(remembering, "KEPT_FOR_REPLAY", 0)
    for number in range(5):
        world.rossi.settle(world.marta, name=f"Rossi {number}")
    with transaction(world.rossi):
        Event.update(settled=False).where(Event.family_id == world.rossi.id, Event.seq == 3).execute()
    world.rossi.remember(6, by=world.marta)
    family = type(world.rossi).get_by_id(world.rossi.id)
    assert family.forget_old(now=clock.now() + dt.timedelta(days=400)) == 2


def test_a_kind_nobody_has_words_for_says_its_name():
    assert notices.sentence("spoon.was_lost") == "spoon was lost" and notices.label("odd_field") == "odd field"


@pytest.mark.parametrize("asked", ["since=0001-01-01", "until=9999-12-31", "before=99999999999999999999"])
@pytest.mark.parametrize("page", ["/audit", "/audit.csv"])
def test_days_and_numbers_no_family_has_are_told_not_broken(world, page, asked):
    assert world.client(world.marta).get(f"{page}?{asked}").status_code == 422


def test_a_history_from_nowhere_begins_with_the_newest(world):
    marta, page = world.client(world.marta), f"/history/{world.leo.dom_id}"
    assert {marta.get(f"{page}?before={number}").status_code for number in ("9" * 30, "-1", "x")} == {200}


def test_who_is_called_chef_takes_no_roles_out_of_the_history(world):
    from familychef.families.erasing import erase

    chef = join(world.rossi, "chef", "chef@rossi.example")
    world.leo.grant(["member", "chef"], by=world.marta)
    erase(chef.user)
    granted = Event.get(Event.kind == "member.granted", Event.subject == world.leo.dom_id)
    assert granted.changes == {"roles": [["member"], ["member", "chef"]]}
