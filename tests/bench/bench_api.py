"""What each GET of the API costs a family after three years: `python -m tests.bench.bench_api [times]`.

About 6,000 orders, 400 dishes and 50,000 stock moves. Printed for each operation: the 95th percentile of its answers in
ms, in the same process without a network, half of them just after something changed, by the clock and of the processor
alone (for a machine that has other things to do); its queries and the size of its answer. Ends with 1 when one takes
longer than the goal by the clock. `FAMILYCHEF_BENCH_DATABASE`: the URL of an empty database, else it is SQLite.
"""

import sys
import tempfile
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from tests.bench.bench_canaries import connected
from tests.bench.bench_menu import counted
from tests.bench.years import DISHES, MOVES, ORDERS, Years
from tests.cast import World

GOAL_MS, OFTEN = 200, 20


def main(times=OFTEN):
    looker = settled()
    print(f"{ORDERS} orders, {DISHES} dishes, {MOVES} moves; goal {GOAL_MS} ms")
    print(f"{'operation':<32} {'p95 ms':>8} {'cpu ms':>8} {'queries':>8} {'bytes':>9}")
    late = []
    for operation in looker.gets():
        spent, worked, queries, size = measured(looker, operation, times)
        mark = "  LATE" if spent > GOAL_MS else ""
        print(f"{operation.name:<32} {spent:>8.1f} {worked:>8.1f} {queries:>8} {size:>9}{mark}", flush=True)
        late += [operation.name] if spent > GOAL_MS else []
    print(f"late: {', '.join(late) or 'none'}")
    return 1 if late else 0


def settled():
    """A program of Marta's, after three years."""
    from familychef import create_app
    from tests.programs.crowd import Crowd
    from tests.programs.looker import Looker

    current = connected(Path(tempfile.mkdtemp(prefix="bench")))
    app = create_app(current)
    crowd = Crowd(World.founded(lambda: app))
    crowd.grow(5)
    Years(crowd).pass_by()
    return Looker(crowd)


def measured(looker, operation, times):
    """(95th percentile in ms by the clock, of the processor, queries, bytes) of this GET."""
    looker.look(operation)
    with counted() as seen:
        answer = looker.look(operation)
    spent, worked = [], []
    for number in range(times):
        if number % 2:
            looker.crowd.stir(number)
        started, at_work = perf_counter(), process_time()
        looker.look(operation)
        spent.append((perf_counter() - started) * 1000)
        worked.append((process_time() - at_work) * 1000)
    return highest(spent), highest(worked), seen.number, len(answer.data)


def highest(times):
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
