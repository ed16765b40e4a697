"""Can a known e-mail be told from an unknown one by the clock? `python -m tests.bench.bench_sign_in [tries]`.

A real server with the family's password cost gets wrong passwords, in mixed order, for people who have a login and for
people who have none; a rank test (Mann-Whitney, two-sided) says whether the times differ. Ends with 1 below p = 0.01.
"""

import math
import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.serving import Server

KNOWN, UNKNOWN = "leo@rossi.example", "lea@rossi.example"
SURE = 0.01
WARM_UP = 20


def main(tries=200):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "family.db"
        wide = {"FAMILYCHEF_LIMITS": "10000", "FAMILYCHEF_PASSWORD_COST": "normal"}
        server = Server(Path(folder) / "house", f"sqlite:///{data}", demo=True, env=wide).start()
        try:
            known, unknown = measured(server, tries)
        finally:
            server.stop()
    p = rank_test(known, unknown)
    print(f"{tries} tries each: known {shown(known)}, unknown {shown(unknown)}, p = {p:.3f}")
    return 1 if p < SURE else 0


def measured(server, tries):
    """(seconds for a known e-mail, for an unknown one), the two asked in mixed order."""
    order = [True, False] * tries
    random.shuffle(order)
    for number in range(WARM_UP):
        seconds(server, KNOWN if number % 2 else UNKNOWN)
    times = {True: [], False: []}
    for known in order:
        times[known].append(seconds(server, KNOWN if known else UNKNOWN))
    return times[True], times[False]


def seconds(server, email):
    form = {"email": email, "password": "not the password"}
    started = perf_counter()
    answer = server.request("POST", "/session", form)
    took = perf_counter() - started
    assert answer.status == 422, answer.status
    return took


def rank_test(one, other):
    """How probable such a difference is when both are treated alike (normal approximation, two-sided)."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_value, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(other)
    z = (ranks - n * (n + m + 1) / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def shown(times):
    return f"{statistics.median(times) * 1000:.1f} ms (± {statistics.stdev(times) * 1000:.1f})"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
