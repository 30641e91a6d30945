"""The words at the curves: the value of the period that the chart is about, above or below all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.charts.vintages import truncated_axis
from dashboard.plotting.theme import Figure

TIME_PADDING = timedelta(days=15)
"""Days that are free on the axis before the first and after the last period."""


@dataclass(frozen=True)
class CurveLabel:
    """A value, its words, and the name of their color. ``side`` is ``top``, above all curves, or ``bottom``.

    The first of ``texts`` that has room beside the period is written: the last is the value alone.
    """

    side: str
    amount: float
    texts: tuple[str, ...]
    color: str


def place_label(
    label: CurveLabel, days: Sequence[date], about: date, values: Sequence[tuple[date, float]], *, narrow: bool
) -> Figure:
    """Place words above or below all curves, on the side of their period that has room and is closer to the value.

    ``days`` are those of the periods on the axis, oldest first, and ``about`` is the day of the words. ``values`` are
    all that is drawn: none of it is covered. Words that fit on neither side stand across the period.
    """
    whole = days[-1] - days[0] + 2 * TIME_PADDING
    widths = {text: truncated_axis.text_width_ratio(text, narrow=narrow) * whole for text in label.texts}
    room = {"left": about - days[0] + TIME_PADDING, "right": days[-1] - about + TIME_PADDING}
    text = next((text for text in label.texts if widths[text] <= max(room.values())), label.texts[-1])
    covered = widths[text]
    starts = {"left": about - covered, "right": about, "center": about - covered / 2}
    edges = {}
    for across in [across for across in room if room[across] >= covered] or ["center"]:
        near = _values_between(days, values, starts[across], starts[across] + covered)
        edges[across] = max(near) if label.side == "top" else min(near)
    across = min(edges, key=lambda name: abs(edges[name] - label.amount))
    return truncated_axis.panel_annotation(
        about, edges[across], text, (across, label.side), label.color, on=("x2", "y2")
    )


def _values_between(days: Sequence[date], values: Sequence[tuple[date, float]], start: date, stop: date) -> list[float]:
    """Return the values between two days, and those just before and after: the curves come from and go there."""
    low = max((day for day in days if day <= start), default=start)
    high = min((day for day in days if day >= stop), default=stop)
    return [value for day, value in values if low <= day <= high]
