"""Charts as plain geometry: numbers in, places on a drawing 320 units wide out; a template draws them as SVG."""

from typing import NamedTuple

from familychef.core.i18n import _, direction

WIDE = 320
HIGH, HEAD, FOOT = 160, 22, 22
ROW, ROW_BAR = 40, 14
SHORT = 34


class Bar(NamedTuple):
    """`value` is never below zero; `said` stands beside the bar; an `open` one is still growing."""

    label: str
    value: int
    said: str
    open: bool = False


class Placed(NamedTuple):
    """A bar on the drawing; `middle` is that of its column, `label` short enough to fit."""

    bar: Bar
    label: str
    x: int
    y: int
    width: int
    height: int
    middle: int


class Chart:
    """`id` is its own on a page; `bars` are Placed; `text` says the same in words."""

    wide = WIDE

    def __init__(self, id, title, bars):
        self.id, self.title = f"chart-{id}", title
        self._bars, self._most = bars, max((bar.value for bar in bars), default=0)
        self.rtl = direction() == "rtl"

    @property
    def text(self):
        return " ".join(_("%(label)s: %(value)s.", label=bar.label, value=bar.said) for bar in self._bars)

    @property
    def open(self):
        return any(bar.open for bar in self._bars)

    def _length(self, value, most):
        """A value that is not nothing is never drawn as nothing."""
        return max(2, value * most // self._most) if value else 0


class Columns(Chart):
    """Side by side, in the direction the reader reads."""

    kind, high = "columns", HIGH

    @property
    def bars(self):
        slot = WIDE // max(1, len(self._bars))
        return [self._placed(bar, number, slot) for number, bar in enumerate(self._bars)]

    def _placed(self, bar, number, slot):
        length, width = self._length(bar.value, HIGH - HEAD - FOOT), min(slot * 3 // 5, 48)
        middle = slot * number + slot // 2
        middle = WIDE - middle if self.rtl else middle
        return Placed(bar, bar.label, middle - width // 2, HIGH - FOOT - length, width, length, middle)


class Rows(Chart):
    """One below the other, each under its name."""

    kind = "rows"

    @property
    def high(self):
        return ROW * len(self._bars)

    @property
    def bars(self):
        return [self._placed(bar, ROW * number) for number, bar in enumerate(self._bars)]

    def _placed(self, bar, top):
        length = self._length(bar.value, WIDE)
        x = WIDE - length if self.rtl else 0
        label = bar.label if len(bar.label) <= SHORT else bar.label[: SHORT - 1].rstrip() + "…"
        return Placed(bar, label, x, top + ROW - ROW_BAR - 6, length, ROW_BAR, x + length // 2)
