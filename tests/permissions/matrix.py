"""Who gets which answer where: the whole table of permissions, readable as a document.

One line is a route and a method; the row whose id stands in the address (`id=order`, several with commas, or `-`);
then the status for nobody signed in, for a member, a chef, a shopper and an admin of the Rossi, and for an admin who
cooks next door. Rows belong to the Rossi, orders and carts to Leo, the member. A body stands in BODIES.
"""

from typing import NamedTuple

PEOPLE = ("nobody", "member", "chef", "shopper", "admin", "other")
REFUSALS = {401, 403, 404}

TABLE = """
endpoint        method  row        nobody  member  chef  shopper  admin  other
assets.file     GET     name=css   200     200     200   200      200    200
live.stream     GET     -          401     200     200   200      200    200
"""

BODIES = {}


class Row(NamedTuple):
    """One line of the table; `ids` maps the address's arguments to rows, `expected` people to a status."""

    endpoint: str
    method: str
    ids: dict
    expected: dict

    @property
    def body(self):
        return BODIES.get((self.endpoint, self.method), {})

    @property
    def changes(self):
        return self.method not in ("GET", "HEAD", "OPTIONS")


def rows():
    head, *lines = [line.split() for line in TABLE.strip().splitlines() if line.strip() and not line.startswith("#")]
    assert head[3:] == list(PEOPLE), "the table's columns are the people"
    return [_row(*line) for line in lines]


def _row(endpoint, method, ids, *statuses):
    assert len(statuses) == len(PEOPLE), f"{method} {endpoint} has {len(statuses)} statuses"
    named = dict(pair.split("=") for pair in ids.split(",")) if ids != "-" else {}
    return Row(endpoint, method, named, dict(zip(PEOPLE, map(int, statuses), strict=True)))


def cases():
    """(row, people who share one database): those who change nothing together, each who may change something alone."""
    for row in rows():
        may = [person for person in PEOPLE if row.changes and row.expected[person] not in REFUSALS]
        rest = [person for person in PEOPLE if person not in may]
        if rest:
            yield row, rest
        yield from ((row, [person]) for person in may)


def name_of_case(case):
    row, people = case
    return f"{row.method} {row.endpoint} {'-'.join(people) if len(people) < 3 else 'others'}"
