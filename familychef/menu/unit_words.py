"""Finds the unit, the size words and the joining words at the start of a piece of a recipe line."""
import re
from functools import cache

from familychef.core.folding import fold_word, without_article
from familychef.core.unit_names import NAMES
from familychef.core.units import unit_aliases
from familychef.menu import line_words as words


def leading_unit(text, language):
    """(unit, the word typed, rest): a unit code, a known measure word as typed, or None."""
    if language == "zh" and not re.match(r"[A-Za-z]", text):
        return _han_unit(text)
    parts = re.findall(r"[^\s/|]+", re.split(r"[/|]", text)[0])[:4]
    if language == "zh":
        parts = [re.match(r"[A-Za-z]+", text)[0]]
    for count in range(len(parts), 0, -1):
        word = " ".join(parts[:count])
        if code := _code(word, language):
            after = re.match(r"\s*".join(re.escape(part) for part in parts[:count]), text).end()
            return code, word.strip(" ,.:;"), ("," if word.endswith(",") else "") + text[after:].lstrip(" .:")
    return None, "", text


def sized(text, language):
    """(text without its leading size words, those words)."""
    notes = []
    gap = "" if language == "zh" else r"(?:\s+|$)"
    while found := re.match(rf"(?:{words.SIZE[language]}){gap}(?=\S)", text, re.IGNORECASE):
        if language == "zh" and _han_unit(text)[0]:
            break
        notes.append(found[0].strip())
        text = text[found.end():]
    return text, notes


def unjoined(text, language):
    """The text without a leading `of`, `di`, `d'`, `的`; `من الأرز البسمتي` is `أرز بسمتي`."""
    rest = re.sub(rf"^(?:{words.JOINING[language]})\s*(?=\S)", "", text.lstrip(), flags=re.IGNORECASE)
    if rest == text.lstrip():
        return rest
    leading = re.match(r"(?:ال\w+\s*)*", rest).end()
    return without_article(rest[:leading], language) + rest[leading:]


def _han_unit(text):
    for size in range(min(4, len(text)), 0, -1):
        if code := _known("zh").get(text[:size]) or (text[:size] in _measures("zh") and text[:size]):
            return code, text[:size], text[size:].lstrip()
    return None, "", text


def _code(word, language):
    folded = fold_word(word)
    if not folded or "," in word.rstrip(","):
        return None
    if folded in _known(language):
        return _known(language)[folded]
    if folded in _measures(language):
        return word.strip(" ,.:;")
    others = NAMES if len(folded) > 3 else ("en",)
    return next((unit_aliases(known)[folded] for known in others if folded in unit_aliases(known)), None)


@cache
def _known(language):
    return unit_aliases(language) | {word: code for word, (_, code) in words.SCALED.get(language, {}).items()}


@cache
def _measures(language):
    return {fold_word(word) for word in words.MEASURES[language].split()}
