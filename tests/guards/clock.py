"""The guards of what the clock does: each effect once."""

from tests.guards.list import Guard

RUNS, WORK, RULE = "familychef/core/job_runs.py", "familychef/core/clockwork.py", "familychef/core/schedule.py"
TESTS, PAGE, PURE = ("tests/core/test_jobs.py",), ("tests/families/test_job_page.py",), ("tests/core/test_schedule.py",)
GUARDS = (
    Guard(
        "a period is claimed once",
        "migrations/0006_jobs.py",
        '(("family_id", "job", "period"), True)',
        '(("family_id", "job", "period"), False)',
        TESTS,
    ),
    Guard(
        "a run that was taken is not taken again",
        RUNS,
        'return self.changed_rows(*seen, state="running"',
        'return self.changed_rows(state="running"',
        TESTS,
    ),
    Guard(
        "who was late finishes nothing",
        RUNS,
        'return JobRun.state == "running", JobRun.tries == self.tries',
        "return ()",
        TESTS,
    ),
    Guard(
        "what was done meanwhile is not done again",
        WORK,
        "    if not ledger.wants(each, home):\n        return\n",
        "",
        TESTS,
    ),
    Guard(
        "an effect needs its end",
        WORK,
        "        ours = run.finish()\n        if ours:\n            run.tell(_effect(each, home))",
        "        ours = run.finish()\n        run.tell(_effect(each, home))",
        TESTS,
    ),
    Guard(
        "what ends every worker is given up",
        RUNS,
        "if self.tries >= MOST_TRIES:",
        "if False:",
        TESTS,
    ),
    Guard(
        "yesterday's retry is needless today",
        WORK,
        "        run.give_up_earlier()\n",
        "        pass\n",
        TESTS,
    ),
    Guard(
        "a wrong clock is forgotten",
        RULE,
        "return now + every.reach",
        "return now + every.reach * 999",
        TESTS,
    ),
    Guard(
        "a clock set back repeats nothing",
        RULE,
        "last is None or last < period.name",
        "last is None or last != period.name",
        PURE,
    ),
    Guard(
        "a family begins with its next time",
        RULE,
        "since is None or period.at >= since",
        "True",
        PURE,
    ),
    Guard(
        "a midnight that comes twice is one day",
        RULE,
        "NEAR = (1, 0, -1, -2)",
        "NEAR = (0, -1, -2)",
        PURE,
    ),
    Guard(
        "a press refers to what was seen",
        RUNS,
        "if after != (latest.id if latest else 0) or latest and",
        "if latest and",
        PAGE,
    ),
    Guard(
        "what is about to run is not asked for",
        RUNS,
        " or latest and latest.is_busy(clock.now()):",
        ":",
        PAGE,
    ),
)
