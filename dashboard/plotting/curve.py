"""All that is drawn of values over time, as one band: the lowest and the highest on each day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.plotting import trace_names
from dashboard.plotting.theme import Figure

_LAYERS_ABOVE = frozenset({trace_names.LABELS, trace_names.NO_VALUE})
"""Traces that are no values on their axis."""


@dataclass(frozen=True)
class Curve:
    """Days, oldest first, as figures write them, with the lowest and the highest value on each."""

    days: tuple[str, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    breaks: frozenset[str] = frozenset()
    """Days before which a line is cut, since what is counted changed."""

    def between(self, first: date, last: date) -> tuple[float, float] | None:
        """Return the lowest and the highest value from the last day before a span to the first one after it."""
        reach = self._reach(first, last)
        lows, highs = self.lows[reach], self.highs[reach]
        return (min(lows), max(highs)) if lows else None

    def _reach(self, first: date, last: date) -> slice:
        """Return where the days of a span stand, from the last one before it to the first one after it."""
        return slice(
            max(bisect_right(self.days, first.isoformat()) - 1, 0), bisect_left(self.days, last.isoformat()) + 1
        )

    def height_at(self, day: date) -> float:
        """Return the highest on a day: between two days on their line, else as the nearest one; 0 for no curve."""
        if not self.days:
            return 0.0
        after = min(bisect_left(self.days, day.isoformat()), len(self.days) - 1)
        before = max(bisect_right(self.days, day.isoformat()) - 1, 0)
        start, stop = date.fromisoformat(self.days[before]), date.fromisoformat(self.days[after])
        share = (day - start) / (stop - start) if start < day < stop else 0.0
        return self.highs[before] + share * (self.highs[after] - self.highs[before])

    def edges(self, first: date, last: date) -> Iterator[list[tuple[date, float]]]:
        """Yield its lower and its upper edge in a span, from day to day, of each part between two breaks."""
        reach = self._reach(first, last)
        days = [date.fromisoformat(day) for day in self.days[reach]]
        starts = [0, *(index for index, day in enumerate(self.days[reach]) if day in self.breaks and index)]
        for start, stop in pairwise([*starts, len(days)]):
            for values in (self.lows[reach], self.highs[reach]):
                yield list(zip(days[start:stop], values[start:stop], strict=True))


def curve_of(traces: Iterable[Figure]) -> Curve:
    """Return what traces draw of values on the first pair of axes."""
    bands: dict[str, tuple[float, float]] = {}
    breaks: set[str] = set()
    for trace in traces:
        if trace["name"] in _LAYERS_ABOVE or "yaxis" in trace:
            continue
        points = list(zip(trace["x"], trace["y"], strict=True))
        breaks |= {day for (day, value), (after, _) in pairwise(points) if value is None and day == after}
        for day, value in points:
            if value is not None:
                low, high = bands.get(day, (value, value))
                bands[day] = min(low, value), max(high, value)
    days = sorted(bands)
    return Curve(
        tuple(days), tuple(bands[day][0] for day in days), tuple(bands[day][1] for day in days), frozenset(breaks)
    )
