"""The command line: familychef serve, upgrade, migrate, backup, restore, import, doctor, reset-link and more."""

import argparse
import json
import os
import sys
from functools import partial
from importlib.metadata import version

import gevent

from . import create_app, demo, doctor, keeping, moving, relocating, rooms, settings, upgrading
from .core import catalogues, clockwork, db, far_bell, logs, migrate, openapi, queue, server, stalls, threads
from .families import resets, welcome
from .families.models import Family, User
from .worker import keep_going, with_jobs


def main(arguments=None):
    options = _parser().parse_args(arguments)
    logs.begin(settings.log_kind())
    sys.exit(options.run(options))


def serve(options):
    threads.give_memory_back()
    current = _current(demo=options.demo)
    db.own(current)
    app = create_app(current)
    print_applied(migrate.migrate(current))
    with db.reading():
        welcome.prepare(current, demo.seed)
    consumer = None
    if not current.redis_url:
        consumer = queue.start_embedded(with_jobs(queue.make(current), "web"))
        gevent.spawn(clockwork.listen, Family.staying)
    far_bell.start(current, gevent.spawn)
    keep_going(current, "web")
    stalls.watch.start()
    server.serve(app, current, started=lambda port: print(f"FamilyChef is ready at {current.url}", flush=True))
    if consumer:
        consumer.stop(graceful=True)
    return 0


def run_migrations(options):
    current = _current()
    db.connect(current)
    print_applied(migrate.migrate(current))
    return 0


def upgrade(options):
    return upgrading.run(_current(), anyway=options.anyway)


def relocate(options):
    """For who outgrows SQLite, or comes back to it: everything goes into an empty database; nothing may be running."""
    current = _current()
    return relocating.run(current, settings.read(os.environ | {"DATABASE_URL": options.url}))


def import_family(options):
    """For who moves in: a family's copy from another server, into an empty one that is not running."""
    current = _current()
    db.own(current)
    db.connect(current)
    print_applied(migrate.migrate(current))
    return moving.run(current, options.file)


def run_doctor(options):
    current = _current()
    db.connect(current)
    _refuse_newer()
    return doctor.run(current, as_json=options.json)


def make_reset_link(options):
    """For who runs the server: a link that gives a person a new password, once, within a day."""
    current = _current()
    db.connect(current)
    _refuse_newer()
    with db.reading():
        user = User.get_or_none(User.email == options.email.casefold())
        token = user and resets.make_link_on_the_server(user, secure=not options.without_second_step)
    print(f"{current.url}/password/reset/{token}" if token else f"Nobody signs in as {options.email}.")
    return 0 if token else 1


def translate(options):
    """For who changes the words: 1 when a language lacks some."""
    lacking = catalogues.update()
    for code, messages in lacking.items():
        print(f"{code}: {len(messages)} to translate")
        for message in messages:
            print(f"  {message}")
    return 1 if any(lacking.values()) else 0


def print_document(options):
    """For who writes programs, or changes what they can do: the document of the API, or the digest it goes by."""
    rooms.apis()
    told = openapi.document(version("familychef"))
    print(openapi.digest(told) if options.digest else json.dumps(told, indent=2, ensure_ascii=False))
    return 0


def print_applied(names):
    for name in names:
        print(f"migrated: {name}")


def wsgi():
    """The app for another WSGI server; the schema must be current."""
    current = settings.read()
    app = create_app(current)
    _refuse_newer()
    far_bell.start(current, gevent.spawn)
    return app


def _refuse_newer():
    with db.reading():
        migrate.refuse_newer()


def _current(demo=False):
    """The settings, in a house that knows all its rooms and so all their rows."""
    rooms.load()
    return settings.read(demo=demo)


def _parser():
    parser = argparse.ArgumentParser("familychef", description="A family's food from supplier to plate.")
    commands = parser.add_subparsers(required=True)
    command = _add(commands, "serve", serve, "serve the app on this machine")
    command.add_argument("--demo", action="store_true", help="with two example families, on this machine only")
    _add_moves(commands)
    keeping.add_commands(partial(_add, commands), _current)
    command = _add(commands, "doctor", run_doctor, "check the database for what must always be true")
    command.add_argument("--json", action="store_true", help="for programs")
    command = _add(commands, "reset-link", make_reset_link, "print a one-time link for a new password")
    command.add_argument("email", help="the e-mail the person signs in with")
    command.add_argument("--without-second-step", action="store_true", help="for who lost phone and recovery codes")
    command = _add(commands, "openapi", print_document, "print the document of the API")
    command.add_argument("--digest", action="store_true", help="only what names it in the CHANGELOG")
    _add(commands, "translate", translate, "bring the translators' catalogues up to date with the sources")
    return parser


def _add_moves(commands):
    """What brings a house from one state, place or database to another."""
    _add(commands, "migrate", run_migrations, "bring the database up to date")
    command = _add(commands, "upgrade", upgrade, "bring the house up to date, or back to where it was")
    command.add_argument("--anyway", action="store_true", help="also when the doctor finds something")
    command = _add(commands, "migrate-to", relocate, "move everything into another, empty database")
    command.add_argument("url", help="postgresql://user:password@host/name or sqlite:///path")
    command = _add(commands, "import", import_family, "let a family move in from another server")
    command.add_argument("file", help="the copy of the whole family, a zip")


def _add(commands, name, run, told):
    command = commands.add_parser(name, help=told)
    command.set_defaults(run=run)
    return command
