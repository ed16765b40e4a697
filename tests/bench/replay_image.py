"""The image without Docker, as root on Linux: `python -m tests.bench.replay_image [PYTHON]`; it installs from an index.

Runs what the Dockerfile's first stage runs, with a Python of this machine and in a folder of its own, then starts what
it made as user 10001 without privileges, on a file system that is read-only but for its data folder and /tmp. Printed:
how much is installed, how long it took, what holds. Ends with 1 when something isn't as it must be.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.fixtures.storage import ROOT, clean_environment
from tests.house.deploying import health_command, stages
from tests.processes import Process, free_port
from tests.serving import exchange

CONTAINER = """
mount --make-rprivate / && mount --bind {home}/data {home}/data && mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -o remount,bind,ro / && cd {home}/app
exec setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
"""


def main(python=sys.executable):
    home = Path(tempfile.mkdtemp(prefix="familychef-image-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        print(f"the first stage: {seconds(lambda: build(home, python)):.0f} s")
        packages = [path.name for path in home.glob("opt/familychef/lib/python*/site-packages/*.dist-info")]
        size = sum(path.stat().st_size for path in (home / "opt").rglob("*") if path.is_file()) / 1_000_000
        print(f"{len(packages)} packages, {size:.0f} MB")
        found = run(home)
    finally:
        shutil.rmtree(home)
    for sentence, holds in found.items():
        print("yes" if holds else "NO ", sentence)
    return 0 if all(found.values()) else 1


def seconds(action):
    began = perf_counter()
    action()
    return perf_counter() - began


def run(home):
    """{what must hold: whether it does}."""
    (home / "data").mkdir(mode=0o700)
    shutil.chown(home / "data", 10001, 10001)
    port = free_port()
    env = clean_environment(PORT=port, FAMILYCHEF_DATA=home / "data", PYTHONDONTWRITEBYTECODE=1, HOME=home / "data")
    python = home / "opt/familychef/bin/python"
    house = Process(contained(home, python, "app.py"), home, env=env)
    try:
        print(f"ready after {seconds(lambda: house.wait_until(lambda: is_ready(port))):.1f} s")
        return {
            "its check of health says it is well": asked(home, env, python, *health_command()[1:]) == 0,
            "it can't write beside itself": asked(home, env, python, "-c", "open('more', 'w')") != 0,
            "it can't write into its own folder of packages": asked(home, env, "touch", python.parent / "more") != 0,
            "it can write into its data folder": asked(home, env, "touch", home / "data/more") == 0,
            "it is user 10001 in there": {path.stat().st_uid for path in (home / "data").iterdir()} == {10001},
            "SIGINT ends it with 0": house.stop() == 0,
            "then its check of health says that it is gone": asked(home, env, python, *health_command()[1:]) != 0,
        }
    finally:
        house.stop()


def contained(home, *command):
    return ["unshare", "--mount", "sh", "-ec", CONTAINER.format(home=home), "sh", *map(str, command)]


def asked(home, env, *command):
    return subprocess.run(contained(home, *command), env=env, capture_output=True).returncode


def is_ready(port):
    try:
        return exchange(port, "GET", "/health/ready").status == 200
    except OSError:
        return False


def build(home, python):
    """The first stage's COPY and RUN, with `/build`, `/wheels`, `/opt/familychef` and `/source` below `home`."""
    source = home / "source"
    source.mkdir()
    for word, rest in stages()[0]:
        if word == "COPY":
            *names, _target = rest.split()
            for name in names:
                copied(ROOT / name, source / name)
        elif word == "RUN":
            subprocess.run(["sh", "-ec", moved(rest, home, python)], cwd=source, check=True, stdout=subprocess.DEVNULL)
    for name in ("app.py", "tasks.py"):
        copied(ROOT / name, home / "app" / name)


def moved(command, home, python):
    """The same command in another place, and with this machine's Python."""
    return re.sub(r"(^|\s)(/build|/wheels|/opt/familychef)\b", rf"\1{home}\2", command).replace(
        "python -m venv", f"{python} -m venv"
    )


def copied(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(source, target, ignore=leave) if source.is_dir() else shutil.copy(source, target)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
