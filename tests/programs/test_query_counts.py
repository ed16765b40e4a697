"""How many queries a GET takes does not depend on how much there is: of anything, and in anything."""

from collections import Counter

import pytest

from tests.programs.crowd import Crowd
from tests.programs.looker import Looker

FEW, MORE = 2, 5


@pytest.fixture
def measured(world, queries):
    """What was seen of a small family, and of the same when there was more of everything."""
    crowd = Crowd(world)
    looker = Looker(crowd)
    crowd.grow(FEW)
    few = counts(looker, queries)
    crowd.grow(MORE)
    return few, counts(looker, queries)


def counts(looker, queries):
    """{operation: (its queries, the answer)}, of the second time it is asked."""
    found = {}
    for each in looker.gets():
        looker.look(each)
        with queries() as seen:
            answer = looker.look(each)
        found[each.name] = seen, answer.json
    return found


def test_more_of_everything_takes_no_more_queries(measured):
    few, more = measured
    worse = [name for name in few if len(more[name][0]) > len(few[name][0])]
    assert len(few) > 30 and not worse, "\n".join(told(name, more[name][0]) for name in worse)


def test_there_was_more_of_everything(measured):
    """A list that didn't grow proves nothing: let tests/programs/crowd.py make one more of it."""
    few, more = measured
    lists = [each.name for each in Looker.gets() if isinstance(rows_of(few[each.name][1]), list)]
    same = [name for name in lists if len(rows_of(more[name][1])) <= len(rows_of(few[name][1]))]
    assert lists and not same, same


def told(name, seen):
    """What it asks again and again."""
    often = [f"{count} × {sql[sql.find(' FROM '):][:150]}" for sql, count in Counter(seen).items() if count > 2]
    return "\n  ".join([f"{name}: {len(seen)} queries", *often])


def rows_of(answer):
    return answer.get("items") or answer.get("lines") if isinstance(answer, dict) else answer
