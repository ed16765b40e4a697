"""The guards of what a replica may answer."""

from tests.guards.list import Guard

REPLICA, FOLLOWING, TRAIL = (f"familychef/core/{name}.py" for name in ("replica", "following", "trail"))
READS = ("tests/core/replicas/test_following.py",)
TROUBLES = ("tests/core/replicas/test_troubles.py",)
REFUSING = ("tests/core/replicas/test_refusing.py",)

GUARDS = (
    Guard(
        "a replica that lacks an event of the family is not asked",
        REPLICA, " and version >= family.version", "", READS, "postgres",
    ),
    Guard(
        "a replica that knows no such family is not asked",
        REPLICA, " and version is not None and version >= family.version",
        " and (9**9 if version is None else version) >= family.version",
        READS, "postgres",
    ),
    Guard(
        "a replica that is far behind with anything is not asked",
        REPLICA, "FOLLOWS if fresh else BEHIND", "FOLLOWS", READS, "postgres",
    ),
    Guard(
        "another database is no replica",
        REPLICA, "which != self._which or ", "", TROUBLES, "postgres",
    ),
    Guard(
        "a primary is no replica",
        REPLICA, " or not recovers or position is None", "", TROUBLES, "postgres",
    ),
    Guard(
        "connections to the replica are for reading",
        REPLICA, 'cursor.execute("SET default_transaction_read_only = on")', "pass", READS, "postgres",
    ),
    Guard(
        "a replica that failed is left alone",
        REPLICA, "        self._failed, self._again = True, monotonic() + RESTS\n", "", TROUBLES, "postgres",
    ),
    Guard(
        "one request tries it again",
        REPLICA, "            self._again = monotonic() + RESTS\n            return True", "            return True",
        TROUBLES, "postgres",
    ),
    Guard(
        "a failure in the middle is answered by the primary",
        FOLLOWING, "        replica.fail(error)", "        raise", TROUBLES, "postgres",
    ),
    Guard(
        "a full replica has not failed",
        FOLLOWING, "    except Busy:\n        pass\n", "", READS, "postgres",
    ),
    Guard(
        "the replica's connection is given back",
        FOLLOWING, "        replica.close()", "        pass", TROUBLES, "postgres",
    ),
    Guard(
        "the primary's connection is given back meanwhile",
        FOLLOWING, "                db.leave_request()\n", "", READS, "postgres",
    ),
    Guard(
        "what follows writes nothing",
        FOLLOWING, "        with db.only_reading():", "        if True:", REFUSING, "postgres",
    ),
    Guard(
        "nothing follows inside a transaction, nor what changes something",
        FOLLOWING, "request.method not in LOOKING or db.open_family() is not None", "False", READS, "postgres",
    ),
    Guard(
        "a replica leads for one request",
        REPLICA, "            _leads.reset(token)", "            pass", READS, "postgres",
    ),
    Guard(
        "nobody waits long for the replica to say how far it is",
        REPLICA, "        with postgres.within(ASKING):\n            self.connect()",
        "        if True:\n            self.connect()",
        ("tests/core/replicas/test_served.py",), "postgres",
    ),
    Guard(
        "a mark is older than what was read at it",
        TRAIL, "passed = self.marks and self.marks[0].position <= position", "passed = self.marks",
        ("tests/core/replicas/test_trail.py",),
    ),
)
