"""Axes that begin where the values do: revisions are small beside what is revised."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, theme
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.text_width import markup_width_px

MIN_RANGE_RATIO = 0.1
"""The part of the highest value that an axis of amounts covers at least, so that no small change looks large."""
MAX_SPACE_BELOW_RATIO = 1 / 3
"""An axis begins at 0 where that takes no more than this part of the room of the values again."""
TEXT_PADDING_PX = 9
"""Pixels free beside words at a point."""
PADDING_RATIO = 0.1
"""The part of the axis that is free above and below its ticks, for words."""
ROOM_BELOW_RATIO = 0.16
"""The part that is free below the lowest value under which words stand: the line of the axis would strike them out."""

PANEL_WIDTH_PX, NARROW_PANEL_WIDTH_PX = 358, 288
"""Pixels of the width of a panel in a page and on a phone; in a picture it is wider."""
MAX_MONTH_TICKS, MAX_YEAR_TICKS = 5, 8
"""How many months and how many years can be named beside each other below a panel."""


def value_ticks(view: SeriesView, drawn_values: Iterable[float]) -> list[float]:
    """Return round ticks around values; from 0 on where that takes little more room, and for few deaths.

    Counts are whole, and no percentage is more than 100.
    """
    values = list(drawn_values) or [0.0]
    room = max(max(values) - min(values), MIN_RANGE_RATIO * max(values), axes.MIN_COUNT_RANGE)
    low = max(0.0, (min(values) + max(values) - room) / 2)
    high = min(low + room, 100.0) if view.measure.is_percentage else low + room
    low = 0.0 if low <= max(MAX_SPACE_BELOW_RATIO * (high - low), axes.MIN_COUNT_RANGE) else low
    step = theme.round_ticks(high - low, whole=not view.measure.is_quotient)[1]
    return [step * n for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def value_range(steps: Sequence[float], lowest: float = math.inf) -> list[float]:
    """Return the range of an axis of amounts: its ticks, and some air for words, also below the ``lowest`` with any."""
    room = steps[-1] - steps[0]
    air = PADDING_RATIO * room
    return [min(steps[0] - air, lowest - ROOM_BELOW_RATIO * room), steps[-1] + air]


def value_axis(locale: Locale, steps: Sequence[float], lowest: float = math.inf) -> Figure:
    """Make the axis of amounts."""
    return axes.value_axis(axes.label_ticks(locale, steps), *value_range(steps, lowest))


def time_axis(first: date, last: date, ticks: Mapping[date, str]) -> Figure:
    """Make the axis of time between two days; ``ticks`` are its ticks with their words."""
    return axes.time_axis(first, last, ticks, hoverformat="%Y-%m-%d")


def month_ticks(locale: Locale, first: date, last: date) -> dict[date, str]:
    """Return some firsts of months between two days, with their words: of years, or of months where few are covered."""
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    every = next((step for step in (1, 2, 3, 6) if len(months) <= MAX_MONTH_TICKS * step), None)
    every = every or next((step for step in (12, 24) if len(months) <= MAX_YEAR_TICKS * step), 60)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % every == 0]
    return {day: str(day.year) if every >= 12 else locale.month(day, short=True) for day in days}


def text_width_ratio(text: str, *, narrow: bool) -> float:
    """Return the part of a panel's width that words at a point of it take: more than 1 where they do not fit."""
    width = markup_width_px(text, theme.FONT_SIZE_PX) + TEXT_PADDING_PX
    return width / (NARROW_PANEL_WIDTH_PX if narrow else PANEL_WIDTH_PX)


def panel_annotation(
    day: date, amount: float, text: str, side: tuple[str, str], color: str = "ink", on: tuple[str, str] = ("x", "y")
) -> Figure:
    """Place words at a point of a panel. ``side`` tells on which side of it: ``("left", "top")`` is above, to the left.

    ``on`` are the axes of the panel.
    """
    across, up = side
    return {
        "x": day.isoformat(),
        "y": amount,
        "xref": on[0],
        "yref": on[1],
        "text": text,
        "showarrow": False,
        "xanchor": {"left": "right", "center": "center", "right": "left"}[across],
        "yanchor": "bottom" if up == "top" else "top",
        "xshift": {"left": -3, "center": 0, "right": 3}[across],
        "yshift": 7 if up == "top" else -7,
        "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT[color]},
    }
