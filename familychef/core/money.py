"""Money: integers in the currency's minor unit, shown and read by locale."""

from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, format_currency, get_currency_precision, parse_decimal

LARGEST = 10**9


def show(amount, currency, language):
    """1250, EUR, de -> '12,50 €'."""
    return format_currency(Decimal(amount).scaleb(-get_currency_precision(currency)), currency, locale=language)


def read(text, currency, language):
    """'12,50' -> 1250. Raises ValueError for what is not an amount of money or too large to be one:
    `2.50` is none in German, where the point groups thousands."""
    try:
        amount = parse_decimal(text.strip(), locale=language, strict=True)
    except (NumberFormatError, InvalidOperation):
        raise ValueError(text) from None
    minor = amount.scaleb(get_currency_precision(currency)) if amount.is_finite() else -1
    if not 0 <= minor <= LARGEST or minor != minor.to_integral_value():
        raise ValueError(text)
    return int(minor)
