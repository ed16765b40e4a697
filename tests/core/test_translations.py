"""Every word of the pages is there in each language, and the pages follow the language a person chose."""

import datetime as dt
import re

import pytest
from babel.messages.plurals import get_plural

from familychef import cli
from familychef.core import catalogues, i18n, money
from familychef.core.allergens import allergen_list

OTHERS = [code for code in i18n.LANGUAGES if code != "en"]
HOLE = re.compile(r"%\(\w+\)s|\{\w+\}")
FRIDAY = dt.date(2026, 11, 20)
EVENING = dt.datetime(2026, 11, 20, 17, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.one_database
every_language = pytest.mark.parametrize("code", OTHERS)


@pytest.fixture(scope="module")
def said():
    return {message.id for message in catalogues.gather() if message.id}


@pytest.fixture
def speak(app):
    """A page's moment in a language: `with speak("de"):`."""
    return lambda code: app.test_request_context(f"/?lang={code}")


@every_language
def test_every_message_has_its_translation(code, said):
    catalogue = catalogues.read(code)
    assert {message.id for message in catalogue if message.id} == said, "run `familychef translate`"
    assert catalogues.untranslated(catalogue) == []


@every_language
def test_a_translation_keeps_the_holes_of_its_message(code):
    torn = [message.id for message in messages(code) if not same_holes(code, message)]
    assert torn == []


@every_language
def test_plurals_have_as_many_forms_as_the_language(code):
    wanted = get_plural(code).num_plurals
    wrong = [message.id for message in messages(code) if message.pluralizable and len(message.string) != wanted]
    assert wrong == []
    assert catalogues.read(code).num_plurals == wanted


@every_language
def test_a_translation_begins_and_ends_as_its_message_does(code):
    """No stray spaces; what is a whole sentence stays one."""
    found = [(message.id, text) for message in messages(code) for text in texts(message.string)]
    assert [pair for pair in found if spaces(pair[1]) != spaces(texts(pair[0])[0])] == []
    ends = [(of, text) for of, text in found if isinstance(of, str) and of.endswith(".") and text[-1] not in ".。…！!"]
    assert ends == []


def test_tabs_fit_under_a_thumb_in_every_language(speak):
    from familychef.core.pages import TABS

    for code in i18n.LANGUAGES:
        with speak(code):
            assert [str(tab[1]) for tab in TABS if len(str(tab[1])) > 9] == []


def test_the_command_keeps_translations_and_names_what_is_missing(tmp_path, monkeypatch, capsys):
    said = catalogues.gather()
    for code in OTHERS:
        (tmp_path / f"{code}.po").write_bytes((i18n.FOLDER / f"{code}.po").read_bytes())
    german = tmp_path / "de.po"
    german.write_text(german.read_text().replace('"Heute"', '""') + '\nmsgid "Bygone"\nmsgstr "Vorbei"\n')
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    monkeypatch.setattr(catalogues, "gather", lambda: said)
    with pytest.raises(SystemExit) as ended:
        cli.main(["translate"])
    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "de: 1 to translate", "  Today", *(f"{code}: 0 to translate" for code in OTHERS if code != "de")]
    assert '#~ msgstr "Vorbei"' in german.read_text()
    assert catalogues.read("de").get("Menu").string == "Menü"


def test_choosing_a_language_changes_the_pages(world):
    leo = world.client(world.leo)
    assert 'lang="en"' in leo.get("/menu").text
    leo.post("/me/language", data={"language": "de"})
    page = leo.get("/menu", headers={"Accept-Language": "en"}).text
    assert 'lang="de" dir="ltr"' in page
    assert "Worauf hast du Lust, Leo?" in page and "What would you like" not in page
    leo.post("/me/language", data={"language": "zh"})
    assert 'lang="zh"' in (page := leo.get("/menu").text)
    assert "Leo，想吃什么？" in page


@pytest.mark.parametrize(("wanted", "code", "word"), [
    ("de-AT,de;q=0.9,en;q=0.5", "de", "Anmelden"),
    ("zh-CN,zh;q=0.9", "zh", "登录"),
    ("fr,en;q=0.3", "fr", "Se connecter"),
    ("it-CH,it;q=0.9,de;q=0.7", "it", "Accedi"),
    ("es-MX,es;q=0.9", "es", "Entrar"),
    ("ar-EG,ar;q=0.9,en;q=0.5", "ar", "تسجيل الدخول"),
    ("nl,en;q=0.3", "en", "Sign in"),
    ("tlh", "en", "Sign in"),
])
def test_a_stranger_is_greeted_in_the_browsers_language(world, wanted, code, word):
    page = world.client().get("/session/new", headers={"Accept-Language": wanted}).text
    assert f'lang="{code}"' in page and word in page


def test_an_unknown_language_is_not_taken(world):
    leo = world.client(world.leo)
    assert leo.post("/me/language", data={"language": "tlh"}).status_code == 422
    assert 'lang="en"' in leo.get("/menu?lang=tlh").text


@pytest.mark.parametrize("path", [
    "/audit?", "/audit.csv?", "/barcodes/new?code=5012345678900&to=pantry", "/devices/new?"])
def test_what_is_asked_in_an_address_may_be_asked_in_any_language(world, path):
    marta = world.client(world.marta)
    assert marta.get(path).status_code == marta.get(f"{path}&lang=ar").status_code == 200


def test_a_refusal_speaks_the_readers_language(world):
    leo = world.client(world.leo)
    assert "Hier ist nichts." in leo.get("/dishes/999999?lang=de").text


@pytest.mark.parametrize(("code", "day", "long", "time", "number"), [
    ("en", "20 Nov 2026", "Friday 20 November", "18:12", "1,234.5"),
    ("de", "20.11.2026", "Freitag, 20. November", "18:12", "1.234,5"),
    ("it", "20 nov 2026", "venerdì 20 novembre", "18:12", "1.234,5"),
    ("es", "20 nov 2026", "viernes, 20 de noviembre", "18:12", "1.234,5"),
    ("fr", "20 nov. 2026", "vendredi 20 novembre", "18:12", "1\u202f234,5"),
    ("ar", "20\u200f/11\u200f/2026", "الجمعة، 20 نوفمبر", "6:12 م", "1,234.5"),
    ("zh", "2026年11月20日", "11月20日星期五", "18:12", "1,234.5"),
])
def test_days_hours_and_numbers_read_as_at_home(speak, code, day, long, time, number):
    with speak(code):
        assert i18n.date(FRIDAY) == day
        assert i18n.long_date(FRIDAY) == long
        assert i18n.time(EVENING, "Europe/Rome") == time
        assert i18n.number(1234.5) == number


def test_german_nouns_keep_their_capital_inside_a_sentence(speak):
    with speak("de"):
        assert allergen_list(["nuts", "eggs"]) == "Eier, Nüsse"
    with speak("en"):
        assert allergen_list(["nuts", "eggs"]) == "eggs, nuts"


@pytest.mark.parametrize("code", ["de", "en", "fr", "zh"])
def test_a_price_is_read_with_point_and_comma(code):
    assert money.read("2,50", "EUR", code) == money.read("2.50", "EUR", code) == 250
    assert money.read("2.5", "EUR", code) == 250 and money.read("250", "JPY", code) == 250


@pytest.mark.parametrize("typed", ["٢٫٥٠", "٢,٥٠", "٢.٥", "٢،٥٠", "۲٫۵۰", "２.５０", "2٫50"])
def test_a_price_is_read_in_arabic_figures(typed):
    for code in ("ar", "de", "en"):
        assert money.read(typed, "EUR", code) == 250
        assert money.read("١٬٢٥٠٫٥", "EUR", code) == money.read("1٬250٫50", "EUR", code) == 125_050


def test_thousands_are_grouped_as_the_language_does():
    assert money.read("2.500", "EUR", "de") == money.read("2,500", "EUR", "en") == 250_000


@pytest.mark.parametrize("typed", [
    "1e9999999", "-1e9999999", "٩e٩٩٩٩٩٩٩", "NaN", "Infinity", "-1", "2,5,0", "2.505", "9" * 41, "", "2,50 €",
    "2٢", "٢۲", "²", "٢²", "२", "٢e٢", "٩" * 41, "١٬٠" * 20, "٢٬٥", "٢٫٥٠٥", "٢٫٥٫٠", "٢،٥،٠"])
def test_what_is_no_price_is_none(typed):
    with pytest.raises(ValueError):
        money.read(typed, "EUR", "en")



def messages(code):
    return [message for message in catalogues.read(code) if message.id]


def spaces(text):
    """What stands before its first and after its last letter; a letter's text ends with a line."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def texts(string):
    return [string] if isinstance(string, str) else list(string)


def same_holes(code, message):
    """A singular may say `one` in place of the number; Arabic has such words for none and for two as well."""
    allowed = [set(HOLE.findall(words)) for words in texts(message.id)]
    if code == "ar" and message.pluralizable:
        allowed.insert(0, allowed[-1] - {"%(count)s"})
    held = [set(HOLE.findall(words)) for words in texts(message.string)]
    return all(found in allowed for found in held) and held[-1] == allowed[-1]
