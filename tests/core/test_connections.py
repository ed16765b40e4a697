"""Connections to PostgreSQL: whoever takes one gives it back, also after letting it go for a while."""

import pytest

from familychef.core import db

pytestmark = pytest.mark.only("postgres")


@pytest.fixture
def pool(tables):
    """The pool, with nobody holding any of it."""
    tables.close()
    return tables.obj


def held(pool):
    return pool.in_use


def test_work_outside_a_request_gives_its_connection_back(pool):
    with db.reading():
        assert held(pool) == 1
    assert held(pool) == 0


def test_who_lets_go_meanwhile_holds_none_and_gives_back_the_next(pool):
    for _ in range(3):
        with db.reading():
            with db.let_go():
                assert held(pool) == 0
            assert held(pool) == 1
        assert held(pool) == 0


def test_a_fault_meanwhile_keeps_none(pool):
    with pytest.raises(OSError), db.reading(), db.let_go():
        raise OSError
    assert held(pool) == 0


def test_what_reads_inside_a_request_leaves_its_connection(pool):
    db.enter_request()
    with db.reading():
        assert held(pool) == 1
    assert held(pool) == 1
    db.leave_request()
    assert held(pool) == 0
