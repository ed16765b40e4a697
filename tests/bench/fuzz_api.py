"""Whatever a program can send, for long: `python -m tests.bench.fuzz_api [requests]`, a hundred thousand at least.

Schemathesis goes over the door itself, the tokens, and then over all operations of the document as each kind of person,
stateful on, each round with another seed, until so many requests were sent. Printed for each round: requests, answers
that are a fault of the house, that break their schema, that came without a token, things that were there after their
end, and anything else. Ends with 1 when there was one. `FAMILYCHEF_BENCH_DATABASE`: the URL of an empty database, else
it is SQLite.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from tests.fixtures.storage import migrate
from tests.programs import fuzzing
from tests.serving import Server

PEOPLE = ("marta", "leo", "nonna", "pia")
EXAMPLES = 12
SORTS = {
    "5xx": {"ServerError", "ContentTypeServerError"},
    "schema breaks": {
        "JsonSchemaError", "UndefinedStatusCode", "MissingContentType", "UndefinedContentType", "MalformedMediaType",
        "MissingHeaders", "MalformedJson", "ContentDeserializationError", "DiscriminatorMismatch",
    },
    "ignored auth": {"IgnoredAuth"},
    "use after delete": {"UseAfterFree", "EnsureResourceAvailability"},
}
SECONDS = 3600


def main(wanted=100_000):
    folder = Path(tempfile.mkdtemp(prefix="fuzz"))
    url = os.environ.get("FAMILYCHEF_BENCH_DATABASE") or f"sqlite:///{folder / 'house.db'}"
    migrate(url, folder)
    server = Server(folder / "server", url, demo=True, env={"FAMILYCHEF_LIMITS": "10000"}).start()
    sent, found, started = 0, Counter(), perf_counter()
    try:
        for number, who, only in rounds():
            told = one(server, folder / f"round{number}", number, who, only)
            sent, found = sent + told.requests, found + told.failures
            line(f"{number} {who}{' at the door' if only else ''}", told.requests, told.failures, started)
            print(told.words if told.failures else "", end="", flush=True)
            if sent >= wanted and not only:
                break
    finally:
        server.stop()
    line("all", sent, found, started)
    faults = server.log.count("fault ")
    print(f"faults in the log: {faults}")
    return 1 if found or faults else 0


def rounds():
    """(number, person, tokens only?): the door first, then everybody in turn."""
    yield 0, "marta", "tokens"
    number = 0
    while True:
        for who in PEOPLE:
            number += 1
            yield number, who, None


def one(server, folder, number, who, only):
    options = ("--seed", str(20261122 + number), "--max-examples", str(EXAMPLES))
    return fuzzing.run(server, fuzzing.lasting(server, who), folder, *options, only=only, seconds=SECONDS)


def line(name, requests, failures, started):
    sorted_out = {sort: sum(failures[kind] for kind in kinds) for sort, kinds in SORTS.items()}
    others = failures.total() - sum(sorted_out.values())
    cells = ", ".join(f"{count} {sort}" for sort, count in (sorted_out | {"others": others}).items())
    print(f"{name}: {requests} requests, {cells}, after {perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
