"""What another app on the phone shares: a title, an address and a text, as they stand in a new recipe."""

import re
from functools import cached_property

from familychef.core.forms import UNSAFE

MOST_SHARED = 20_000
LONGEST_NAME = 80


class Shared:
    """`too_much`: not all of it is here. Phones put the address into the text as well, or there alone."""

    def __init__(self, title="", text="", url=""):
        self.too_much = any(len(each) > MOST_SHARED for each in (title, text, url))
        self._title, self._text, self._url = (_kept(each[:MOST_SHARED]) for each in (title, text, url))

    @property
    def name(self):
        return self._whole_name[:LONGEST_NAME].strip()

    @property
    def description(self):
        """Where it comes from, and a title that is longer than a name."""
        long = [self._whole_name] if len(self._whole_name) > LONGEST_NAME else []
        addresses = [line for line in self._lines if _is_address(line)]
        return "\n".join(dict.fromkeys([*long, *filter(None, [self._url.strip()]), *addresses]))

    @property
    def ingredients(self):
        """One per line."""
        return "\n".join(line for line in self._lines if not _is_address(line))

    @cached_property
    def _whole_name(self):
        return " ".join(self._title.split())

    @cached_property
    def _lines(self):
        return [line.strip() for line in self._text.split("\n") if line.strip()]


def _kept(text):
    """Without what no form takes."""
    return UNSAFE.sub("", "\n".join(text.splitlines()))


def _is_address(line):
    return re.fullmatch(r"https?://\S+", line, re.IGNORECASE) is not None
