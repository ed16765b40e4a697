"""The command line: familychef serve · migrate · doctor · translate."""

import argparse
import logging
import sys

import gevent

from . import create_app, demo, doctor, settings
from .core import catalogues, db, far_bell, migrate, queue, relay, server, threads
from .families import welcome
from .families.models import Family
from .worker import with_jobs


def main(arguments=None):
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
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
        consumer = queue.start_embedded(with_jobs(queue.make(current)))
    far_bell.start(current, gevent.spawn)
    gevent.spawn(relay.run, Family)
    server.serve(app, current, started=lambda port: print(f"FamilyChef is ready at {current.url}", flush=True))
    if consumer:
        consumer.stop(graceful=True)
    return 0


def run_migrations(options):
    current = _current()
    db.connect(current)
    print_applied(migrate.migrate(current))
    return 0


def run_doctor(options):
    current = _current()
    db.connect(current)
    return doctor.run(current, as_json=options.json)


def translate(options):
    """For who changes the words: 1 when a language lacks some."""
    lacking = catalogues.update()
    for code, messages in lacking.items():
        print(f"{code}: {len(messages)} to translate")
        for message in messages:
            print(f"  {message}")
    return 1 if any(lacking.values()) else 0


def print_applied(names):
    for name in names:
        print(f"migrated: {name}")


def wsgi():
    """The app for another WSGI server; the schema must be current."""
    current = settings.read()
    far_bell.start(current, gevent.spawn)
    return create_app(current)


def _current(demo=False):
    return settings.read(demo=demo)


def _parser():
    parser = argparse.ArgumentParser("familychef", description="A family's food from supplier to plate.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("serve", help="serve the app on this machine")
    command.add_argument("--demo", action="store_true", help="with two example families, on this machine only")
    command.set_defaults(run=serve)
    command = commands.add_parser("migrate", help="bring the database up to date")
    command.set_defaults(run=run_migrations)
    command = commands.add_parser("doctor", help="check the database for what must always be true")
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=run_doctor)
    command = commands.add_parser("translate", help="bring the translators' catalogues up to date with the sources")
    command.set_defaults(run=translate)
    return parser
