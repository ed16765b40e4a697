"""Text in the forms it is compared in: without case, accents and punctuation."""
import re
import unicodedata

# One letter for those that keyboards and regions write in two ways; what carries a hamza comes apart by itself.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""})


def fold_word(text):
    """One word or abbreviation: no dots or spaces either; `c. à s.` is `cas`."""
    return "".join(c for c in unaccented(text.casefold()) if c.isalnum())


def fold_name(text):
    """A name, word by word: `Crème fraîche` is `creme fraiche`, `Œuf` is `oeuf`, `قَهْوة` is `قهوه`."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.findall(r"[\w%]+", unaccented(text)))


def without_article(folded, language):
    """Arabic writes its article onto the word: `الحليب` is `حليب`; other languages don't."""
    return re.sub(r"\bال(?=\w\w)", "", folded) if language == "ar" else folded


def unaccented(text):
    """Also one form of each Arabic letter; a tatweel only stretches a word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.translate(_ARABIC)
