"""`familychef doctor`: runs the invariants on a live database, looks at its files and its schema, repairs nothing."""

import hashlib
import json

from playhouse.migrations import Runner

from . import invariants, rooms
from .core import clock, db, jobs
from .core.files import place
from .core.paths import data_dir
from .families.models import Family
from .invariants import Violation
from .menu.models import Picture

SIZES = ("small", "medium", "large")
AHEAD = clock.minutes(5)
LIE_AHEAD = {"expires_at", "deletes_at", "next_try_at", "promised_at", "until", "wanted_for"}


def run(settings, *, as_json=False, say=print):
    """Print what is wrong; returns 0 when all is well, 1 with violations, 2 when it can't look."""
    try:
        found = examine(settings)
    except Exception as error:
        say(f"The doctor can't look: {error}")
        return 2
    if as_json:
        say(json.dumps([{"rule": each.rule, "rows": [list(map(str, row)) for row in each.rows]} for each in found]))
    else:
        for each in found:
            say(f"{each.rule}: {len(each.rows)} broken, for example {each.rows[0]}")
        say("All is well." if not found else f"{len(found)} rules are broken.")
    return 1 if found else 0


def examine(settings):
    """Every violation of the bound database and the files that belong to it."""
    with db.reading():
        found = [*_schema(), *invariants.check(), *_files(settings.files), *_times(), *_jobs()]
    return [violation for violation in found if violation.rows]


def _schema():
    runner = Runner(db.database.obj, str(data_dir("migrations")))
    applied, known = set(runner.applied()), {migration.name for migration in runner.migrations()}
    yield Violation("I-44 the schema is the code's", tuple((name,) for name in sorted(applied ^ known)))
    if not db.is_postgres():
        damage = [row for row in db.database.execute_sql("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        yield Violation("I-44 the file is whole", tuple(damage))
        orphans = db.database.execute_sql("PRAGMA foreign_key_check").fetchall()
        yield Violation("I-44 every key points at a row", tuple(orphans))


def _files(root):
    """I-33: every picture row has its three files, with the content it names."""
    wrong = []
    query = Picture.select(Picture.id, Picture.family, Picture.small, Picture.medium, Picture.large)
    for picture_id, family_id, *digests in query.tuples():
        for size, digest in zip(SIZES, digests, strict=True):
            path = place(root, family_id, digest, "webp")
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                wrong.append((picture_id, size))
    yield Violation("I-33 every picture has its files", tuple(wrong))


def _jobs():
    """I-46, I-47: what the clock should have done was done; nothing is asked of the time before this schema."""
    rooms.load()
    now, every = clock.now(), list(jobs.registry.values())
    ledger, overdue, failing = jobs.Ledger(every, now), [], []
    for job in every:
        for home in _homes_since_the_upgrade(job):
            latest = ledger.latest(job, home)
            if ledger.is_overdue(job, home):
                overdue.append((job.name, home.id))
            if latest and latest.state == "failed":
                failing.append((job.name, home.id, latest.tries, latest.fault))
    yield Violation("I-46 no job is overdue", tuple(overdue))
    yield Violation("I-47 the last run of a job went well", tuple(failing))


def _homes_since_the_upgrade(job):
    applied = Runner(db.database.obj, str(data_dir("migrations"))).applied()
    since = min((at.astimezone() for name, at in applied.items() if name.endswith("_jobs")), default=clock.now())
    for home in jobs.homes_of(job, Family.staying()):
        yield home._replace(since=max(since, home.since or since))


def _times():
    """I-45: what has happened was not later than now; a clock that jumped shows here."""
    latest = clock.now() + AHEAD
    for model in db.every_model():
        for field in model._meta.sorted_fields:
            if isinstance(field, db.UtcField) and field.name not in LIE_AHEAD:
                key, table = model._meta.primary_key, model._meta.table_name
                rows = model.select(key, field).where(field > latest).limit(100).tuples()
                yield Violation(f"I-45 {table}.{field.column_name} is not in the future", tuple(rows))
