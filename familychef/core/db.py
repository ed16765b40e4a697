"""The database: one connection policy, one base model, one way to open a transaction."""

import datetime as dt
import fcntl
import threading
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

import peewee

from . import bell, pool, postgres
from .replica import Led, Replica

database = Led()
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 250,
    "cache_size": -8000,
}
_write_lock = threading.RLock()
_open = ContextVar("open_transaction", default=None)
_only_reads = ContextVar("only_reads", default=False)
_owned = {}


def connect(settings):
    """Bind `database` to the settings' server or file; SQLite keeps one connection for the whole process.

    The replica is opened by who first asks it: without it the house stands as well.
    """
    database.initialize(_sqlite(settings) if settings.sqlite else _postgres(settings))
    database.replica = Replica(settings.replica_url) if settings.replica_url and not settings.sqlite else None
    try:
        with database.connection_context() if is_postgres() else nullcontext(database.connect()):
            database.execute_sql("SELECT 1")
    except peewee.OperationalError as error:
        raise SystemExit(f"DATABASE_URL: the database can't be opened: {str(error).strip()}") from None
    return database


def _sqlite(settings, **more):
    path = settings.database_url.removeprefix("sqlite:///")
    return peewee.SqliteDatabase(path, pragmas=PRAGMAS | more, lock_type="IMMEDIATE", thread_safe=False, timeout=0.25)


def _postgres(settings):
    postgres.cooperate()
    return pool.Pool(settings.database_url)


def is_postgres():
    return isinstance(database.obj, peewee.PostgresqlDatabase)


def is_away(error):
    """Is it the server's connection that failed, and not the question? It may work in a moment."""
    return is_postgres() and isinstance(error, (peewee.OperationalError, peewee.InterfaceError))


def own(settings):
    """One process owns a SQLite file. Raises SystemExit when another one has it."""
    if settings.sqlite:
        file = open(settings.data / "owner.lock", "w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"Another FamilyChef already uses {settings.data}.") from None
        _owned[settings.data] = file


def enter_request():
    database.connect(reuse_if_open=True)


def leave_request(_error=None):
    if is_postgres() and not database.is_closed():
        database.close()


@contextmanager
def reading():
    """A connection for work outside a request, given back at the end by whoever took it; on SQLite the kept one."""
    took = is_postgres() and database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if took:
            leave_request()


@contextmanager
def let_go():
    """Nobody's connection is kept while somebody outside is waited for; on SQLite it is everybody's."""
    leave_request()
    try:
        yield
    finally:
        enter_request()


@contextmanager
def apart(settings):
    """A connection of its own that looks at one moment, in whatever thread; nobody waits for it."""
    other = _sqlite(settings, query_only=1) if settings.sqlite else pool.alone(settings.database_url)
    with other.connection_context(), other.atomic("DEFERRED" if settings.sqlite else "REPEATABLE READ"):
        yield other


def snapshot():
    """A read-only look at one moment; writers go on meanwhile."""
    return database.atomic("REPEATABLE READ" if is_postgres() else "DEFERRED")


@contextmanager
def write():
    """All or nothing, for rows that belong to no family. Nothing inside may wait."""
    if _only_reads.get():
        raise RuntimeError("what may follow the replica writes nothing")
    with nullcontext() if is_postgres() else _write_lock, database.atomic():
        yield


@contextmanager
def only_reading():
    """Whoever writes meanwhile is refused, wherever it would go."""
    token = _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(token)


@contextmanager
def transaction(family):
    """All or nothing for one family, one at a time; nested calls join the outer one."""
    outer = _open.get()
    if outer is not None:
        if outer != family.id:
            raise RuntimeError("a transaction of one family can't change another's rows")
        yield
    else:
        token = _open.set(family.id)
        try:
            with write():
                _lock_row(family)
                yield
        finally:
            _open.reset(token)
        bell.ring(family.id)


def open_family():
    """The id of the family whose transaction is open, or None."""
    return _open.get()


def _lock_row(family):
    if is_postgres():
        table = type(family)._meta.table_name
        database.execute_sql(f'SELECT 1 FROM "{table}" WHERE id = %s FOR UPDATE', (family.id,))


class UtcField(peewee.DateTimeField):
    """An instant: timezone-aware UTC outside, naive UTC in the row, so both databases sort and compare alike."""

    def db_value(self, value):
        if isinstance(value, dt.datetime) and value.tzinfo:
            value = value.astimezone(dt.UTC).replace(tzinfo=None)
        return super().db_value(value)

    def python_value(self, value):
        value = super().python_value(value)
        return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) else value


class Model(peewee.Model):
    """A row; `room` names its package and templates folder, `view_permission` who may hear of it.

    For copies that leave the house: `stays`, why a family's copy has no such rows; `withheld`, the columns that no
    copy ever has, each with what an import puts there; `stored`, the columns that name stored files, with their
    suffix; `own`, the keys that make a row a person's own; `unowned`, its columns that tell more than of that person.
    """

    room = None
    view_permission = None
    stays = ""
    withheld = {}
    stored = {}
    own = ()
    unowned = frozenset()

    class Meta:
        database = database
        legacy_table_names = False
        only_save_dirty = True

    @property
    def noun(self):
        return self._meta.table_name

    @property
    def dom_id(self):
        return f"{self.noun}-{self.get_id()}"

    def mirror(self, **values):
        """Let this copy show what the row already holds: nothing is left to save."""
        for name, value in values.items():
            setattr(self, name, value)
        self._dirty -= set(values)

    def changed_rows(self, *expected, **values):
        """Conditional UPDATE of this row; True when it was as expected and is now changed."""
        model = type(self)
        moved = model.update(**values).where(model._meta.primary_key == self.get_id(), *expected).execute()
        if moved:
            self.mirror(**{name: value for name, value in values.items() if not isinstance(value, peewee.Node)})
            self._dirty -= set(values)
        return bool(moved)


def every_model(base=Model):
    """All models of all rooms that are open."""
    for model in base.__subclasses__():
        if model.__module__.startswith(__package__.partition(".")[0]):
            yield model
        yield from every_model(model)


class Stateful:
    """Adds `_move`: a state changes only from where it is expected to be, and counts its changes."""

    def _move(self, before, after, **more):
        model, before = type(self), {before} if isinstance(before, str) else set(before)
        return self.changed_rows(model.state.in_(before), state=after, version=model.version + 1, **more)
