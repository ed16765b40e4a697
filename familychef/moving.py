"""`familychef import`: a family moves in, with everything but its passwords, where nobody lives yet."""

import peewee

from . import doctor
from .core import clock, security_log
from .core.access import ADMIN
from .core.db import reading
from .core.events import Event
from .core.sealed import BadArchive, Sealed
from .core.unpacking import load
from .families import resets
from .families.models import Family, Installation, Session, User
from .families.tokens import nobodys_hash


def run(settings, path, *, say=print):
    """Bring the family in the file into the bound, empty database. 0 when it is there and all is well."""
    security_log.keep_in(settings.data)
    try:
        with reading():
            refuse_unless_empty()
            sealed = Sealed(path)
            load(sealed, settings.files, before=refuse_unless_empty, after=settle)
            _tell(sealed, settings, say)
    except BadArchive as bad:
        say(f"Nothing was imported. {bad}")
        return 1
    security_log.note("import.done", family=sealed.family_id)
    return doctor.run(settings, say=say)


def refuse_unless_empty():
    """Numbers are kept as they are, so nobody else may be here. Raises BadArchive."""
    if Family.select().exists() or User.select().exists():
        raise BadArchive("A family lives here already. Import into an empty FAMILYCHEF_DATA or an empty database.")


def settle():
    """What this server notes about its first family, in the transaction that brings it."""
    try:
        Installation.create(id=1)
    except peewee.IntegrityError:
        raise BadArchive("A family was founded here meanwhile.") from None
    _retire_sessions()


def _retire_sessions():
    """Events name the session they were done in: later sessions here get higher numbers than those."""
    highest = Event.select(peewee.fn.MAX(Event.session_id)).scalar()
    if highest and (user := User.select().order_by(User.id).first()):
        now = clock.now()
        Session.create(id=highest, user=user, token_hash=nobodys_hash(), ended_at=now, expires_at=now)


def _tell(sealed, settings, say):
    family = Family.get_by_id(sealed.family_id)
    rows, stored = sum(sealed.manifest["rows"].values()), sum("files/" in name for name in sealed.manifest["sha256"])
    say(f"The family {family.name} has moved in: {rows} rows, {stored} files. Nobody has a password here yet.")
    for member in family.active_members().join(User).where(User.email.is_null(False)):
        if member.has(ADMIN):
            link = f"{settings.url}/password/reset/{resets.make_link_on_the_server(member.user)}"
            say(f"{member.name} chooses one within a day, once, at {link}")
    say("An admin makes such a link for each of the others, on their page under Family.")
