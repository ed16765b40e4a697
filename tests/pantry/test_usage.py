"""How fast food is used is learned from four weeks of it, and offered as a threshold that nobody has to take."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familychef.core.events import Event
from familychef.pantry.ingredient_forms import filled
from familychef.pantry.models import Ingredient, StockMove
from familychef.pantry.usage import Use, recent_use
from tests import larder

G = 1000


@pytest.fixture
def rice(world):
    return larder.ingredient(world.rossi, "Rice")


@pytest.fixture
def sack(rice):
    lot = larder.lot(rice, 9000 * G)
    on(lot.moves.get(), 30)
    return lot


@pytest.fixture
def pia(world):
    return world.client(world.pia)


def on(move, days_ago, time=(12, 0)):
    """As if it had been so many days ago at this time in Rome."""
    today = dt.datetime.now(ZoneInfo("Europe/Rome")).date()
    moment = dt.datetime.combine(today - dt.timedelta(days=days_ago), dt.time(*time), ZoneInfo("Europe/Rome"))
    StockMove.update(at=moment).where(StockMove.id == move.id).execute()


def use(lot, by, *days_ago, grams=800):
    for days in days_ago:
        on(lot.fresh().take(grams * G, by), days)


def typed(rice, **changes):
    """What the ingredient's form sends."""
    rice = Ingredient.get_by_id(rice.id)
    return {key: value for key, value in filled(rice).typed.items() if value not in ("", [])} | changes


def threshold(rice):
    return Ingredient.get_by_id(rice.id).threshold


@pytest.mark.parametrize(("use", "known"), [
    (Use(3200, 28, 3), True), (Use(3200, 14, 3), True), (Use(3200, 13, 9), False), (Use(3200, 28, 2), False),
])
def test_a_pace_is_known_from_two_weeks_and_three_days_on(use, known):
    assert use.known == known == (use.lasts(3200) is not None) == (use.week("mass") is not None)


@pytest.mark.parametrize(("quantity", "days", "base", "week"), [
    (3_200_000, 28, "mass", 800_000), (3_300_000, 28, "mass", 830_000), (1, 28, "mass", 1),
    (6_000, 28, "count", 2_000), (500, 28, "count", 1_000), (400_000, 28, "count", 100_000),
])
def test_a_weeks_worth_is_a_number_people_say(quantity, days, base, week):
    assert Use(quantity, days, 9).week(base) == week


@given(st.integers(1, 10**12), st.integers(14, 28), st.sampled_from(["mass", "volume", "count"]))
def test_a_weeks_worth_is_enough_for_a_week_and_never_a_tenth_too_much(quantity, days, base):
    use, slack = Use(quantity, days, 9), 1000 if base == "count" else 1
    assert use.week(base) * days >= quantity * 7
    assert use.week(base) * days <= quantity * 7 * 11 // 10 + slack * days


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(14, 28))
def test_the_stock_lasts_whole_days(quantity, stock, days):
    lasts = Use(quantity, days, 9).lasts(stock)
    assert lasts * quantity <= stock * days < (lasts + 1) * quantity


def test_only_what_was_used_within_four_weeks_counts(world, rice, sack):
    use(sack, world.pia, 0, 5, 27, 28, 29)
    undone = sack.fresh().take(700 * G, world.pia)
    undone.undo(world.pia)
    sack.fresh().waste(300 * G, world.pia)
    lot = sack.fresh()
    lot.count(100 * G, world.pia, lot.version)
    assert recent_use(world.rossi, world.rossi.today()) == {rice.id: Use(2400 * G, 28, 3)}
    assert recent_use(world.neri, world.neri.today()) == {}


def test_a_day_is_one_on_the_familys_wall(world, rice, sack):
    for days_ago, time in ((5, (0, 1)), (5, (23, 59)), (27, (0, 0)), (28, (23, 59))):
        on(sack.fresh().take(1 * G, world.pia), days_ago, time)
    assert recent_use(world.rossi, world.rossi.today())[rice.id] == Use(3 * G, 28, 2)


def test_what_came_a_week_ago_is_not_judged_by_four(world, rice):
    lot = larder.lot(rice, 900 * G)
    on(lot.moves.get(), 6)
    use(lot, world.pia, 1, 2, 3, grams=10)
    assert recent_use(world.rossi, world.rossi.today())[rice.id] == Use(30 * G, 7, 3)


def test_the_page_offers_a_weeks_worth_with_its_evidence(world, pia, rice, sack):
    assert "Not used in the last four weeks." in pia.get(f"/ingredients/{rice.id}").text
    use(sack, world.pia, 1)
    assert "Used 800 g in 28 days: too little" in pia.get(f"/ingredients/{rice.id}").text
    use(sack, world.pia, 8, 15, 22)
    page = pia.get(f"/ingredients/{rice.id}").text
    assert "Used 3.2 kg in 28 days: a week&#39;s worth is 800 g." in page and 'name="week" value="800000"' in page


def test_taking_it_saves_the_whole_form_with_it_once(world, pia, rice, sack):
    sent = typed(rice, week="800000", aliases="Riso")
    assert pia.post(f"/ingredients/{rice.id}", data=sent).status_code == 303
    saved = Ingredient.get_by_id(rice.id)
    assert (saved.threshold, saved.aliases) == (800 * G, ["Riso"])
    event = Event.get(Event.kind == "ingredient.changed")
    assert event.changes["threshold"] == [0, 800 * G]
    assert pia.post(f"/ingredients/{rice.id}", data=typed(rice, week="800000")).status_code == 303
    assert Event.select().where(Event.kind == "ingredient.changed").count() == 1


def test_what_somebody_types_always_wins(pia, rice):
    pia.post(f"/ingredients/{rice.id}", data=typed(rice, threshold="600 g", week="800000"))
    assert threshold(rice) == 600 * G
    pia.post(f"/ingredients/{rice.id}", data=typed(rice, week="800000"))
    assert threshold(rice) == 800 * G
    pia.post(f"/ingredients/{rice.id}", data=typed(rice, threshold="700 g", week="800000"))
    assert threshold(rice) == 700 * G


def test_what_somebody_saved_meanwhile_wins_too(pia, rice):
    stale = typed(rice, week="800000")
    pia.post(f"/ingredients/{rice.id}", data=typed(rice, threshold="600 g"))
    refused = pia.post(f"/ingredients/{rice.id}", data=stale)
    assert refused.status_code == 409 and "changed this meanwhile" in refused.text
    assert threshold(rice) == 600 * G


@pytest.mark.parametrize("week", ["-5", "0", "many", "9" * 20])
def test_nonsense_for_a_week_changes_nothing(pia, rice, week):
    assert pia.post(f"/ingredients/{rice.id}", data=typed(rice, week=week)).status_code == 422
    assert threshold(rice) == 0


def test_what_is_not_counted_is_offered_nothing(world, pia, rice, sack):
    use(sack, world.pia, 1, 8, 15, 22)
    rice.set_level("plenty", world.pia)
    page = pia.get(f"/ingredients/{rice.id}").text
    assert 'name="week"' not in page and "week&#39;s worth" not in page
