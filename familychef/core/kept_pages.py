"""Whole pages, packed, for the next reader of the very same page; those nobody asked for lately go first."""

import gzip
from collections import OrderedDict
from typing import NamedTuple

from . import packing

MOST_BYTES = 6_000_000


class Page(NamedTuple):
    """`content`: packed, but for a page with a `fresh` word in it, which every answer has another one for."""

    content: bytes
    fresh: bytes | None

    @classmethod
    def of(cls, text, fresh):
        return cls(packing.pack(text), None) if fresh is None else cls(text, fresh)

    def give(self, response, fresh):
        if self.fresh is not None:
            response.set_data(self.content.replace(self.fresh, fresh))
        elif packing.is_opened():
            packing.give(response, self.content)
        else:
            response.set_data(gzip.decompress(self.content))


class KeptPages:
    """At most so many bytes of pages, each by its fingerprint; a page that changes is another page."""

    def __init__(self, most=MOST_BYTES):
        self.most, self.bytes, self._pages = most, 0, OrderedDict()

    def give(self, response, fingerprint, render, fresh=None):
        """Let the answer be the page of this fingerprint; `render` gives its text, when it isn't kept.

        `fresh`: the word that stands in this answer where the one it was kept with stood.
        """
        word = fresh and fresh.encode()
        if fingerprint not in self._pages:
            self._keep(fingerprint, Page.of(render().encode(), word))
        self._pages.move_to_end(fingerprint)
        self._pages[fingerprint].give(response, word)

    def __contains__(self, fingerprint):
        return fingerprint in self._pages

    def _keep(self, fingerprint, page):
        """The one that is being asked for stays, however long it is."""
        before = self._pages.pop(fingerprint, None)
        self._pages[fingerprint] = page
        self.bytes += len(page.content) - (len(before.content) if before else 0)
        while self.bytes > self.most and len(self._pages) > 1:
            self.bytes -= len(self._pages.popitem(last=False)[1].content)
