"""Figures as keypads of other scripts give them, `٢٫٥٠` for 2.50; only for numbers: names and passwords stay."""

import re
import unicodedata

ZEROS = "0٠۰０"
_POINT = {ord("٫"): "."}
ARABIC_THOUSANDS = "(?<=[0-9])٬(?=[0-9]{3}(?![0-9]))"


def plain_figures(text):
    """The figures of one script made plain; whoever mixes several, or takes another one, gets the text back."""
    kinds = {zero_of(c) for c in text if c.isdecimal()}
    if len(kinds) != 1 or kinds.isdisjoint(ZEROS):
        return text
    return "".join(str(unicodedata.decimal(c, c)) for c in text).translate(_POINT)


def ungrouped(text):
    """Plain figures without the Arabic sign between thousands."""
    return re.sub(ARABIC_THOUSANDS, "", text)


def zero_of(figure):
    """The zero of the script this figure is of."""
    return chr(ord(figure) - unicodedata.decimal(figure))
