"""The numbers under barcodes: read as people and scanners type them, checked by their last digit, in one spelling."""

from familychef.core.amounts import tidy
from familychef.core.errors import Refusal
from familychef.core.i18n import _

LENGTHS = (8, 12, 13, 14)
SHORT, LONG = 8, 13


def read_code(text):
    """The 13 or 8 digits of a GTIN; a UPC gets its leading zero. Raises Refusal for what is no such number."""
    digits = tidy(text).replace(" ", "").replace("-", "")
    plain = digits.isascii() and digits.isdecimal()
    if not plain or len(digits) not in LENGTHS or not digits.strip("0") or len(digits.lstrip("0")) > LONG:
        raise Refusal(_("Please type the 8, 12 or 13 digits under the bars."), field="code")
    if check_digit(digits[:-1]) != int(digits[-1]):
        raise Refusal(_("The last digit doesn't fit the others. Please type the number once more."), field="code")
    bare = digits.lstrip("0")
    return bare.zfill(SHORT if len(digits) == SHORT or len(bare) <= SHORT else LONG)


def check_digit(digits):
    """What follows these digits: weighted 3 and 1 from the right (GS1 General Specifications, 7.9)."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return -total % 10
