"""One step of the recipe editor: its text and its timer, found in the text unless somebody sets it."""

from familychef.core.figures import plain_figures
from familychef.core.forms import UNSAFE
from familychef.core.i18n import _

from .timers import LONGEST, seconds_in

LONGEST_TEXT = 2000


class TypedStep:
    """`timer` is the field of minutes as shown; empty where the text says it."""

    def __init__(self, text, seconds=None, at=1):
        self.typed = self.text = text.replace("\r\n", "\n").strip()
        self.at = at
        self.found = seconds_in(self.text[:LONGEST_TEXT])
        self.seconds = seconds
        self.timer = "" if seconds == self.found else f"{(seconds or 0) / 60:g}"
        self.error = self._trouble()

    @classmethod
    def read(cls, text, timer=""):
        """As it came from the form: minutes, or nothing to take what the text says; 0 for no timer."""
        step = cls(text)
        step.seconds, step.timer = step.found, timer.strip()[:10]
        if step.timer:
            step._set(plain_figures(step.timer).replace(",", "."))
        return step

    def _set(self, minutes):
        try:
            seconds = round(float(minutes) * 60)
        except (ValueError, OverflowError):
            seconds = -1
        if 0 <= seconds <= LONGEST:
            self.seconds = seconds or None
        else:
            self.error = _("Please type minutes, for example 20.")

    def _trouble(self):
        if len(self.text) > LONGEST_TEXT:
            return _("Please use at most %(max_length)s characters.", max_length=LONGEST_TEXT)
        elif UNSAFE.search(self.text):
            return _("This has characters that can't be kept. Please type it again.")
        else:
            return None
