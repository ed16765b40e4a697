"""The passwords that are tried first: hashes of them, sorted, looked up in the file itself (SOURCES.md)."""

import hashlib
import mmap
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common_passwords.bin")
WIDTH = 5


def is_common(password):
    """Is it on the list, whatever its capitals?"""
    wanted, low, high = mark(password), 0, count()
    while low < high:
        middle = (low + high) // 2
        if _at(middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return low < count() and _at(low) == wanted


def count():
    """How many passwords the list knows."""
    return len(_list()) // WIDTH


def mark(password):
    """The bytes the list has for this password."""
    return hashlib.sha256(password.casefold().encode(errors="surrogatepass")).digest()[:WIDTH]


@cache
def _list():
    with FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _at(place):
    return _list()[place * WIDTH : (place + 1) * WIDTH]
