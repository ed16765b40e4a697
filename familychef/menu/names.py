"""Finds which known ingredient a typed name means, and none rather than a wrong one."""
import re

from familychef.core.amounts import base_language
from familychef.core.folding import fold_name, unaccented, without_article
from familychef.menu import line_words as words


def match_name(name, candidates, language="en"):
    """The id of the candidate (id, names) that `name` means, or None.

    Exact name first, then an alias, then the same with plurals folded, then with describing words (fresh, chopped,
    for frying) taken off both ends; a guess that two candidates would share is no guess.
    """
    language = base_language(language)
    known = [(id, [fold_name(each) for each in names]) for id, names in candidates]
    typed = fold_name(name)
    bare = _bare(typed, language)
    for wanted in dict.fromkeys((typed, bare)):
        for same in (_same, _same_number):
            for found in (_hits(known, wanted, same, language, slice(1)), _hits(known, wanted, same, language, None)):
                if len(found) == 1 and wanted:
                    return found[0]
    return None


def _hits(known, wanted, same, language, part):
    return [id for id, names in known if any(same(wanted, each, language) for each in names[part or slice(1, None)])]


def _same(one, other, language):
    return one.replace(" ", "") == other.replace(" ", "") if language == "zh" else one == other


def _same_number(one, other, language):
    """Whether two folded names differ at most by singular and plural, word by word."""
    first, second = one.split(), other.split()
    return len(first) == len(second) and all(
        _singulars(a, language) & _singulars(b, language) for a, b in zip(first, second, strict=True))


def _singulars(word, language):
    word = without_article(word, language)
    if word in words.IRREGULAR[language]:
        return {words.IRREGULAR[language][word]}
    endings = [(end, single) for end, single in words.PLURALS[language] if word.endswith(end)]
    return {word} | {word.removesuffix(end) + single for end, single in endings if len(word) - len(end) >= 3}


def _bare(typed, language):
    """The folded name without the describing words at either end."""
    harmless = unaccented(words.HARMLESS[language].replace("ß", "ss"))
    gap = "" if language == "zh" else " "
    found = re.fullmatch(rf"(?:(?:{harmless}){gap})*(?P<core>.+?)(?:{gap}(?:{harmless}))*", typed)
    return found["core"] if found else typed
