"""From how far the wall can be read: the height of a capital letter for the angle it is seen at."""

import math

from .wall import DISTANCES, FAR

CAPITAL = 0.668
ANGLE = 10
NEARLY = 0.9
SMALL = {"near": (28, 22), "middle": (40, 28), "far": (60, 40)}
LARGE = {"near": (32, 24), "middle": (48, 32), "far": (64, 48)}
PANELS = {"10": (0.170, SMALL), "12": (0.209, SMALL), "15": (0.180, LARGE), "21": (0.248, LARGE), "24": (0.277, LARGE)}


class Advice:
    """What fits a screen of so many inches, read from so many metres; `dishes` and `notes`: up to where, in metres.

    At ten minutes of arc a capital is read with ease in good contrast (ISO 9241-3 as DESIGN.md 4.2 takes it).
    """

    def __init__(self, size, stand):
        self.size, self.stand = size, int(stand)
        self.distance = next((each for each in DISTANCES if reach(size, each)[1] >= NEARLY * self.stand), FAR)
        self.dishes, self.notes = reach(size, self.distance)
        self.fits = self.notes >= NEARLY * self.stand

    @classmethod
    def of(cls, size, stand):
        """None until both are answered."""
        return cls(size, stand) if size in PANELS and str(stand) in ("1", "2", "3") else None


def reach(size, distance):
    """(dishes, notes): how many metres away each can be read."""
    millimetres, sizes = PANELS[size]
    return tuple(round(_metres(pixels * millimetres), 1) for pixels in sizes[distance])


def _metres(height):
    return height * CAPITAL / (2 * math.tan(math.radians(ANGLE / 60) / 2)) / 1000
