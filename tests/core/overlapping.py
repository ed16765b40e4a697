"""A process under gevent, as the house is, that asks two slow questions: `python -m tests.core.overlapping URL`."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

import gevent  # noqa: E402
import peewee  # noqa: E402

from familychef.core import pool, postgres  # noqa: E402

ASLEEP = "FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'"


def main(url):
    postgres.cooperate()
    database = pool.Pool(url)
    sleepers = [gevent.spawn(sleep, database) for _ in range(2)]
    with gevent.Timeout(20, False), database.connection_context():
        while database.execute_sql(f"SELECT COUNT(*) {ASLEEP}").fetchone()[0] < 2:
            gevent.sleep(0.02)
        print("both asleep at once")
        database.execute_sql(f"SELECT pg_cancel_backend(pid) {ASLEEP}")
    gevent.joinall(sleepers, timeout=20)


def sleep(database):
    try:
        with database.connection_context():
            database.execute_sql("SELECT pg_sleep(60)")
    except peewee.OperationalError as error:
        print(type(error).__name__)


if __name__ == "__main__":
    main(sys.argv[1])
