"""Axes of days and of amounts, as the charts over time have them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.i18n import Locale
from dashboard.plotting import theme
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.text_width import text_width_px

MIN_COUNT_RANGE = 5
"""An axis of counts covers at least this many, so that few deaths do not fill it."""


def time_axis(first: date, last: date, ticks: Mapping[date, str], **options: object) -> Figure:
    """Make the axis of days from ``first`` to ``last``; ``ticks`` are days with their words."""
    line = {
        "showline": True,
        "linecolor": LIGHT["muted"],
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": LIGHT["muted"],
    }
    return theme.base_axis(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        tickvals=[day.isoformat() for day in ticks],
        ticktext=list(ticks.values()),
        **(line | options),
    )


def value_axis(ticks: Mapping[float, str], low: float, high: float, **options: object) -> Figure:
    """Make the axis of amounts from ``low`` to ``high``; ``ticks`` are amounts with their words."""
    return theme.base_axis(
        type="linear",
        range=[low, high],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        showgrid=True,
        gridcolor=LIGHT["grid"],
        **options,
    )


def label_ticks(locale: Locale, ticks: Sequence[float]) -> dict[float, str]:
    """Write ticks in words: whole numbers, or all with one decimal where one of them needs it."""
    digits = 0 if all(float(tick).is_integer() for tick in ticks) else 1
    return {tick: locale.number(tick, digits) for tick in ticks}


def left_margin_px(labels: Iterable[str], padding: int) -> int:
    """Return the pixels left of a plot that the longest label of its value axis takes, with ``padding`` beside it."""
    return math.ceil(max(text_width_px(label, theme.FONT_SIZE_PX) for label in labels)) + padding


def months_between(first: date, last: date) -> list[date]:
    """Return the first days of all months from that of ``first`` to that of ``last``."""
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
