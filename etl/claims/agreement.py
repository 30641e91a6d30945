"""Whether a published number is the one that a text quotes, by the words before it and how it is rounded.

No number is called wrong: it agrees or it does not. All limits are inclusive.
"""

import math
import operator
from collections.abc import Callable, Mapping

from etl.core.quotation import Comparator, Quotation, QuoteKind

MIN_ROUNDED_ZEROS = 2
"""A count that ends in so many zeros counts as rounded: 900 for 909, but not 170 for 171."""
MAX_ROUNDING = 0.025
"""A rounded count is at most this part of it away: 900 does not stand for 949."""
ABOUT_COUNT, ABOUT_GRAIN, ABOUT_PERCENT = 0.01, 0.03, 0.025
"""Parts of a quoted number that "about" allows: of any count, of a rounded one, of a percentage."""
NEARLY = 0.05
"""The part of a quoted number that a value may lie below it where the text says "nearly"."""
INDICATIVE_SUM, MIN_INDICATIVE_SUM = 0.005, 1000
"""A large sum of figures of several releases agrees within this part of it."""
FOREIGN_POPULATION = 0.015
"""A rate agrees within this part more: publishers divide by populations of their own."""

MIN_GRAIN_OF_BOUND = 10
"""A number that is not rounded so far is itself what "at least" or "more than" stands before: at least 11,195."""
_TINY = 1e-9
"""Less than any difference that counts: decimal fractions are not exact."""

_STRICT: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.MORE_THAN: operator.gt,
    Comparator.FEWER_THAN: operator.lt,
}
_ALMOST_EXACT = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST})
_BY_PRINTED_DIGIT = frozenset({QuoteKind.RATE, QuoteKind.MEAN})
_PLAIN = frozenset({Comparator.NONE, Comparator.ROUNDED, Comparator.ABOUT})
_COUNTS = frozenset({QuoteKind.VALUE, QuoteKind.INITIAL, QuoteKind.CUMULATIVE})


def agrees(quotation: Quotation, value: float, *, is_indicative_sum: bool = False) -> bool:
    """Tell whether a published or computed number is what a text quotes. Falls are compared by their size.

    "More than 170" agrees with 175, "about 92,000" with 91,694, "nearly 17 per cent" with 16.3.
    """
    if quotation.value is None:
        return False
    sign = -1 if quotation.value < 0 else 1
    quoted, published = sign * quotation.value, sign * value
    if quotation.comparator is Comparator.BETWEEN and quotation.value_to is not None:
        low, high = sorted((quoted, sign * quotation.value_to))
        return low <= published <= high
    is_plain = quotation.comparator in _PLAIN or _states_number(quotation, quoted)
    slack = _slack(quotation, quoted, is_indicative_sum=is_indicative_sum)
    if slack and is_plain and _within(published, quoted, slack):
        return True
    strict = _STRICT.get(quotation.comparator)
    if strict and not is_plain:
        return strict(published, quoted)
    limits = _count_limits if is_count(quotation) else _limits
    low, high = limits(quotation, quoted)
    return low - _TINY <= published <= high + _TINY


def _states_number(quotation: Quotation, quoted: float) -> bool:
    """Tell whether "at least" or "more than" stands before a number that is itself what was published: 11,195.

    Else every first print of an unrounded number would agree for ever.
    """
    return is_count(quotation) and quotation.comparator in _ALMOST_EXACT and grain(quoted) < MIN_GRAIN_OF_BOUND


def distance(quotation: Quotation, value: float) -> float:
    """Return how far a number is from the quoted one: of two that agree the nearer is taken."""
    return abs(value - (quotation.value or 0.0))


def is_count(quotation: Quotation) -> bool:
    """Tell whether a number of deaths is quoted, also as a change; not a percentage, a rate or a mean."""
    return quotation.kind in _COUNTS or (quotation.kind is QuoteKind.CHANGE and quotation.unit == "deaths")


def grain(number: float) -> float:
    """Return the place of the last digit that is not zero: 175 has 1, 170 has 10, 107,600 has 100."""
    whole = round(abs(number))
    place = 1
    while whole and whole % (10 * place) == 0:
        place *= 10
    return place


def half_digit(number: float) -> float:
    """Return half a unit of the last printed digit: 0.5 of 31, 0.05 of 31.5."""
    _, _, decimals = f"{number:.10g}".partition(".")
    return 0.5 * 10.0 ** -len(decimals)


def _slack(quotation: Quotation, quoted: float, *, is_indicative_sum: bool) -> float:
    if quotation.kind is QuoteKind.RATE:
        return half_digit(quoted) + FOREIGN_POPULATION * quoted
    if is_indicative_sum and quoted >= MIN_INDICATIVE_SUM and is_count(quotation):
        return INDICATIVE_SUM * quoted
    return 0.0


def _count_limits(quotation: Quotation, quoted: float) -> tuple[float, float]:
    """Return between which counts the words put a number of deaths."""
    unit = grain(quoted)
    if _states_number(quotation, quoted):
        return quoted, quoted
    match quotation.comparator:
        case Comparator.ABOUT:
            return _around(quoted, max(1.0, ABOUT_COUNT * quoted, min(unit, ABOUT_GRAIN * quoted)))
        case Comparator.AT_LEAST:
            return quoted, math.inf
        case Comparator.NEARLY:
            return (1 - NEARLY) * quoted, quoted
        case _:
            is_rounded = quotation.comparator is Comparator.ROUNDED or unit >= 10**MIN_ROUNDED_ZEROS
            return _around(quoted, min(unit / 2, MAX_ROUNDING * quoted) if is_rounded else 0.0)


def _limits(quotation: Quotation, quoted: float) -> tuple[float, float]:
    """Return between which values the words put a percentage, a rate or a mean."""
    half = half_digit(quoted)
    match quotation.comparator:
        case Comparator.ABOUT if quotation.kind not in _BY_PRINTED_DIGIT:
            return _around(quoted, max(1.0, ABOUT_PERCENT * quoted))
        case Comparator.AT_LEAST:
            return quoted - half, math.inf
        case Comparator.NEARLY:
            return quoted - max(1.0, NEARLY * quoted), quoted + half - 2 * _TINY
        case _:
            return _around(quoted, half)


def _around(quoted: float, tolerance: float) -> tuple[float, float]:
    return quoted - tolerance, quoted + tolerance


def _within(published: float, quoted: float, tolerance: float) -> bool:
    return abs(published - quoted) <= tolerance + _TINY
