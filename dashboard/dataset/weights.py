"""Estimates how much memory views take, so that what is kept of them has a bound in bytes and not in number."""

from collections.abc import Iterable

import pandas as pd

from dashboard.dataset.series_view import SeriesView

BYTES_PER_POINT = 250
"""Bytes of one observation of a view, as measured over all charts."""
MIN_BYTES = 120_000
"""Bytes of the largest things that are kept and are no views: a change log, the list of places."""


def count_points(views: Iterable[SeriesView]) -> int:
    """Count the observations that some views have made: as of the day chosen, and the newest held."""
    return sum(len(view.observations) + len(view.current) for view in views)


def estimate_bytes(value: object) -> int:
    """Estimate the bytes of something that is kept: of views by their observations, of anything else generously.

    Of rows it is what they take beside their texts, which are those of the whole table.
    """
    parts = value if isinstance(value, tuple) else ()
    points = count_points(view for view in parts if isinstance(view, SeriesView))
    rows = sum(int(frame.memory_usage().sum()) for frame in parts if isinstance(frame, pd.DataFrame))
    return MIN_BYTES + BYTES_PER_POINT * points + rows
