"""The words at the curves: the value of the period that the chart is about, above or below all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.vintages import truncated_axis
from dashboard.plotting.theme import Figure

LETTER_WIDTH_PX, PANEL_WIDTH_PX, NARROW_PANEL_WIDTH_PX = 6.8, 360, 285
"""Pixels that a letter of the words at a period takes, and the width of the panel, also on a phone."""


@dataclass(frozen=True)
class CurveLabel:
    """A value, its words, and the name of their color. ``side`` is ``top``, above all curves, or ``bottom``."""

    side: str
    amount: float
    text: str
    color: str


def place_label(
    label: CurveLabel, days: Sequence[date], about: date, values: Sequence[tuple[date, float]], *, narrow: bool
) -> Figure:
    """Place words above or below all curves, on the side of their period that has room and is closer to the value.

    ``days`` are those of the periods on the axis, oldest first, and ``about`` is the day of the words. ``values`` are
    all that is drawn: none of it is covered.
    """
    letters = len(label.text) - len("<b></b>")
    width_ratio = min(LETTER_WIDTH_PX * letters / (NARROW_PANEL_WIDTH_PX if narrow else PANEL_WIDTH_PX), 1)
    covered = width_ratio * (days[-1] - days[0])
    room = {"left": about - days[0], "right": days[-1] - about}
    fitting = [across for across in room if room[across] >= covered] or [max(room, key=room.__getitem__)]
    edges = {}
    for across in fitting:
        low, high = (about - covered, about) if across == "left" else (about, about + covered)
        near = [value for day, value in values if low <= day <= high]
        edges[across] = max(near) if label.side == "top" else min(near)
    across = min(edges, key=lambda name: abs(edges[name] - label.amount))
    side = (across, label.side)
    return truncated_axis.panel_annotation(about, edges[across], label.text, side, label.color, on=("x2", "y2"))
