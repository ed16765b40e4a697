"""Money: integers in the currency's minor unit, shown and read by locale."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, format_currency, format_decimal, get_currency_precision, parse_decimal

from .figures import plain_figures, ungrouped

LARGEST, LONGEST = 10**9, 40
PLAIN = re.compile(r"([0-9]+)[.,]([0-9]{1,2})")


def show(amount, currency, language):
    """1250, EUR, de -> '12,50 €'."""
    return format_currency(Decimal(amount).scaleb(-get_currency_precision(currency)), currency, locale=language)


def bare(amount, currency, language):
    """1250, EUR, de -> '12,50', for where the currency is said beside it."""
    return _shaped(amount, currency, language, "#,##0")


def plain(amount, currency, language):
    """1250, EUR, de -> '12,50': as it may be typed again."""
    return _shaped(amount, currency, language, "0")


def _shaped(amount, currency, language, whole):
    digits = get_currency_precision(currency)
    pattern = f"{whole}." + "0" * digits if digits else whole
    return format_decimal(Decimal(amount).scaleb(-digits), format=pattern, locale=language)


def read(text, currency, language):
    """'12,50' -> 1250, and '12.50' too: with one or two digits behind it, either sign can only be the decimal one.

    Raises ValueError for what is not an amount of money or too large to be one.
    """
    digits = get_currency_precision(currency)
    amount = _amount(text.strip(), digits, language)
    minor = amount.scaleb(digits)
    if not 0 <= minor <= LARGEST or minor != minor.to_integral_value():
        raise ValueError(text)
    return int(minor)


def _amount(text, digits, language):
    if len(text) > LONGEST or "e" in text.lower():
        raise ValueError(text)
    text = ungrouped(plain_figures(text)).replace("،", ",")
    if any(c.isdecimal() and not c.isascii() for c in text):
        raise ValueError(text)
    if parts := PLAIN.fullmatch(text):
        if len(parts[2]) <= digits:
            return Decimal(f"{parts[1]}.{parts[2]}")
    try:
        amount = parse_decimal(text, locale=language, strict=True)
    except (NumberFormatError, InvalidOperation):
        raise ValueError(text) from None
    if not amount.is_finite():
        raise ValueError(text)
    return amount
