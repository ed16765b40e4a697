"""Arabic says an hour, two minutes and half an hour without a figure: `ساعة ونصف` is an hour and a half."""

import re
from fractions import Fraction

from familychef.core.amounts import VULGAR, leading_amount, with_last_part
from familychef.core.arabic_amounts import PARTS

_ONE = "(?:ساع|دقيق)[ةه]"
_ANY = rf"(?:{_ONE}|ساعات|دقائق|دقايق)\b"
_SAID = {
    "ثلاث[ةه]? [أا]رباع (?:ال)?ساع[ةه]": "¾ ساعة", "نصف (?:ال)?ساع[ةه]": "½ ساعة", "ربع (?:ال)?ساع[ةه]": "¼ ساعة",
    "ثلث (?:ال)?ساع[ةه]": "⅓ ساعة", "ساع[ةه] واحد[ةه]": "1 ساعة", "ساع(?:تان|تين)": "2 ساعة",
    "نصف دقيق[ةه]": "½ دقيقة", "دقيق[ةه] واحد[ةه]": "1 دقيقة", "دقيق(?:تان|تين)": "2 دقيقة",
}
_PART = re.sub(r"\?P<\w+>", "?:", PARTS["ar"])
_FIGURE = rf"[\d{''.join(VULGAR)}]"
_BARE = re.compile(rf"(?:(?<!\S)(\S+) )?(?<!\w)[لب]?({_ONE})(?={_PART}|\s?و\s?{_FIGURE})")
_WITH_PART = re.compile(rf"(?<![\d/.,])(\d+(?:[.,]\d+)?) ?({_ANY}{_PART})")
_COUNTING = re.compile(rf"{_FIGURE}|(?:ون|ين|عشر[ةه]?|[أا]رباع)$")


def in_figures(line):
    """A tidy line with a figure before each time that has none, where it is clear which: 1 hour and 10 minutes."""
    for words, figures in _SAID.items():
        line = re.sub(rf"(?<!\w)([لبو]?){words}\b", rf"\g<1>{figures}", line)
    return _WITH_PART.sub(_with_part, _BARE.sub(_one, line))


def is_unread(before, after):
    """Does an hour without a figure stand before the first time, or is one of words added to it: `وعشر دقائق`?"""
    if re.search(rf"(?<!\w)[لب]?{_ANY}", before) or re.match(r"\s?[إا]لا\b", after):
        return True
    added = re.match(rf"\s?و\s?((?:\w+ ){{1,3}}){_ANY}", after)
    return bool(added) and _is_number(added[1].split()[0])


def _one(found):
    before, unit = found.groups()
    if before and _is_number(before):
        return found[0]
    return f"{before or ''} 1 {unit}".lstrip()


def _with_part(found):
    amount, unit = with_last_part(Fraction(found[1].replace(",", ".")), found[2], "ar")
    return f"{float(amount):.6f} {unit}"


def _is_number(word):
    return bool(_COUNTING.search(word)) or leading_amount(word, "ar")[0] is not None
