"""What Open Food Facts knows about a pack nobody here knows: a proposal for the form, believed by nobody.

Source: Open Food Facts API v2 (https://openfoodfacts.github.io/openfoodfacts-server/api/): read /api/v2/product, name
yourself in the User-Agent, at most 15 products a minute. The data is under the ODbL.
"""

import html
import json
import logging
import re
import unicodedata
from urllib.parse import urlencode, urlsplit

from flask import current_app

from familychef.core import fetch
from familychef.core.amounts import BadQuantity, base_language, leading_amount, tidy
from familychef.core.archive import release
from familychef.core.i18n import language
from familychef.core.throttle import TooMany, take
from familychef.core.units import UNITS, find_unit, format_quantity, to_base
from familychef.pantry import actions as pantry
from familychef.pantry.models import Barcode

HOST = "world.openfoodfacts.org"
ADDRESS = f"https://{HOST}/api/v2/product/{{code}}.json?{{query}}"
FIELDS = ("product_name", "generic_name")
LIMITS = {"most_bytes": 64 * 1024, "seconds": 4}
LONGEST_NAME, LONGEST_PRINTED, MOST_TAGS = 80, 100, 40
MARKUP = re.compile("[<>]")
TIMES = re.compile(r"(\d{1,3}) ?[x×*] ?(.+)", re.IGNORECASE)
log = logging.getLogger(__name__)


def offered(family, code):
    """{name, base, quantity, printed, source} for a blank form, {} where nobody is to be asked; never raises."""
    if current_app.config["SETTINGS"].products == "off" or Barcode.known(family, code):
        return {}
    product = _asked(code, family)
    if product is None:
        return {"source": "unreached"}
    printed = _first(product, FIELDS)
    return _proposal(family, product, printed) if printed else {"source": "nothing"}


def _proposal(family, product, printed):
    food, base = _food(family, [printed, _text(product.get("generic_name")), *_kinds(product)])
    size, measured = _quantity(_text(product.get("quantity")))
    said = {"name": (food or printed)[:LONGEST_NAME].strip(), "printed": _with_brand(printed, product)}
    if size and base in (None, measured):
        said["quantity"] = format_quantity(size, measured, language=language())
    return said | {"base": "" if food else measured or "count", "source": "openfoodfacts"}


def _asked(code, family):
    """The product as it came, {} for what they don't know, None when they could not be asked."""
    short = base_language(language())
    fields = [*FIELDS, *(f"{field}_{short}" for field in FIELDS), "brands", "quantity", "categories_tags"]
    url = ADDRESS.format(code=code, query=urlencode({"fields": ",".join(fields)}))
    try:
        take("lookups", family.id)
        take("products", "house")
        answer = fetch.get(url, headers=_about_us(), **LIMITS)
        told = json.loads(answer.body) if answer.status == 200 and urlsplit(answer.url).hostname == HOST else {}
    except (OSError, TooMany) as fault:
        log.info("products: %s", type(fault).__name__)
        return None
    except (ValueError, RecursionError):
        return {}
    if answer.status not in (200, 404):
        return None
    product = told.get("product") if isinstance(told, dict) else None
    return product if isinstance(product, dict) else {}


def _about_us():
    contact = current_app.config["SETTINGS"].products_contact
    return {"User-Agent": f"FamilyChef/{release()} ({contact or 'self-hosted'})", "Accept": "application/json"}


def _first(product, fields):
    """The first of these texts there is, in the reader's language before any other."""
    short = base_language(language())
    names = [name for field in fields for name in (f"{field}_{short}", field)]
    return next((text for name in names if (text := _text(product.get(name)))), "")


def _text(value):
    """One harmless line: no markup, nothing that turns or hides letters, not longer than a label."""
    if not isinstance(value, str) or MARKUP.search(text := html.unescape(value[:400])):
        return ""
    kept = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    plain = "".join(letter for letter in kept if unicodedata.category(letter)[0] != "C" and letter != "\ufffd")
    return " ".join(plain.split())[:LONGEST_PRINTED].strip()


def _with_brand(printed, product):
    brand = _text(product.get("brands")).partition(",")[0].strip()
    known = not brand or brand.casefold() in printed.casefold()
    return printed if known else f"{printed}, {brand}"[:LONGEST_PRINTED].strip()


def _kinds(product):
    """`milk` for the tag `en:milks`: the most specific kinds first, as the starter catalogue may call them."""
    tags = product.get("categories_tags")
    found = [_text(tag)[3:].replace("-", " ") for tag in (tags if isinstance(tags, list) else [])[:MOST_TAGS]
             if isinstance(tag, str) and tag.startswith("en:")]
    return [word for tag in reversed(found) for word in (tag, tag.removesuffix("s"))]


def _food(family, names):
    """(name, base) of the food this is by the first of these names the family or the starter knows; (None, None)."""
    own, generic, *kinds = names
    for name in filter(None, (own, generic)):
        if food := pantry.resolve(family, name, language()) or pantry.starter_named(name, language()):
            return _called(family, food)
    known = next((food for kind in filter(None, kinds) if (food := pantry.starter_named(kind, "en"))), None)
    return _called(family, known) if known else (None, None)


def _called(family, food):
    """A starter goes by the name the family has given it."""
    if hasattr(food, "key"):
        name = food.name(language())
        mine = pantry.resolve(family, name, language())
        return (mine.name, mine.base) if mine else (name[:1].upper() + name[1:], food.base)
    return food.name, food.base


def _quantity(text):
    """(thousandths, base) of `400 g` or `6 x 33 cl`; (None, None) for what isn't plainly an amount."""
    plain = tidy(text)
    times = TIMES.fullmatch(plain)
    count, one = (int(times[1]), times[2]) if times else (1, plain)
    try:
        amount, rest = leading_amount(one, "en")
        unit = UNITS.get(find_unit(rest.removesuffix(" e").strip(" ."), "en"))
        if amount is None or unit is None or unit.dimension is None:
            return None, None
        return to_base(amount * count, unit.code, base=unit.dimension).quantity, unit.dimension
    except BadQuantity:
        return None, None
