"""The translators' catalogues, brought up to date with the words the sources say."""

import io

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from .i18n import FOLDER, LANGUAGES
from .paths import data_dir

KEYWORDS = {"_": None, "_l": None, "lazy": None, "ngettext": (1, 2)}
PYTHON = [("**.py", "python")]
JINJA = [("**.html", "jinja2.ext:babel_extract")]
HEADER = "# FamilyChef's words. `familychef translate` keeps this file in step with the sources."
NOBODY = {"msgid_bugs_address": "-", "last_translator": "-", "language_team": "-"}
OPTIONS = {"**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}


def update():
    """Rewrites the catalogues; {language: the messages still without a translation}."""
    said = gather()
    return {code: _renew(code, said) for code in LANGUAGES if code != "en"}


def gather():
    """A catalogue of all messages in the sources, each with the files that say it."""
    said = Catalog()
    for root, methods, options in ((FOLDER.parent, PYTHON, {}), (data_dir("templates"), JINJA, OPTIONS)):
        for file, _line, message, _notes, _context in extract_from_dir(root, methods, options, KEYWORDS):
            said.add(message, locations=[(f"{root.name}/{file}", None)])
    return said


def read(code):
    path = FOLDER / f"{code}.po"
    if not path.exists():
        return Catalog(locale=code, project="FamilyChef", version="1", header_comment=HEADER, fuzzy=False, **NOBODY)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=code)


def untranslated(catalogue):
    return [message.id for message in catalogue if message.id and (message.fuzzy or not _complete(message))]


def _renew(code, said):
    """What nobody says any more is kept at the end of the file, marked out."""
    catalogue = read(code)
    said.creation_date = catalogue.creation_date
    catalogue.update(said, no_fuzzy_matching=True)
    text = io.BytesIO()
    pofile.write_po(text, catalogue, width=120, sort_by_file=True, include_lineno=False)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{code}.po").write_bytes(text.getvalue())
    return untranslated(catalogue)


def _complete(message):
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)
