"""Throw-away server processes: started without privileges on a free port, stopped by their own id."""

import ctypes
import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

LINUX_PR_SET_PDEATHSIG = 1
WAIT_SECONDS = 30
PORTS = range(12_000, 32_000)
_turn = itertools.count(secrets.randbelow(len(PORTS)))


class Missing(RuntimeError):
    """A program the tests need is not there; the text says what to type."""


class Process:
    """One child process and its log file; it is told to end when the tests end, however they end."""

    def __init__(self, command, folder, env=None, user=None, stop_signal=signal.SIGINT):
        self.log_path = Path(folder) / "server.log"
        self.stop_signal = stop_signal
        with self.log_path.open("ab") as log:
            self._popen = subprocess.Popen(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=_end_with_parent(stop_signal), **(as_user(user) if user else {}),
            )

    @property
    def pid(self):
        return self._popen.pid

    @property
    def returncode(self):
        return self._popen.poll()

    @property
    def log(self):
        return self.log_path.read_text(errors="replace")

    def wait_until(self, ready, seconds=WAIT_SECONDS):
        """Poll `ready()` until it is true; a process that ended or is too slow raises with its log."""
        deadline = time.monotonic() + seconds
        while not ready():
            if self.returncode is not None:
                raise RuntimeError(f"the server ended with {self.returncode}:\n{self.log[-4000:]}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"the server is not ready after {seconds} s:\n{self.log[-4000:]}")
            time.sleep(0.02)

    def stop(self, seconds=20):
        """Ask it to end and give its exit status; one that does not listen is killed."""
        self.ask()
        return self.ended(seconds)

    def ask(self):
        if self.returncode is None:
            self._popen.send_signal(self.stop_signal)

    def ended(self, seconds=20):
        try:
            return self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self):
        self._popen.kill()
        return self._popen.wait()


def free_port():
    """A port nobody listens on and no caller is given: the system takes its own for callers from higher up.

    Two test programs begin at different ones and go on from there, so that none is handed out again soon.
    """
    while True:
        port = PORTS[next(_turn) % len(PORTS)]
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def humble_user():
    """Whom to run a server as: nobody special when we are root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("no user 'postgres' or 'nobody' to run the test servers as: useradd --system nobody")


def as_user(user):
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def humble_folder(user, prefix):
    """A fresh private folder that this user owns, on a path the user can walk."""
    folder = Path(tempfile.mkdtemp(prefix=f"familychef-{prefix}-"))
    if user:
        if not walkable(folder.parent, user):
            folder.rmdir()
            raise Missing(f"{user.pw_name} cannot reach {folder.parent}: set TMPDIR to a folder that all may enter")
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


def reachable(program, user, folder, root=None):
    """The program, or a copy of its tree (`root`) inside `folder` where the user could not run the original.

    A wheel keeps its libraries in a folder beside the package; they are copied to the same place beside the copy.
    """
    program = Path(program)
    if user is None or walkable(program, user):
        return program
    root = Path(root or program.parent)
    package, base = root.parent, Path(folder) / f"copy-of-{root.name}"
    libraries = package.with_name(f"{package.name}.libs")
    if not base.exists():
        shutil.copytree(root, base / package.name / root.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, base / libraries.name, symlinks=True)
        for path in (base, *base.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    return base / package.name / root.name / program.relative_to(root)


def walkable(path, user):
    path = Path(path).resolve()
    return all(_may_enter(step, user) for step in (path, *path.parents))


def _may_enter(path, user):
    status = path.stat()
    if status.st_uid == user.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == user.pw_gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _end_with_parent(stop_signal):
    try:
        prctl = ctypes.CDLL(None).prctl
    except (AttributeError, OSError):
        return None
    return lambda: prctl(LINUX_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
