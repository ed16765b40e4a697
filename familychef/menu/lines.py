"""Reads one line of a recipe as a person typed it: how much, of what, and what could not be understood."""
import re
from dataclasses import dataclass
from fractions import Fraction

from familychef.core.amounts import BadQuantity, base_language, tidy
from familychef.menu import line_words as words
from familychef.menu.measured import measured
from familychef.menu.names import match_name
from familychef.menu.unit_words import unjoined

__all__ = ["ParsedLine", "match_name", "parse_line"]
_DIGIT = r"(?<!\w)[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"


@dataclass(frozen=True)
class ParsedLine:
    """A recipe line taken apart; unit is a code, or the word as typed when only the family can say what it means."""

    quantity: Fraction | None
    unit: str | None
    name: str
    note: str
    role: str
    understood: bool
    leftover: str


def parse_line(text, language="en"):
    """ParsedLine of any text, never an error: what was not understood is in `leftover`, nothing is dropped."""
    language = base_language(language)
    whole = re.sub(words.BULLET, "", tidy(text[:500]))
    line, role = _role(whole, language)
    line, notes = _asides(line)
    line, vague = _vague(line, language)
    try:
        quantity, unit, rest, more = (None, None, line, []) if vague else measured(line, language)
    except BadQuantity:
        return ParsedLine(None, None, "", "", role, False, whole)
    name, leftover, after = _name(rest)
    note = "; ".join(filter(None, [vague, *more, *notes, after]))
    if role == "required" and vague:
        role = "to_taste"
    heading = whole.endswith(":") and quantity is None
    if heading or not (name or leftover):
        return ParsedLine(quantity, unit, "", note, role, False, whole if heading or not note else "")
    return ParsedLine(quantity, unit, name, note, role, bool(name) and not leftover, leftover)


def _role(line, language):
    role = "required"
    for meaning, table in (("to_taste", words.TO_TASTE), ("optional", words.OPTIONAL)):
        edge = "" if language == "zh" else r"(?<!\w)"
        found = re.search(rf"{edge}(?:{table[language]}){edge.replace('<', '')}\s*:?", line, re.IGNORECASE)
        if found and (line[:found.start()] + line[found.end():]).strip(" ()[],;:-"):
            line, role = f"{line[:found.start()]} {line[found.end():]}", meaning
    line = re.sub(r"[(\[][\s,;]*[)\]]", " ", line)
    line = re.sub(r"\s+([,;)])|([(])\s*[,;]?\s*", r"\1\2", line)
    return " ".join(line.split()).strip(" ,;-"), role


def _asides(line):
    """The line without what stands in brackets, and that as notes."""
    notes = [found.strip(" ,;") for found in re.findall(r"[(\[]([^()\[\]]*)[)\]]", line)]
    return " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", line).split()).replace(" ,", ","), notes


def _vague(line, language):
    if language == "zh":
        found = re.search(words.SOME["zh"], line)
        if found and not re.search(r"\d", line):
            return (line[:found.start()] + " " + line[found.end():]).strip(" ,"), found[0]
        return line, ""
    found = re.match(rf"(?:{words.SOME[language]})(?:\s+|(?<=['’]))(?=\w)", line, re.IGNORECASE)
    return (unjoined(line[found.end():], language), found[0].strip()) if found else (line, "")


def _name(rest):
    """(name, what was not understood, note) of what follows the amount."""
    name, _, note = rest.partition(",") if not re.match(r"^\d+,\d", rest) else (rest, "", "")
    if " - " in name or " – " in name:
        name, more = re.split(r" [-–] ", name, maxsplit=1)
        note = f"{more}, {note}" if note else more
    name, note = name.strip(" .:;,-–—*/|"), note.strip(" ,;")
    hidden = re.sub(words.KIND_WITH_DIGITS, lambda found: "_" * len(found[0]), name, flags=re.IGNORECASE)
    strange = re.search(rf"{_DIGIT}|[()\[\]{{}}<>]", hidden)
    if not strange:
        return (name, "", note) if re.search(r"\w", name) else ("", rest.strip(), "")
    before = re.sub(r"(?:\s+(?:plus|and|und|e|y|et|more|&|\+))+\s*$", "", name[:strange.start()].strip(" ,;/-"))
    return before.strip(), name[len(before):].strip(), note
