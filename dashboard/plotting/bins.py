"""Classes of figures with round limits, for charts that colour what they count; the same limits whatever is shown."""

import math
import statistics
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.dataset.series_view import View
from dashboard.text.chart_text import Key
from dashboard.text.i18n import Locale

MOST = 6
"""Classes at most, each in a colour of its own."""


@dataclass(frozen=True)
class Classes:
    """Up to six classes. ``limits`` are where all but the first begin, in figures of so many ``digits``."""

    limits: tuple[float, ...]
    digits: int

    def of(self, figure: float) -> int:
        """The class of a figure, from 0 on. What counts is the figure as it is written, with its digits."""
        return bisect_right(self.limits, round(figure, self.digits))

    def keys(self, locale: Locale) -> list[Key]:
        """What each class holds: ``under 40``, ``40 to 79`` … ``200 or more``; nothing where there is one class."""
        if not self.limits:
            return []
        steps = [locale.text("under {limit}", limit=self._written(locale, self.limits[0]))]
        for limit, following in zip(self.limits, self.limits[1:], strict=False):
            last_figure = round(following - 10.0**-self.digits, self.digits)
            first, last = self._written(locale, limit), self._written(locale, last_figure)
            steps.append(first if first == last else locale.text("{first} to {last}", first=first, last=last))
        steps.append(locale.text("{limit} or more", limit=self._written(locale, self.limits[-1])))
        return [Key(f"heat-{number}", words) for number, words in enumerate(steps, start=1)]

    def _written(self, locale: Locale, figure: float) -> str:
        return locale.number(figure, 0 if figure.is_integer() else self.digits)


def classes(figures: Sequence[float], digits: int) -> Classes:
    """Classes of one round width, about as wide as makes the outer two hold a sixth of the ``figures`` each.

    Zeros are left out, since they have a look of their own. Limits that part no figures from others are left out too.
    """
    counted = sorted(round(figure, digits) for figure in figures if round(figure, digits) > 0)
    if len(counted) < 2:
        return Classes((), digits)
    low, *_, high = statistics.quantiles(counted, n=MOST, method="inclusive")
    width = round(_rounded(max((high - low) / (MOST - 2), 10.0**-digits)), digits)
    first = round(low / width)
    limits = (round(width * step, digits) for step in range(first, first + MOST - 1))
    return Classes(tuple(limit for limit in limits if counted[0] < limit <= counted[-1]), digits)


def of_views(views: Sequence[View]) -> Classes:
    """The classes of all that views show as published now: they stay when days or periods are stepped through."""
    shown = (view.shown(point) for view in views for point in view.now)
    return classes([figure for figure in shown if figure is not None], digits(views[0]))


def digits(view: View) -> int:
    """How many decimals the figures of a view are written with."""
    return 1 if view.state.unit == "rate" else 0


def _rounded(width: float) -> float:
    """The nearest number with one digit from 1 to 5, then only zeros, in proportion: 27.4 gives 30, 62 gives 50."""
    unit = 10.0 ** math.floor(math.log10(width))
    return min((unit * size for size in (1, 2, 3, 4, 5, 10)), key=lambda near: abs(math.log(near / width)))
