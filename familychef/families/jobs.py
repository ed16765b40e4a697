"""What the families' house does by the clock: what is due is deleted, what is old is forgotten."""

from familychef.core import clock, files, security_log, throttle
from familychef.core.i18n import _l
from familychef.core.job_runs import JobRun
from familychef.core.jobs import job
from familychef.core.removals import by_kind, forgotten

from . import deleting, passages
from .models import ApiAnswer, Calendar, Pairing, Program, RefreshToken, SentForm

TIDY = _l("Clearing away what nothing needs any more")
KINDS = {
    "throttle": _l("Counts of limits"),
    "passage": _l("Links that open nothing any more"),
    "letter": _l("Letters"),
    "pairing": _l("Unanswered screens"),
    "sent_form": _l("Notes of sent forms"),
    "api_answer": _l("Notes of answers to programs"),
    "program": _l("Programs that ended"),
    "refresh_token": _l("Used tokens"),
    "calendar": _l("Addresses of calendars that ended"),
    "security.log": _l("Lines of the security log"),
    "job_run": _l("Lines of this list"),
}


def tick():
    """Called every minute; a deletion that was cut off goes on here, for its rows say what is left to do."""
    deleting.delete_due(files.root(), clock.now())


@job("families.tidy", TIDY, every="day", at="03:00", per="house", atomic=False, done=by_kind(KINDS))
def tidy():
    now = clock.now()
    return {
        "throttle": throttle.tidy(now),
        **passages.tidy(now),
        "pairing": Pairing.tidy(now),
        "sent_form": SentForm.tidy(now),
        "api_answer": ApiAnswer.tidy(now),
        "program": Program.tidy(now),
        "refresh_token": RefreshToken.tidy(now),
        "calendar": Calendar.tidy(now),
        "security.log": security_log.tidy(now),
        "job_run": JobRun.tidy(now),
    }


@job("families.history", _l("Forgetting old history"), every="day", at="03:30", atomic=False, done=forgotten)
def forget_old(family):
    """The history that is older than its family keeps it, a little at a time; says how many entries went."""
    now, gone = clock.now(), 0
    while batch := family.forget_old(now):
        gone += batch
    return {"event": gone}
