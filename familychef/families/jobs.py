"""What the families' house does by the clock: what is due is deleted, what is old is forgotten."""

from familychef.core import clock, files, security_log, throttle
from familychef.core.i18n import _l, ngettext
from familychef.core.job_runs import JobRun
from familychef.core.jobs import job

from . import deleting, passages
from .models import ApiAnswer, Calendar, Pairing, Program, RefreshToken, SentForm

TIDY = _l("Clearing away what nothing needs any more")


def tick():
    """Called every minute; a deletion that was cut off goes on here, for its rows say what is left to do."""
    deleting.delete_due(files.root(), clock.now())


@job("families.tidy", TIDY, every="day", at="03:00", per="house", atomic=False)
def tidy():
    now = clock.now()
    throttle.tidy(now)
    passages.tidy(now)
    Pairing.tidy(now)
    SentForm.tidy(now)
    ApiAnswer.tidy(now)
    Program.tidy(now)
    RefreshToken.tidy(now)
    Calendar.tidy(now)
    security_log.tidy(now)
    JobRun.tidy(now)


def forgotten(count):
    return ngettext("%(count)s old entry removed", "%(count)s old entries removed", count)


@job("families.history", _l("Forgetting old history"), every="day", at="03:30", atomic=False, done=forgotten)
def forget_old(family):
    """The history that is older than its family keeps it, a little at a time; returns how many entries went."""
    now, gone = clock.now(), 0
    while batch := family.forget_old(now):
        gone += batch
    return gone
