"""What may be a moment old comes from the replica, and never what is older than what the house knew."""

import pytest

from familychef.core import heartbeat, trail
from familychef.core.api import OPERATIONS
from familychef.core.db import database
from familychef.core.pool import Pool
from familychef.core.replica import FOLLOWS, Replica
from familychef.families.models import Program
from familychef.menu.models import Dish

pytestmark = pytest.mark.only("postgres")
FAVOURITES = "/menu?show=favourites"


def test_the_menu_comes_from_the_replica(house, monkeypatch):
    seen = []
    send = house.replica.execute_sql
    monkeypatch.setattr(house.replica, "execute_sql", lambda sql, *more: seen.append(sql) or send(sql, *more))
    with house.answered_by(replica=1):
        assert "Polenta" in house.menu()
    assert any('FROM "dish"' in sql for sql in seen)


def test_meanwhile_the_primary_is_held_by_nobody(house):
    held = []
    house.page = lambda: str(held.append((database.obj.in_use, house.replica.in_use)))
    assert house.leo.get("/page").status_code == 200
    assert held == [(0, 1)] and house.nobody_holds_any()


def test_after_ones_own_write_nobody_reads_what_was_before(house):
    with house.standby.standing_still():
        house.like(house.leo, house.polenta)
        with house.answered_by(primary=1):
            assert "Polenta" in house.leo.get(FAVOURITES).text
    house.standby.catch_up()
    with house.answered_by(replica=1):
        assert "Polenta" in house.leo.get(FAVOURITES).text


def test_nor_what_was_before_somebody_elses(house):
    marta = house.world.client(house.world.marta)
    with house.standby.standing_still():
        house.polenta.hide(by=house.world.nonna)
        with house.answered_by(primary=1):
            assert "Polenta" not in house.menu(marta)


def test_what_one_family_does_holds_back_no_other(house):
    with house.standby.standing_still():
        house.like(house.leo, house.polenta)
        with house.answered_by(replica=1):
            assert "Soup" in house.menu(house.carla)
        with house.answered_by(primary=1):
            assert "Soup" not in house.menu()


def test_a_family_the_replica_never_heard_of_is_answered(house):
    from tests.cast import found, join

    with house.standby.standing_still():
        bruno = join(found("Bianchi"), "Bruno", "bruno@bianchi.example")
        with house.answered_by(primary=1):
            house.menu(house.world.client(bruno))


def test_who_left_is_nobody_at_once(house):
    pia = house.world.client(house.world.pia)
    assert pia.get("/menu").status_code == 200
    with house.standby.standing_still():
        house.world.pia.remove(by=house.world.marta)
        assert pia.get("/menu").status_code == 401


@pytest.mark.parametrize(("seconds", "asked"), [(trail.EVERY + 1, {"replica": 1}), (12, {"primary": 1})])
def test_a_replica_that_lacks_anything_for_long_is_not_asked(house, monkeypatch, seconds, asked):
    house.menu()
    with house.standby.standing_still():
        house.menu()
        heartbeat.beat()
        now = trail.monotonic
        monkeypatch.setattr(trail, "monotonic", lambda: now() + seconds)
        with house.answered_by(**asked):
            house.menu()


def test_a_change_looks_at_the_thing_on_the_primary(house):
    """With If-Match the function of the GET is called again, inside the transaction."""
    token = {"Authorization": f"Bearer {Program.give(house.world.nonna, 'Test', ['read', 'cook'], None)[1]}"}
    stranger = house.world.client(None)
    house.standby.catch_up()
    seen = stranger.get(f"/api/v1/dishes/{house.polenta.id}", headers=token)
    with house.answered_by():
        path, state = f"/api/v1/dishes/{house.polenta.id}/publication", {"If-Match": seen.headers["ETag"]}
        answer = stranger.post(path, headers=token | state, json={"published": False})
    assert answer.status_code == 200 and not Dish.get_by_id(house.polenta.id).published


def test_a_user_without_privileges_may_ask_how_far_it_is(house, primary, settings):
    """The house's own user needs no more than its tables."""
    name = settings.database_url.rpartition("/")[2]
    database.execute_sql("DROP ROLE IF EXISTS plain")
    database.execute_sql("CREATE ROLE plain LOGIN")
    database.execute_sql("GRANT SELECT ON family TO plain")
    house.standby.catch_up()
    urls = [cluster.url_of(name).replace("familychef@", "plain@") for cluster in (primary, house.standby)]
    ahead, here = Pool(urls[0]), Replica(urls[1])
    assert here.look(ahead).kind == FOLLOWS
    here.close_all()
    ahead.close_all()
    database.execute_sql("DROP OWNED BY plain")
    database.execute_sql("DROP ROLE plain")


def test_its_connections_are_for_reading(house):
    with house.replica.connection_context():
        assert house.replica.execute_sql("SHOW default_transaction_read_only").fetchone() == ("on",)


def test_a_replica_that_has_no_connection_to_spare_has_not_failed(house, monkeypatch):
    with monkeypatch.context() as patch, house.answered_by(primary=1):
        patch.setattr(house.replica, "_free", Pool("postgresql:///none", most=0, patience=0)._free)
        house.menu()
    with house.answered_by(replica=1):
        house.menu()


def test_only_what_reads_may_follow(app):
    following = [view for view in app.view_functions.values() if hasattr(view, "may_follow")]
    assert len(following) > 1 and all(operation.method == "GET" for operation in OPERATIONS
                             if hasattr(operation.function, "may_follow"))
    for rule in app.url_map.iter_rules():
        if hasattr(app.view_functions[rule.endpoint], "may_follow"):
            assert rule.methods <= {"GET", "HEAD", "OPTIONS"}, rule
