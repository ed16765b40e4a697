"""The jobs as an admin reads them: what ran, with which result, and when it runs again."""

from familychef.core import clock
from familychef.core.i18n import _
from familychef.core.jobs import Ledger, homes_of, registry


def lines_for(family):
    """(the lines of the jobs done for this family, those of the jobs done for the whole house)."""
    now, jobs = clock.now(), list(registry.values())
    ledger = Ledger(jobs, now, family.id)
    lines = [JobLine(job, home, ledger, now) for job in jobs for home in homes_of(job, [family])]
    return [line for line in lines if line.job.per_family], [line for line in lines if not line.job.per_family]


class JobLine:
    """One job for one home; `run` is its latest run, or None. `after` is what a press of "Run now" refers to."""

    def __init__(self, job, home, ledger, now):
        self.job, self.now = job, now
        self.run = ledger.latest(job, home)
        self.next_at = ledger.next_run(job, home)
        self.is_overdue = ledger.is_overdue(job, home)
        self.after = self.run.id if self.run else 0
        self.dom_id = "job-" + job.name.replace(".", "-")

    @property
    def title(self):
        return str(self.job.title)

    @property
    def is_busy(self):
        return bool(self.run) and self.run.is_busy(self.now)

    @property
    def is_due(self):
        return self.next_at <= self.now

    @property
    def ran_at(self):
        return self.run and (self.run.ended_at or self.run.started_at)

    @property
    def status(self):
        """The data-state of the badge, and its icon; nothing where all is as it should be."""
        if self.run is None or self.run.state == "done":
            return ("danger", "triangle-alert") if self.is_overdue else None
        elif self.is_busy:
            return ("placed", "clock")
        else:
            return ("danger", "triangle-alert")

    @property
    def result(self):
        """What came of it, in words."""
        run = self.run
        if run is None:
            return _("It has not run yet.")
        elif run.state == "waiting":
            return _("It starts in a moment.")
        elif run.is_alive(self.now):
            return _("It is running.")
        elif run.state == "running":
            return _("It was cut off and goes on by itself.")
        elif run.state == "failed":
            return _("That did not work (number %(number)s).", number=run.fault) if run.fault else _("It was cut off.")
        else:
            told = run.count if run.removed is None else run.removed
            return self.job.done(told) if self.job.done and told is not None else _("Done.")

    @property
    def tries_again_at(self):
        return self.run and self.run.state == "failed" and self.run.next_try_at
