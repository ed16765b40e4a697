"""Finds the amount and the unit in a recipe line: before the food, or after it."""
import re
from fractions import Fraction

from familychef.core.amounts import leading_amount, with_part
from familychef.core.units import UNITS
from familychef.menu import line_words as words
from familychef.menu.unit_words import leading_unit, sized, unjoined

_START = r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_HAN_START = r"[\d½⅓⅔¼¾一二两三四五六七八九十百半]"
_CONTAINERS = ("can", "pack")


def measured(line, language):
    """(quantity, unit, rest, notes): the quantity is None when the line has none."""
    line, about = _before(line, language)
    found = _leading(line, language) or _trailing(line, language)
    if not found:
        return None, None, about and f"{about} {line}" or line, []
    quantity, unit, rest, notes = found
    return quantity, unit, rest, [about, *notes] if about else notes


def _before(line, language):
    """The line without `about` or `juice of` before its amount, and that word as a note."""
    out_of = words.OUT_OF[language]
    for pattern in filter(None, (words.ABOUT[language], out_of)):
        gap = "" if language == "zh" else r"\s*"
        found = re.match(rf"(?:{pattern}){gap}", line, re.IGNORECASE)
        after = line[found.end():] if found else ""
        start = re.match(_HAN_START if language == "zh" else _START, after)
        if start or (after and pattern == out_of and leading_amount(after, language)[0]):
            return after, found[0].strip()
    return line, ""


def _leading(line, language):
    amount, rest = leading_amount(line, language)
    if amount is None or (language == "zh" and not line[0].isdigit() and not leading_unit(rest, language)[0]):
        return None
    amount, rest, notes = _times(amount, rest, language)
    amount, unit, rest, more = _united(amount, rest, language)
    rest = unjoined(rest, language)
    if unit and not rest and unit in UNITS and UNITS[unit].dimension is None:
        return amount, None, more.pop(0), notes + more
    return amount, unit, rest, notes + more[1:]


def _times(amount, rest, language):
    """`2 x 400 g cans` are two cans, `2 x 100 g` are 200 g."""
    found = re.match(rf"[x×*]\s*(?={_START})|(?={_START})", rest)
    each, after = leading_amount(rest[found.end():], language) if found else (None, rest)
    unit, _, beyond = leading_unit(after, language)
    if each is None or not unit:
        return amount, re.sub(r"^[x×]\s+", "", rest), []
    container, *_ = leading_unit(beyond, language)
    if container and UNITS.get(container, UNITS["can"]).dimension is None:
        said = rest[found.end():len(rest) - len(beyond)].strip(" -")
        return amount, beyond, [said]
    return (amount * each, after, []) if found[0] else (amount, rest, [])


def _united(amount, rest, language):
    """(amount, unit, rest, [the unit's word, *notes]) of what follows a number."""
    rest, notes = sized(rest.lstrip("-"), language)
    unit, word, rest = leading_unit(rest, language)
    if not unit:
        return amount, None, rest, ["", *notes]
    if language == "zh" and rest.startswith("半"):
        amount, rest = amount + Fraction(1, 2), rest[1:]
    amount, rest = _parted(amount, unit, rest, language)
    scale, unit = words.SCALED.get(language, {}).get(word.lower(), (1, unit))
    amount, unit, rest = _plus(amount * scale, unit, rest, language)
    rest, more = sized(rest, language) if language != "zh" else (rest, [])
    rest, again = _again(rest, language)
    container, said, beyond = leading_unit(rest, language)
    if UNITS.get(unit) and UNITS[unit].dimension and container in _CONTAINERS and beyond and language != "zh":
        rest, again = beyond, [*again, said]
    return amount, unit, rest, [word, *notes, *more, *again]


def _parted(amount, unit, rest, language):
    """`كوب ونصف الكوب` is one and a half; the unit may be said twice."""
    more, after = with_part(amount, rest, language)
    again, _, beyond = leading_unit(after.lstrip(), language) if more != amount else (None, "", after)
    return more, (beyond if again == unit else after).lstrip()


def _plus(amount, unit, rest, language):
    """`1 cup plus 2 tbsp` is said in the second unit."""
    found = re.match(rf"(?:{words.PLUS[language]})\s*(?={_START})", rest)
    more, after = leading_amount(rest[found.end():], language) if found else (None, rest)
    second, _, beyond = leading_unit(after, language)
    here, there = UNITS.get(unit), UNITS.get(second)
    if more is None or not (here and there and here.dimension and here.dimension == there.dimension):
        return amount, unit, rest
    return amount * here.factor / there.factor + more, second, beyond


def _again(rest, language):
    """The same amount said twice, `200 g / 7 oz flour`, `1 can of 400 g tomatoes`: the second is a note."""
    start = re.match(rf"\s*(?:[/|=]|{words.JOINING[language]})?\s*(?={_START})", rest)
    if not start:
        return rest, []
    amount, after = leading_amount(rest[start.end():], language)
    unit, _, beyond = leading_unit(after.lstrip("-"), language)
    if amount is None or not unit:
        return rest, []
    return unjoined(beyond, language), [rest[start.end():len(rest) - len(beyond)].strip()]


def _trailing(line, language):
    """`Farina 200 g`, `Eggs: 3`, `鸡蛋3个`: the food first, then the amount, then perhaps a note."""
    start = rf"(?<=\D){_HAN_START}" if language == "zh" else rf"(?<=[\s:–-]){_START}"
    for found in re.finditer(start, line):
        head, tail = line[:found.start()].strip(" :-–,"), line[found.start():]
        amount, rest = leading_amount(tail, language)
        if amount is None or not head:
            continue
        amount, unit, rest, notes = _united(amount, rest, language)
        if (unit or _countable(head, tail)) and (not rest or rest[0] in ",;" or language == "zh" and " " in tail):
            return amount, unit, f"{head}, {rest.strip(' ,;')}".strip(" ,"), notes[1:]
    return None


def _countable(head, tail):
    odd = re.search(r"\b(?:type|typ|tipo|t|no|nr|n)\.?$", head, re.IGNORECASE)
    return not odd and re.fullmatch(r"[1-9]\d?(?:\s*[-–]\s*\d+)?(?:\s*,.*)?|[½¼¾]", tail)
