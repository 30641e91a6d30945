"""The newest value of a chart over time in words, near its point and clear of the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import theme, time_axis
from dashboard.plotting.curve import Curve
from dashboard.plotting.label_boxes import Axes, Box, annotation_box
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import period_names, sentences

DISTANCE_PX = 7
"""Between the words and the line."""
CROSSING_RATIO = 0.3
"""How much of the axis of values further away words stand rather than across a line that leads to an event."""
AT_POINT_RATIO = 0.1
"""How much of the axis of values words stand further away to be clear of all lines, rather than at their point."""
MAX_DISTANCE_RATIO = 0.35
"""How much of the axis of values words may stand from their point: further away they would seem to be of another."""
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
    curve: Curve,
    *,
    narrow: bool,
) -> list[Figure]:
    """Write the newest value and its month at its point, or under or over the line near it.

    ``scales`` are those that the chart is shown with, the smallest first; ``curve`` is all that is drawn. On a
    narrow chart the value stands under its month, or else beside it, and where neither is near the point it stands
    alone. It is left out where there is no room near it: at another height it would seem to be another value, and the
    heading says it too.
    """
    observation = view.latest
    value = view.value_in_unit(observation) if observation else None
    if observation is None or value is None:
        return []
    name = period_names.period_name(view, locale, observation.period, short=True)
    figure = f"<b>{sentences.format_value(view, locale, value)}</b>"
    height = time_axis.y_position(view, observation) or 0.0
    for text in [*([f"{name}<br>{figure}"] if narrow else []), f"{name}  {figure}", figure]:
        words: Figure = {
            "x": time_axis.day_of(view, observation).isoformat(),
            "xref": "x",
            "yref": "y",
            "text": text,
            "showarrow": False,
            "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT["ink"]},
        }
        spots = place_near(words, height, scales, curve)
        if spots and abs(spots[0]["y"] - height) <= MAX_DISTANCE_RATIO * scales[0].axes.high:
            return spots
    return []


def place_near(
    words: Figure, height: float, scales: Sequence[Scale], curve: Curve, *, across_lines: bool = True
) -> list[Figure]:
    """Place words at the point of a height, or under or over the curve near it; nothing where there is no room.

    ``across_lines``: where there is no other room near, also across a line that leads to an event.
    """
    axes = scales[0].axes
    spots = [(abs(spot["y"] - height), spot) for spot in _spots(words, axes, curve)]
    spots += [(AT_POINT_RATIO * axes.high, spot) for spot in _spots_at_point(words, height, scales, curve)]
    distances = [
        (distance + (CROSSING_RATIO * axes.high if is_crossed else 0.0), spot)
        for distance, spot in spots
        if (is_crossed := _is_crossed(spot, scales)) is not None and (across_lines or not is_crossed)
    ]
    return [spot for _, spot in sorted(distances, key=itemgetter(0))[:1]]


_SIDES: Sequence[Figure] = (
    {"xanchor": "right", "align": "right", "xshift": 5},
    {"xanchor": "left", "align": "left", "xshift": -5},
)
"""Words end at their point, or begin there."""


def _spots(words: Figure, axes: Axes, curve: Curve) -> Iterator[Figure]:
    """Yield the words under and over all of a curve that is as far left and right as they are, on either side."""
    for side in _SIDES:
        box = annotation_box(words | side | {"y": 0, "yanchor": "top"}, axes)
        ends = curve.between(axes.day_at(box.left), axes.day_at(box.right))
        if ends:
            yield words | side | {"y": ends[0], "yanchor": "top", "yshift": -DISTANCE_PX}
            yield words | side | {"y": ends[1], "yanchor": "bottom", "yshift": DISTANCE_PX}


_AT_POINT: Sequence[Figure] = (
    {"xanchor": "right", "align": "right", "xshift": 5, "yanchor": "top", "yshift": -DISTANCE_PX},
    {"xanchor": "right", "align": "right", "xshift": 5, "yanchor": "bottom", "yshift": DISTANCE_PX},
    {"xanchor": "right", "align": "right", "xshift": -DISTANCE_PX, "yanchor": "middle"},
)
"""Words under a point, over it, or before it."""


def _spots_at_point(words: Figure, height: float, scales: Sequence[Scale], curve: Curve) -> Iterator[Figure]:
    """Yield the words at a point itself, where no line of a curve runs through them on any axes."""
    for place in _AT_POINT:
        spot = words | place | {"y": height}
        if not any(_is_on_curve(spot, scale.axes, curve) for scale in scales):
            yield spot


def _is_on_curve(spot: Figure, axes: Axes, curve: Curve) -> bool:
    box = annotation_box(spot, axes)
    edges = curve.edges(axes.day_at(box.left), axes.day_at(box.right))
    return any(box.is_crossed_by([axes.point(day, value) for day, value in edge]) for edge in edges)


def _is_crossed(spot: Figure, scales: Sequence[Scale]) -> bool | None:
    """Tell whether words at a spot are crossed by a line that leads to an event; None where there is no room there."""
    is_crossed = False
    for scale in scales:
        box = annotation_box(spot, scale.axes)
        if not scale.axes.holds(box, OVERHANG_PX) or any(map(box.overlaps, scale.words)):
            return None
        is_crossed = is_crossed or any(map(box.overlaps, scale.lines))
    return is_crossed
