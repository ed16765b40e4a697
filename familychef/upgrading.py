"""`familychef upgrade`: a backup, the migrations, a look whether the house lives; or else back to where it was."""

from . import create_app, restoring
from .backups import taking
from .backups.houses import house_of
from .backups.opening import opened
from .backups.sealing import Seal
from .backups.troubles import Trouble
from .core import clock, db, heartbeat, migrate
from .restoring import let_go, wrong_with

PAGES = ("/health/ready", "/session/new")


class Unwell(Exception):
    """A sentence about a house that does not live any more."""


def run(settings, *, anyway=False, say=print):
    """0 when the house is up to date and lives, 1 when it is as it was before.

    `anyway`: also when the doctor finds something, for it may have been there before.
    """
    try:
        house = house_of(settings, "sqlite" if settings.sqlite else "postgres")
        house.refuse_running()
        return _upgrade(settings, house, anyway, say) if _is_older(settings) else _told(say)
    except Trouble as trouble:
        say(f"Nothing was changed. {trouble}")
        return 1
    finally:
        let_go()


def _is_older(settings):
    """Raises NewerSchema."""
    db.connect(settings)
    with db.reading():
        migrate.refuse_newer()
        return bool(migrate.missing())


def _told(say):
    say("This house is up to date already.")
    return 0


def _upgrade(settings, house, anyway, say):
    if not Seal(settings.data).can_go_back:
        raise Trouble("Backups are sealed and the key that opens them is not here: put it into backup_key first.")
    path = settings.backups / taking.take(settings).name
    say(f"A backup is in {path}")
    try:
        for name in migrate.migrate(settings):
            say(f"migrated: {name}")
        _look(settings, anyway, say)
    except (Exception, SystemExit) as error:
        say(f"This went wrong: {str(error).strip() or type(error).__name__}")
        return _go_back(settings, house, path, say)
    say("The house is up to date and lives. Start FamilyChef again.")
    return 0


def _look(settings, anyway, say):
    """Does it answer, and is the doctor content? Raises Unwell."""
    let_go()
    heartbeat.begin()
    visitor = create_app(settings).test_client()
    for page in PAGES:
        answer = visitor.get(page, base_url=settings.url)
        if answer.status_code >= 400:
            raise Unwell(f"{page} answers {answer.status_code}.")
    wrong = wrong_with(settings)
    for rule in wrong:
        say(f"The doctor says: {rule}")
    if wrong and not anyway:
        raise Unwell("The doctor finds something. If it was so before, upgrade with --anyway.")


def _go_back(settings, house, path, say):
    """The backup's database takes the place of what came of it, with every sign-in; files and secret never changed."""
    mark = f"failed-{clock.now():%Y%m%dT%H%M%SZ}".lower()
    try:
        let_go()
        with opened(settings, path) as backup, restoring.rebuilt(house, backup, up_to_date=False) as beside:
            let_go()
            kept = house.swap(beside, mark)
    except (Trouble, OSError) as trouble:
        say(f"It could not be put back: {trouble} The database as it was is the file `database` in {path}")
    else:
        say(f"The database is as it was before; what came of it is kept: {kept}. Start the FamilyChef you had before.")
    return 1
