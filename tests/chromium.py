"""Finds a Chromium for the tests, or fetches one; without one the tests fail and say what to type."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.processes import Missing

INSTALL = "apt-get install chromium   (or: playwright install chromium, or set FAMILYCHEF_CHROMIUM to its path)"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def launch(playwright):
    """A headless browser that can reach nothing but this machine. Raises Missing."""
    return playwright.chromium.launch(executable_path=find(playwright) or fetch(playwright), args=arguments())


def with_profile(playwright, folder, **options):
    """A browser that keeps what it is told in this folder: a context, for what private windows don't do."""
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
    return next((path for path in map(shutil.which, NAMES) if path), None)


def fetch(playwright):
    """Install Chromium: by the system as root, else by Playwright. One process at a time."""
    with open(Path(tempfile.gettempdir()) / "familychef-chromium.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for commands in _ways():
            if not find(playwright):
                _run_all(commands)
    found = find(playwright)
    if not found:
        raise Missing(f"No Chromium for the browser tests. Type: {INSTALL}")
    return found


def _ways():
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        yield [install]
        yield [["apt-get", "update"], install]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _run_all(commands):
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True).returncode:
            return
