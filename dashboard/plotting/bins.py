"""Classes of values with round limits, for charts that color what they count; the same limits whatever is shown.

Decision P7 in README.md.
"""

import math
import statistics
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text.chart_text import LegendItem
from etl.reference.notes import differs_at

MAX_BINS = 6
"""Classes at most, each in a color of its own."""


@dataclass(frozen=True)
class Bins:
    """Up to six classes. ``lower_bounds`` are where all but the first begin, in values of so many ``decimals``."""

    lower_bounds: tuple[float, ...]
    decimals: int

    def index_of(self, value: float) -> int:
        """Return the bin of a value, from 0 on. The value is rounded first, as it is written."""
        return bisect_right(self.lower_bounds, round(value, self.decimals))

    def legend_labels(self, locale: Locale) -> list[LegendItem]:
        """Write what each bin covers: ``under 40``, ``40 to 79`` … ``200 or more``; nothing where there is one bin."""
        if not self.lower_bounds:
            return []
        steps = [locale.text("under {limit}", limit=self._format_bound(locale, self.lower_bounds[0]))]
        for limit, following in zip(self.lower_bounds, self.lower_bounds[1:], strict=False):
            last_value = round(following - 10.0**-self.decimals, self.decimals)
            first, last = self._format_bound(locale, limit), self._format_bound(locale, last_value)
            steps.append(first if first == last else locale.text("{first} to {last}", first=first, last=last))
        steps.append(locale.text("{limit} or more", limit=self._format_bound(locale, self.lower_bounds[-1])))
        return [LegendItem(f"heat-{number}", words) for number, words in enumerate(steps, start=1)]

    def _format_bound(self, locale: Locale, value: float) -> str:
        return locale.number(value, 0 if value.is_integer() else self.decimals)


def make_bins(values: Sequence[float], decimals: int) -> Bins:
    """Make bins of one round width, about as wide as makes the outer two hold a sixth of the ``values`` each.

    Zeros are left out, since they have a look of their own. Limits that part no values from others are left out too.
    """
    positive = sorted(round(value, decimals) for value in values if round(value, decimals) > 0)
    if len(positive) < 2:
        return Bins((), decimals)
    low, *_, high = statistics.quantiles(positive, n=MAX_BINS, method="inclusive")
    width = round(_round_width(max((high - low) / (MAX_BINS - 2), 10.0**-decimals)), decimals)
    first = round(low / width)
    limits = (round(width * step, decimals) for step in range(first, first + MAX_BINS - 1))
    return Bins(tuple(limit for limit in limits if positive[0] < limit <= positive[-1]), decimals)


def make_peak_bins(values: Sequence[float], decimals: int) -> Bins:
    """Make bins of one round width, about a sixth of the range of the ``values``, counted from the highest down.

    So the peak of a series is told from the rest, where :func:`make_bins` would put a sixth of it into one bin.
    """
    positive = [rounded for value in values if (rounded := round(value, decimals)) > 0]
    if len(set(positive)) < 2:
        return Bins((), decimals)
    low, high = min(positive), max(positive)
    width = round(_round_width(max((high - low) / MAX_BINS, 10.0**-decimals)), decimals)
    last = math.floor(round(high / width, decimals + 6))
    limits = (round(width * step, decimals) for step in range(last - MAX_BINS + 2, last + 1))
    return Bins(tuple(limit for limit in limits if low < limit), decimals)


def bins_of_views(views: Sequence[SeriesView], make: Callable[[Sequence[float], int], Bins] = make_bins) -> Bins:
    """Make the bins of the newest values held: they stay when days or periods are stepped through.

    Values across a break count something else, and are in no bin.
    """
    values = (
        view.value_in_unit(point)
        for view in views
        for point in view.current
        if not differs_at(point.period, view.current_notes)
    )
    return make([value for value in values if value is not None], decimals_of(views[0]))


def decimals_of(view: SeriesView) -> int:
    """Return how many decimals the values of a view are written with."""
    return 1 if view.params.unit == "rate" or view.measure.is_rate else 0


def _round_width(width: float) -> float:
    """Round to one digit from 1 to 5 and zeros, to the nearest in proportion: 27.4 gives 30, 62 gives 50."""
    unit = 10.0 ** math.floor(math.log10(width))
    return min((unit * size for size in (1, 2, 3, 4, 5, 10)), key=lambda near: abs(math.log(near / width)))
