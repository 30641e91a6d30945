"""How far the axis of changes reaches: as far as what is drawn, with room for the words of what lies beyond it."""

from collections.abc import Iterable

MIN_AXIS_REACH = 0.1
"""The axis reaches at least this far to both sides, so that small changes do not fill it."""


def fit_axis_range(
    changes: Iterable[float], width_px: float, padding_px: float, beyond_px: float
) -> tuple[float, float]:
    """Return where an axis of a width begins and ends, with a padding beyond the farthest of the changes.

    What lies beyond its end is written before it, in ``beyond_px``: there is as much room right of zero, so that no
    rise is written on the side of the falls.
    """
    reached = (-MIN_AXIS_REACH, MIN_AXIS_REACH, *changes)
    low, high = min(reached), max(reached)
    padding = (high - low) * padding_px / (width_px - 2 * padding_px)
    start, end = low - padding, high + padding
    least = -start * beyond_px / (width_px - beyond_px)
    return start, max(end, least)
