"""What the house does by the clock, for admins: the list of jobs, and running one now."""

from flask import abort, g, request, url_for

from familychef.core import jobs
from familychef.core.access import allow
from familychef.core.i18n import _
from familychef.core.throttle import take
from familychef.core.web import go, refuse, show

from .family_forms import RunForm
from .job_lines import lines_for
from .room import families


@families.get("/system/jobs")
@allow("family.manage")
def job_page():
    return show("families/jobs", **about_jobs())


@families.post("/system/jobs/<name>/runs")
@allow("family.manage", own_device=True)
def run_job(name):
    job = jobs.registry.get(name) or abort(404)
    form = RunForm.read(request.form)
    if not form.valid():
        return refuse("families/jobs", form, **about_jobs())
    take("runs", g.family.id)
    asked = jobs.ask(job, g.family, by=g.member, after=form.fields.after)
    said = _("It starts in a moment.") if asked else _("It ran meanwhile, or is about to. Look at the result here.")
    return go(url_for("families.job_page"), say=said)


def about_jobs():
    ours, of_the_house = lines_for(g.family)
    return {"ours": ours, "of_the_house": of_the_house}
