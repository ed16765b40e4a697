"""Reads amounts as people type them, in seven languages, into exact fractions."""
import re
import unicodedata
from fractions import Fraction

from familychef.core.arabic_amounts import PARTS, WORDS_OF_AMOUNT
from familychef.core.figures import ungrouped

LIMIT = 10**12
_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
VULGAR = {c: Fraction(*map(int, unicodedata.normalize("NFKC", c).split("⁄"))) for c in _SIGNS}
GROUPS = {"en": ",", "zh": ",", "ar": ",", "de": ".", "it": ".", "es": ".", "fr": " "}
WORDS = {
    "en": {r"(?:one|an?) and a half": "3/2", r"half(?! (?:and|&) half)(?: of)?(?: an?)?": "1/2",
           r"a quarter(?: of)?(?: an?)?": "1/4", r"an?|one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
           "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12"},
    "de": {r"anderthalb|ein(?:und)?einhalb|eineinhalb": "3/2", r"zweieinhalb": "5/2",
           r"(?:ein(?:e[rnms]?)? )?halb(?:e[rnms]?)?": "1/2", r"(?:ein )?viertel": "1/4", r"ein(?:e[rnms]?)?": "1",
           "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9",
           "zehn": "10", "zwölf": "12"},
    "it": {r"un[oa]? e mezz[oa]": "3/2", r"mezz[oa]": "1/2", r"un quarto": "1/4", r"un[oa]?": "1", "due": "2",
           "tre": "3", "quattro": "4", "cinque": "5", "sei": "6", "sette": "7", "otto": "8", "nove": "9", "dieci": "10",
           "dodici": "12"},
    "es": {r"un[oa]? y medi[oa]": "3/2", r"medi[oa]": "1/2", r"un cuarto": "1/4", r"un[oa]?": "1", "dos": "2",
           "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10",
           "doce": "12"},
    "fr": {r"une? et demie?": "3/2", r"(?:une? )?demie?": "1/2", r"un quart": "1/4", r"une?": "1", "deux": "2",
           "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10",
           "douze": "12"},
    "zh": {},
    "ar": WORDS_OF_AMOUNT,
}
BETWEEN = {"en": "to|or", "de": "bis|oder", "it": "o|a", "es": "o|a", "fr": "ou|à", "zh": "到|至|或",
           "ar": "[إا]لى|[أا]و"}
HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALE = {"十": 10, "百": 100, "千": 1000}

# Signs that only other scripts have, what turns the direction of a line, and vowel signs nobody has to write.
_PLAIN = str.maketrans({"،": ",", "؛": ";", "٫": ".", "٪": "%", "−": "-"})
_UNWRITTEN = re.compile("[\u200e\u200f\u061cـ\u064b-\u0652\u0670]")

_NUMBER = rf"\d+(?:\s+|-|\s*\+\s*)?[{_SIGNS}]|\d+[\s-]+\d+\s*[/⁄]\s*\d+|\d+\s*[/⁄]\s*\d+|[{_SIGNS}]"
_DECIMAL = r"\d+(?:[.,]\d+)*"
_HAN = r"(?:两(?:[百千][零〇一二三四五六七八九十百千]*)?|[零〇一二三四五六七八九十百千]+)半?|半"


class BadQuantity(ValueError):
    """A quantity that makes no sense; `key` names why: negative, zero or absurd."""

    def __init__(self, key):
        super().__init__(key)
        self.key = key


def base_language(language):
    """The two letters our tables know: `de_AT` and `de-AT` are `de`; anything else is `en`."""
    short = str(language or "en")[:2].lower()
    return short if short in WORDS else "en"


def tidy(text):
    """The text with every script's digits and full-width forms made plain, fractions kept, spaces single."""
    plain = "".join(c if c in VULGAR else unicodedata.normalize("NFKC", c) for c in text)
    plain = "".join(str(unicodedata.decimal(c, c)) for c in plain).translate(_PLAIN)
    return " ".join(ungrouped(_UNWRITTEN.sub("", plain)).split())


def parse_amount(text, language="en"):
    """The amount as a Fraction, or None when the text is not one; a range `2-3` gives its upper bound, 3.

    `1.500` is a thousand and a half in the languages that group with a point. Raises BadQuantity.
    """
    text = tidy(text[:80])
    if re.fullmatch(r"-\s?[\d.,]+", text):
        raise BadQuantity("negative")
    amount, rest = leading_amount(text, language)
    return None if rest else amount


def leading_amount(text, language="en"):
    """(amount, rest) of a tidy text that starts with an amount, else (None, text)."""
    language = base_language(language)
    first, rest = _one(text, language)
    between = re.match(rf"\s*(?:[-–—~]\s*|\b(?:{BETWEEN[language]})\b\s*)", rest)
    if first is None or not between:
        return _sane(first), rest.lstrip()
    second, after = _one(rest[between.end():], language)
    if second is None:
        return _sane(first), rest.lstrip()
    return _sane(max(first, second)), after.lstrip()


def with_part(amount, text, language):
    """(amount, rest) with what a word adds behind a number or a unit, `كوب ونصف`; a word may take away as well."""
    found = amount is not None and re.match(PARTS[language], text) if language in PARTS else None
    if not found:
        return amount, text
    part = leading_amount(found["part"], language)[0]
    more = amount - part if found["less"] else amount + part
    return (more, text[found.end():]) if more > 0 else (amount, text)


def with_last_part(amount, unit, language):
    """The same where the part stands behind the unit, at the end: `كيلو ونصف`."""
    language = base_language(language)
    found = re.fullmatch(rf"(?P<unit>.+?)(?P<end>{PARTS[language]})", unit) if language in PARTS else None
    if amount is None or not found:
        return amount, unit
    more, rest = with_part(amount, found["end"], language)
    return (amount, unit) if rest else (more, found["unit"])


def _one(text, language):
    return with_part(*_number(text, language), language)


def _number(text, language):
    grouped = rf"\d{{1,3}}(?: \d{{3}})+(?![\d/])|{_DECIMAL}" if language == "fr" else _DECIMAL
    if found := re.match(_NUMBER, text):
        return _fraction(found[0]), text[found.end():]
    if found := re.match(grouped, text):
        return _decimal(found[0], GROUPS[language]), text[found.end():]
    if language == "zh" and (found := re.match(_HAN, text)):
        return _han(found[0]), text[found.end():]
    for words, value in WORDS[language].items():
        if found := re.match(rf"(?:{words})(?:\b|(?<=\w)['’-])[-'’]?", text, re.IGNORECASE):
            return Fraction(value), text[found.end():]
    return None, text


def _fraction(text):
    if text[-1] in VULGAR:
        whole = re.match(r"\d+", text)
        return (int(whole[0]) if whole else 0) + VULGAR[text[-1]]
    *whole, over, under = (int(n) for n in re.findall(r"\d+", text))
    return sum(whole) + Fraction(over, under) if under else None


def _decimal(text, group):
    grouped = rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?:[.,]\d+)?"
    if re.fullmatch(grouped, text):
        text = text.replace(group, "")
    text = text.replace(",", ".").replace(" ", "")
    return Fraction(text) if text.count(".") <= 1 else None


def _han(text):
    if text in ("半", "一半"):
        return Fraction(1, 2)
    half, text = text.endswith("半"), text.removesuffix("半")
    total = digit = 0
    for c in text:
        if c in SCALE:
            total, digit = total + (digit or 1) * SCALE[c], 0
        elif c in HAN:
            digit = digit * 10 + HAN[c]
    return total + digit + (Fraction(1, 2) if half else Fraction(0))


def _sane(amount):
    if amount is not None and amount > LIMIT:
        raise BadQuantity("absurd")
    return amount
