"""Finds a Chromium for the tests, or fetches one; without one the tests fail and say what to type."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.processes import Missing

INSTALL = "apt-get install chromium   (or: playwright install chromium, or set FAMILYCHEF_CHROMIUM to its path)"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
QUIET = [
    "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def launch(playwright):
    """A headless browser that can reach nothing but this machine. Raises Missing.

    Where there is one without windows, it is that: it needs a quarter less of the machine.
    """
    path = shell(playwright) or find(playwright) or fetch(playwright)
    return playwright.chromium.launch(executable_path=path, args=arguments())


def with_profile(playwright, folder, **options):
    """A whole browser that keeps what it is told in this folder: a context, for what private windows don't do."""
    path = find(playwright) or fetch(playwright)
    return playwright.chromium.launch_persistent_context(folder, executable_path=path, args=arguments(), **options)


def arguments():
    return QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])


def find(playwright):
    named = os.environ.get("FAMILYCHEF_CHROMIUM")
    if named:
        if not Path(named).exists():
            raise Missing(f"FAMILYCHEF_CHROMIUM names {named}, which is not there.")
        return named
    bundled = playwright.chromium.executable_path
    if Path(bundled).exists():
        return bundled
    return _first_of(NAMES)


def shell(playwright):
    """Chromium without windows, asked of the system once where it is missing; None where there is none to be had."""
    if os.environ.get("FAMILYCHEF_CHROMIUM"):
        return None
    with _alone() as lock:
        if not _first_of(SHELLS) and not lock.read():
            lock.write("asked for the shell")
            _try(_from_system("chromium-headless-shell"), lambda: _first_of(SHELLS))
    return _first_of(SHELLS)


def fetch(playwright):
    """Install Chromium: by the system as root, else by Playwright. One process at a time."""
    by_playwright = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    with _alone():
        _try([*_from_system("chromium"), by_playwright], lambda: find(playwright))
    found = find(playwright)
    if not found:
        raise Missing(f"No Chromium for the browser tests. Type: {INSTALL}")
    return found


@contextmanager
def _alone():
    with open(Path(tempfile.gettempdir()) / "familychef-chromium.lock", "a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        yield lock


def _first_of(names):
    return next((path for path in map(shutil.which, names) if path), None)


def _from_system(package):
    """Ways to install it, where we may: each a list of commands."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return []
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    return [[install], [["apt-get", "update"], install]]


def _try(ways, there):
    for commands in ways:
        if not there():
            _run_all(commands)


def _run_all(commands):
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True).returncode:
            return
