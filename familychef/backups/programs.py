"""The one place that starts other programs: PostgreSQL's own, and FamilyChef itself beside this process."""

import logging
import os
import shutil
import subprocess  # nosec B404
import sys
from urllib.parse import unquote, urlsplit, urlunsplit

from .troubles import Trouble

log = logging.getLogger(__name__)
PATCH = "from gevent import monkey; monkey.patch_all(); "
CLI = "import sys; from familychef.cli import main; main(sys.argv[1:])"
LONGEST, PATIENCE_SECONDS = 300, 4 * 3600


def found(name):
    """Where one of PostgreSQL's programs is. Raises Trouble when it isn't there."""
    path = shutil.which(name)
    if not path:
        raise Trouble(f"{name} is not there. Install PostgreSQL's client programs, of the server's version or newer.")
    return path


def let_work(name, url, *arguments):
    """Let one of PostgreSQL's programs work on this database; the password is in nobody's list of processes."""
    place, password = _without_password(url)
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    try:
        done = _run([found(name), f"--dbname={place}", *map(str, arguments)], environment, PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        raise Trouble(f"{name} took too long.") from None
    if done.returncode:
        complain(name, done.stderr)
        raise Trouble(f"{name} failed. The log says why.")


def complain(who, said):
    """What a program says of what went wrong may hold rows of families: it is for who runs the server alone."""
    log.error("%s: %s", who, (said.strip().splitlines() or ["it said nothing"])[-1][-LONGEST:])


def ours(settings, *arguments, seconds):
    """(what `familychef …` printed, what it complained of) for the same house. Raises Trouble when it takes longer."""
    try:
        done = _run([sys.executable, "-c", CLI, *arguments], environment(settings), seconds)
    except subprocess.TimeoutExpired:
        raise Trouble("It took too long.") from None
    return done.stdout, done.stderr


def serving(settings):
    """A server of this house, as a process whose lines can be read."""
    command = [sys.executable, "-u", "-c", PATCH + CLI, "serve"]
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, env=environment(settings), text=True, **out)  # nosec B603


def environment(settings):
    """What a process of ours has to know to mean these settings."""
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "FAMILYCHEF_DATA": str(settings.data),
        "FAMILYCHEF_BACKUPS": str(settings.backups),
        "FAMILYCHEF_HOST": settings.host,
        "FAMILYCHEF_URL": settings.url,
        "FAMILYCHEF_SMTP_URL": settings.smtp_url,
        "REDIS_URL": settings.redis_url,
        "PORT": str(settings.port),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


def _run(command, environment, seconds=None):
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds)  # nosec B603


def _without_password(url):
    parts = urlsplit(url)
    user, _at, host = parts.netloc.rpartition("@")
    name, _colon, password = user.partition(":")
    place = f"{name}@{host}" if name else host
    return urlunsplit(parts._replace(scheme="postgresql", netloc=place)), unquote(password)
