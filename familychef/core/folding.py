"""Text in the forms it is compared in: without case, accents and punctuation."""
import re
import unicodedata


def fold_word(text):
    """One word or abbreviation: no dots or spaces either; `c. à s.` is `cas`."""
    return "".join(c for c in unaccented(text.casefold()) if c.isalnum())


def fold_name(text):
    """A name, word by word: `Crème fraîche` is `creme fraiche`, `Œuf` is `oeuf`."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.findall(r"[\w%]+", unaccented(text)))


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
