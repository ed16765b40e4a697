"""What the menu tidies up now and then: pictures and files nobody shows any more."""

from familychef.core import clock, files
from familychef.core.i18n import _l, ngettext
from familychef.core.jobs import job
from familychef.core.removals import total

from .pictures import sweep


def swept(told):
    count = total(told)
    return ngettext("%(count)s file removed", "%(count)s files removed", count)


@job("menu.pictures", _l("Removing pictures nobody shows"), every="hour", per="house", atomic=False, done=swept)
def sweep_pictures():
    return {"file": sweep(files.root(), clock.now())}
