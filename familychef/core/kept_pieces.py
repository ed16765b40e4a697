"""Pieces of pages that show the same to everybody for whom they look alike: written once, then taken again."""

from collections import OrderedDict

from flask import current_app

from .i18n import language

MOST = 6000


class KeptPieces:
    """At most so many; those nobody asked for lately go first."""

    def __init__(self, most=MOST):
        self.most, self._kept = most, OrderedDict()

    def of(self, key, write):
        """The piece by this key; `write`, the caller of a template, writes it when it isn't kept."""
        if key not in self._kept:
            self._kept[key] = write()
        self._kept.move_to_end(key)
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return self._kept[key]


def kept_pieces():
    """For `{% call kept(thing.looks) %}…{% endcall %}`: what stands between depends on these, and the language.

    `looks`: hashable; a piece may say nothing of the page, its reader or the moment that isn't in them.
    """
    pieces, spoken = current_app.extensions.setdefault("pieces", KeptPieces()), language()
    return lambda looks, caller: pieces.of((spoken, looks), caller)
