"""Finds how long a step takes in its text: "simmer 20 min", "1 Std. 30 Min.", "煮10分钟", "٢٠ دقيقة"."""

import re

from familychef.core.amounts import VULGAR, tidy

from .arabic_times import in_figures, is_unread

LONGEST = 48 * 3600
WORDS = (
    (3600, r"h\b|hours?\b|hrs?\b|stunden?\b|std\b|or[ae]\b|horas?\b|heures?\b|小时|个小时|ساع(?:[ةه]|ات)\b"),
    (60, r"min(?:s|ute[sn]?|ut[io]s?)?\b|分钟|分|دق(?:يق[ةه]|ائق|ايق)\b"),
    (1, r"s(?:ec(?:onds?|ond[io]s?)?|ek(?:unden?)?|econdes?|egundos?)?\b|秒|ثاني[ةه]\b|ثوان(?:ي)?\b"),
)
NUMBER = rf"(\d+(?:[.,]\d+)?)?\s?([{''.join(VULGAR)}])?(?:\s?[-–]\s?\d+)?"


def seconds_in(text):
    """The first time named in a step, in seconds, or None; of "20-25 min" the shorter, when one looks again.

    What stands on a line of its own is a time of its own.
    """
    text = "\n".join(in_figures(tidy(line)) for line in text.splitlines())
    found = [(match.start(), match.end(), _seconds(match, size)) for size, words in WORDS
             for match in re.finditer(rf"(?<![\d/.,]){NUMBER}[\s-]?(?:{words})", text, re.IGNORECASE)]
    found = sorted(part for part in found if part[2])
    total, end = 0, None
    for start, stop, seconds in found:
        if end is not None and text[end:start].strip(" .") not in ("", "and", "und", "e", "y", "et", "و"):
            break
        total, end = total + seconds, stop
    unread = found and is_unread(text[:found[0][0]], text[end:])
    return None if unread else min(total, LONGEST) or None


def _seconds(match, size):
    whole, part = match[1], match[2]
    number = float(whole.replace(",", ".")) if whole else 0
    return round((number + (float(VULGAR[part]) if part else 0)) * size)
