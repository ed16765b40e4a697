"""iCalendar (RFC 5545): the text of a calendar from names and values, escaped and folded as it asks."""

import datetime as dt
import re

LONGEST = 75
BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def text(words):
    """A TEXT value: whatever it holds, it stays inside its property. Source: RFC 5545, 3.3.11."""
    for letter in "\\;,":
        words = words.replace(letter, f"\\{letter}")
    return CONTROLS.sub("", BREAKS.sub(r"\\n", words))


def instant(moment):
    """`20261120T171200Z`"""
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def component(kind, properties):
    """[(name, value)] with its beginning and its end; values are as they stand in the file."""
    return [("BEGIN", kind), *properties, ("END", kind)]


def written(properties):
    """The bytes of the file."""
    return b"".join(b"%s\r\n" % _folded(f"{name}:{value}") for name, value in properties)


def _folded(line):
    """No more than 75 octets in a row; no letter is cut in two. Source: RFC 5545, 3.1."""
    if len(line) * 4 <= LONGEST or len(line.encode()) <= LONGEST:
        return line.encode()
    rows, row = [], b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > LONGEST:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row])
