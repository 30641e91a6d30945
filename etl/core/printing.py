"""Tells a number that was revised from one that was printed anew with other decimals.

Publishers print one quotient with 16 decimals in a file and with 9 in another.
"""

from decimal import Decimal

MIN_DECIMALS = 5
"""Fewer decimals in common may be alike by chance: 2.1 may be a revision of 2.14."""


def is_reprint(value: float, other: float) -> bool:
    """Tell whether two numbers are one, printed with other decimals: rounded to those of the shorter they are equal.

    ``0.0233863423760524`` and ``0.023386342`` are; ``0.2`` and ``0.23`` may not be, nor are two whole numbers.
    """
    shorter, longer = sorted((Decimal(repr(number)) for number in (value, other)), key=_decimals)
    decimals = _decimals(shorter)
    return decimals >= MIN_DECIMALS and round(longer, decimals) == shorter


def is_same_value(value: float | None, other: float | None) -> bool:
    """Tell whether two values are equal, both missing, or one printed with other decimals."""
    if value is None or other is None:
        return value is other
    return value == other or is_reprint(value, other)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
