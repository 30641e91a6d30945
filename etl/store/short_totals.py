"""Which totals their own parts contradict: a year cannot have fewer deaths than its months.

Parts may be missing or withheld: those that are there are the least that the total can be.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from etl.core.model import Period

MAX_SHORTFALL = 0.02
"""A total further below the sum of its own parts than this part of the sum is doubted; 0.008 was seen."""
MAX_PART_AGE = timedelta(days=92)
"""Parts last stated longer than this before a total say nothing of it."""


def sum_of_parts(period: Period, parts: Iterable[tuple[Period, float]]) -> float:
    """Return the most that parts within a span add up to where none overlaps another; 0 where there is none.

    Of January to May, with January to March 355, March 120, April 92 and May 72, that is 355 + 92 + 72.
    """
    ending = defaultdict(list)
    for part, value in parts:
        if part != period and period.start <= part.start and part.end <= period.end:
            ending[part.index + part.length_months].append((part.index, value))
    sums = {period.index: 0.0}
    for month in range(period.index + 1, period.index + period.length_months + 1):
        sums[month] = max([sums[month - 1], *(sums[first] + value for first, value in ending[month])])
    return sums[period.index + period.length_months]


def is_short(total: float, parts_sum: float) -> bool:
    """Tell whether a total is further below the sum of its parts than figures ever are."""
    return parts_sum - total > MAX_SHORTFALL * parts_sum
