"""QR codes, as the size and the outline of a picture that a template draws."""

from itertools import groupby
from typing import NamedTuple

QUIET = 4


class Code(NamedTuple):
    """`size`: squares on each side, the quiet edge included; `path`: what an SVG path draws."""

    size: int
    path: str


def code(text):
    import segno  # few pages show a code; a small server keeps nothing in memory for the others

    squares = segno.make(text, error="m", micro=False).matrix
    strokes = (stroke for y, row in enumerate(squares) for stroke in _strokes(y, row))
    return Code(len(squares) + 2 * QUIET, "".join(strokes))


def _strokes(y, row):
    x = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        x += length
