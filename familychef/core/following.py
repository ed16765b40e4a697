"""Reads that may be a moment old, and yet never older than what the house knew when they were asked for."""

from contextlib import contextmanager
from functools import wraps

from flask import g, request

from . import db
from .access import LOOKING
from .pool import Busy
from .replica import leads


def may_follow(view):
    """Let what a GET reads come from the replica, where there is one. It writes nothing, wherever it reads.

    Who it is for was read from the primary by then, and so was the version of the family: what its newest event and
    all before it changed is seen. Without such a replica the primary answers, and nobody notices.
    """

    @wraps(view)
    def answered(*args, **kwargs):
        if request.method not in LOOKING or db.open_family() is not None:
            return view(*args, **kwargs)
        with db.only_reading():
            replica, family = db.database.replica, g.get("family")
            if replica is None or family is None or leads():
                return view(*args, **kwargs)
            return _answer(replica, family, lambda: view(*args, **kwargs))

    answered.may_follow = True
    return answered


def _answer(replica, family, view):
    if replica.worth_asking():
        with _tried(replica), _given_back(replica):
            if replica.knows(family, db.database):
                db.leave_request()
                with replica.leading():
                    return view()
    replica.instead += 1
    return view()


@contextmanager
def _tried(replica):
    """What goes wrong there is not the reader's trouble."""
    try:
        yield
    except Busy:
        pass
    except replica.fails as error:
        replica.fail(error)


@contextmanager
def _given_back(replica):
    try:
        yield
    finally:
        replica.close()
