"""The backups, for admins: what there is, whether it can be restored, and one more now."""

from flask import g, url_for

from familychef.core import jobs
from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.job_runs import HOUSE, JobRun
from familychef.core.throttle import take
from familychef.core.web import go, show

from .page import about_backups
from .room import backups

blueprints = [backups]
TAKE = "backups.take"


@backups.get("/system/backups")
@allow("family.manage")
def backup_page():
    return show("backups/backups", **about_backups())


@backups.post("/system/backups")
@allow("family.manage", own_device=True)
def take_backup():
    take("runs", g.family.id)
    latest = JobRun.latest(JobRun.job == TAKE).get((TAKE, HOUSE))
    asked = jobs.ask(jobs.registry[TAKE], g.family, by=g.member, after=latest.id if latest else 0)
    said = _("It starts in a moment.") if asked else _("A backup is being taken just now.")
    return go(url_for("backups.backup_page"), say=said)
