"""Whether a published number is the one that a text quotes, by the words before it and how it is rounded.

No number is called wrong: it agrees or it does not. All limits are inclusive.
"""

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

_PLAIN = frozenset({Comparator.NONE, Comparator.ROUNDED, Comparator.ABOUT})
_COUNTS = frozenset({QuoteKind.VALUE, QuoteKind.INITIAL, QuoteKind.CUMULATIVE})


def agrees(quotation: Quotation, value: float, *, is_indicative_sum: bool = False) -> bool:
    """Tell whether a published or computed number is what a text quotes. Falls are compared by their size.

    "More than 170" agrees with 175, "about 92,000" with 91,694, "nearly 17 per cent" with 16.3.
    """
    if quotation.value is None:
        return False
    sign = -1 if quotation.value < 0 else 1
    quoted, found = sign * quotation.value, sign * value
    if quotation.comparator is Comparator.BETWEEN and quotation.value_to is not None:
        low, high = sorted((quoted, sign * quotation.value_to))
        return low <= found <= high
    slack = _slack(quotation, quoted, is_indicative_sum=is_indicative_sum)
    if slack and quotation.comparator in _PLAIN and _within(found, quoted, slack):
        return True
    if is_count(quotation):
        return _count_agrees(quotation.comparator, quoted, found)
    return _percentage_agrees(quotation.comparator, quoted, found)


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


def _count_agrees(comparator: Comparator, quoted: float, found: float) -> bool:
    unit = grain(quoted)
    if comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST} and unit < 10:
        return found == quoted  # else every first print of an unrounded number would agree for ever
    match comparator:
        case Comparator.ABOUT:
            return _within(found, quoted, max(1.0, ABOUT_COUNT * quoted, min(unit, ABOUT_GRAIN * quoted)))
        case Comparator.MORE_THAN:
            return found > quoted
        case Comparator.AT_LEAST:
            return found >= quoted
        case Comparator.NEARLY:
            return (1 - NEARLY) * quoted <= found <= quoted
        case Comparator.FEWER_THAN:
            return found < quoted
        case _:
            is_rounded = comparator is Comparator.ROUNDED or unit >= 10**MIN_ROUNDED_ZEROS
            tolerance = min(unit / 2, MAX_ROUNDING * quoted) if is_rounded else 0.0
            return _within(found, quoted, tolerance)


def _percentage_agrees(comparator: Comparator, quoted: float, found: float) -> bool:
    half = half_digit(quoted)
    match comparator:
        case Comparator.ABOUT:
            return _within(found, quoted, max(1.0, ABOUT_PERCENT * quoted))
        case Comparator.MORE_THAN:
            return found > quoted
        case Comparator.AT_LEAST:
            return found >= quoted - half
        case Comparator.NEARLY:
            return quoted - max(1.0, NEARLY * quoted) <= found < quoted + half
        case Comparator.FEWER_THAN:
            return found < quoted
        case _:
            return _within(found, quoted, half)


def _within(found: float, quoted: float, tolerance: float) -> bool:
    return abs(found - quoted) <= tolerance + 1e-9
