"""What the menu tidies up now and then: pictures and files nobody shows any more."""

from familychef.core import clock, files

from .pictures import HOUR, sweep

_swept = None


def tick():
    """Called every minute; sweeps once an hour."""
    global _swept
    now = clock.now()
    if _swept is None or now - _swept >= HOUR:
        _swept = now
        sweep(files.root(), now)
