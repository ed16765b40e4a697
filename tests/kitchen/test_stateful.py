"""Whatever a family does in whatever order, the books are right."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fixtures.web import close
from tests.kitchen.life import KitchenLife

EXAMPLES = {"sqlite": 50, "postgres": 8}
STEPS = {"sqlite": 40, "postgres": 25}


def test_the_books_are_right_whatever_happens(databases, database_kind, tmp_path):
    class Life(KitchenLife):
        def open_database(self):
            from familychef import settings
            from familychef.core import db

            self.url = databases.fresh(database_kind)
            db.connect(settings.read({"DATABASE_URL": self.url, "FAMILYCHEF_DATA": str(tmp_path)}))
            db.database.connect(reuse_if_open=True)

        def close_database(self):
            from familychef.core import db

            close(db.database)
            databases.drop(self.url)

    run_state_machine_as_test(Life, settings=_settings(database_kind))


def _settings(kind):
    times = int(os.environ.get("FAMILYCHEF_TEST_TIMES", 1))
    return settings(
        max_examples=EXAMPLES[kind] * times,
        stateful_step_count=STEPS[kind],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )
