"""The newest value of a chart over time in words, near its point and clear of the lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import theme, time_axis
from dashboard.plotting.label_boxes import Axes, Box, annotation_box
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import period_names, sentences

DISTANCE_PX = 7
"""Between the words and the line."""
CROSSING_RATIO = 0.3
"""How much of the axis of values further away words stand rather than across a line that leads to an event."""
OVERHANG_PX = 10
"""How far words may reach into the margin on the right."""


@dataclass(frozen=True)
class Scale:
    """Axes, and what is on them already: words, which nothing covers, and the thin lines that lead to events."""

    axes: Axes
    words: Sequence[Box]
    lines: Sequence[Box]


def newest_value_label(
    view: SeriesView,
    locale: Locale,
    scales: Sequence[Scale],
    curve: Mapping[date, Sequence[float]],
    *,
    narrow: bool,
) -> list[Figure]:
    """Write the newest value and its month under or over the line, where that is nearest to its point.

    ``scales`` are those that the chart is shown with, the smallest first; ``curve`` is all that is drawn by day. On a
    narrow chart the value stands under its month. It is left out where there is no room: the heading says it too.
    """
    observation = view.latest
    value = view.value_in_unit(observation) if observation else None
    if observation is None or value is None:
        return []
    axes = scales[0].axes
    name, gap = period_names.period_name(view, locale, observation.period, short=True), "<br>" if narrow else "  "
    words: Figure = {
        "x": time_axis.day_of(view, observation).isoformat(),
        "xref": "x",
        "yref": "y",
        "text": f"{name}{gap}<b>{sentences.format_value(view, locale, value)}</b>",
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT["ink"]},
    }
    height = time_axis.y_position(view, observation) or 0.0
    spots = [
        spot for spot in _spots(words, axes, curve) if all(_is_free(spot, scale.axes, scale.words) for scale in scales)
    ]

    def distance(spot: Figure) -> float:
        is_crossed = not all(_is_free(spot, scale.axes, scale.lines) for scale in scales)
        return abs(float(spot["y"]) - height) + (CROSSING_RATIO * axes.high if is_crossed else 0.0)

    return sorted(spots, key=distance)[:1]


_SIDES: Sequence[Figure] = (
    {"xanchor": "right", "align": "right", "xshift": 5},
    {"xanchor": "left", "align": "left", "xshift": -5},
)
"""Words end at their point, or begin there."""


def _spots(words: Figure, axes: Axes, curve: Mapping[date, Sequence[float]]) -> Iterator[Figure]:
    """Yield the words under and over all of a curve that is as far left and right as they are, on either side."""
    for side in _SIDES:
        box = annotation_box(words | side | {"y": 0, "yanchor": "top"}, axes)
        beside = _heights_between(box, axes, curve)
        yield words | side | {"y": min(beside), "yanchor": "top", "yshift": -DISTANCE_PX}
        yield words | side | {"y": max(beside), "yanchor": "bottom", "yshift": DISTANCE_PX}


def _is_free(spot: Figure, axes: Axes, taken: Sequence[Box]) -> bool:
    box = annotation_box(spot, axes)
    return _fits(box, axes) and box.bottom >= 0 and box.top <= axes.height_px and not any(map(box.overlaps, taken))


def _fits(box: Box, axes: Axes) -> bool:
    """Tell whether a box lies between the ends of the axis of days, or reaches a little beyond the last."""
    return box.left >= 0 and box.right <= axes.width_px + OVERHANG_PX


def _heights_between(box: Box, axes: Axes, curve: Mapping[date, Sequence[float]]) -> list[float]:
    """Return the heights of a curve over or under a box, from the point before it to the point after it."""
    days = sorted(curve)
    places = [axes.point(day, 0)[0] for day in days]
    start = max((index for index, x in enumerate(places) if x <= box.left), default=0)
    stop = min((index for index, x in enumerate(places) if x >= box.right), default=len(days) - 1)
    return [height for day in days[start : stop + 1] for height in curve[day]]
