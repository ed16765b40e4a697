"""The security log: one line of JSON for each thing that touches trust, with ids and never with words people typed."""

import datetime as dt
import fcntl
import json
import logging
import os
import re
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from flask import g, has_request_context

from . import clock, visitor

NAME = "security.log"
FIRST = ("what", "from", "user", "family", "device", "way")
MORE = ("session", "member", "about", "roles", "limit", "status", "count")
WORD = re.compile(r"[a-z0-9_.,:/-]{0,43}")
WHEN = "%Y-%m-%dT%H:%M:%SZ"
CLEAR, KEPT = dt.timedelta(days=7), dt.timedelta(days=365)
MOST_A_MINUTE = 60

log = logging.getLogger(__name__)
_folder = None
_lately = Counter()


def keep_in(folder):
    """Said once at start: the folder of `security.log`."""
    global _folder
    _folder = Path(folder)


def note(what, **facts):
    """Write down that something happened: `sign_in.failed`, way="password", user=12, …; see FIRST and MORE.

    Who is signed in, and from which address, is added by itself. Values are numbers and plain words.
    Of a flood from one network a minute's first lines are kept.
    """
    if unknown := set(facts) - {*FIRST, *MORE}:
        raise TypeError(f"the security log has no place for {sorted(unknown)}")
    facts = _surroundings() | facts
    if _folder is not None and _is_worth_a_line(what, visitor.network(facts.get("from"))):
        _append(line(what, **facts))


def line(what, **facts):
    """The line as it stands in the file."""
    facts = {"what": what} | facts
    kept = {"at": clock.now().strftime(WHEN)} | {name: _safe(facts.get(name)) for name in FIRST}
    return _written(kept | {name: _safe(facts[name]) for name in MORE if facts.get(name) is not None})


def tidy(now):
    """Of lines older than a week keep only the network they came from; forget them after a year. Returns how many."""
    with _alone("tidy", fcntl.LOCK_EX):
        path = _folder / NAME
        return _exchange(path, now) if path.exists() else 0


def _surroundings():
    """Where and by whom, as far as a request tells."""
    if not has_request_context():
        return {}
    user, family, device = g.get("user"), g.get("family"), g.get("device")
    return {
        "from": visitor.address() or None,
        "user": user and user.id,
        "family": family and family.id,
        "device": device and device.id,
    }


def _is_worth_a_line(what, network):
    minute = int(clock.now().timestamp() // 60)
    if _lately["minute"] != minute:
        _lately.clear()
        _lately["minute"] = minute
    _lately[what, network] += 1
    return _lately[what, network] <= MOST_A_MINUTE


def _safe(value):
    """Numbers and words stay; whatever else a mistake of ours could bring is not written down."""
    if value is None or isinstance(value, int):
        return value
    elif isinstance(value, (list, tuple, set, frozenset)):
        return _safe(",".join(sorted(map(str, value))))
    else:
        return str(value) if WORD.fullmatch(str(value)) else "?"


def _append(text):
    """One write of one whole line at the end of the file; a full disk keeps nobody out."""
    try:
        with _alone("write", fcntl.LOCK_SH):
            handle = os.open(_folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, text.encode())
            finally:
                os.close(handle)
    except OSError as error:
        log.error("the security log can't be written: %s", error.strerror)


def _exchange(path, now):
    """The tidied copy takes the file's place at once; who writes meanwhile waits a moment and loses nothing."""
    draft = path.with_name(f"{NAME}.draft")
    with open(path, "rb") as file, open(draft, "wb", opener=_private) as copy:
        with _alone("write", fcntl.LOCK_EX):
            size = os.fstat(file.fileno()).st_size
        gone = Counter()
        copy.writelines(_tidied(_lines(file, size), now, gone))
        with _alone("write", fcntl.LOCK_EX):
            copy.writelines(_tidied(file, now, gone))
            copy.flush()
            os.fsync(copy.fileno())
            os.replace(draft, path)
    return gone.total()


def _lines(file, size):
    while file.tell() < size:
        yield file.readline()


def _tidied(lines, now, gone):
    """Young lines as they are, old ones blurred; what a full disk cut off in the middle is dropped, and counted."""
    for text in lines:
        try:
            facts = json.loads(text)
            age = now - dt.datetime.strptime(facts["at"], WHEN).replace(tzinfo=dt.UTC)
        except (ValueError, TypeError, KeyError):
            gone["cut"] += 1
            continue
        if age < CLEAR:
            yield text
        elif age < KEPT:
            yield _written(facts | {"from": facts["from"] and _blurred(facts["from"])}).encode()
        else:
            gone["old"] += 1


def _written(facts):
    return json.dumps(facts, separators=(",", ":")) + "\n"


def _blurred(place):
    return place if "/" in place else visitor.blurred(place)


@contextmanager
def _alone(name, kind):
    """Writers go together (LOCK_SH); who exchanges the file has it alone, in whatever process."""
    with open(_folder / f"{NAME}.{name}", "a", opener=_private) as lock:
        fcntl.flock(lock, kind)
        yield


def _private(path, flags):
    return os.open(path, flags, 0o600)
