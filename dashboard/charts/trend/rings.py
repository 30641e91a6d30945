"""Rings around the values that a writing quotes, with the value quoted and the newest held where there is room."""

from collections.abc import Iterable, Sequence

from dashboard.charts.base import DEFAULT_HEIGHT_PX, DEFAULT_NARROW_HEIGHT_PX
from dashboard.dataset.observations import Observation
from dashboard.dataset.quoted_values import Quotation, QuotedValue
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import label_boxes, theme, time_axis, trace_names, traces
from dashboard.plotting.label_boxes import Axes, Box, Point
from dashboard.plotting.theme import LIGHT, Figure, FigureOptions
from dashboard.text import quotations

RING_SIZE_PX, RING_LINE_PX = 14, 2
LABEL_DISTANCE_PX = 10
"""From the middle of a ring to its words."""


Ringed = Sequence[Sequence[QuotedValue]]
"""The values quoted of each period that has a ring."""


def ringed_values(quotation: Quotation, options: FigureOptions) -> Ringed:
    """Return what is ringed: where the values of now are not drawn, only what is as of the day of the view."""
    return [values for values in quotation.by_period if options.current_values or not values[0].is_current]


def ring_trace(ringed: Ringed, view: SeriesView) -> Figure:
    """Draw a ring around each value quoted, where it is drawn as of the day of the view, else where it is now."""
    observations = [values[0].observation for values in ringed]
    marker = {
        "symbol": "circle-open",
        "color": LIGHT["ink"],
        "size": RING_SIZE_PX,
        "line": {"width": RING_LINE_PX},
    }
    return traces.scatter_trace(
        trace_names.QUOTED,
        "markers",
        time_axis.dates_on_axis(view, observations),
        [time_axis.y_position(view, observation) for observation in observations],
        marker=marker,
        cliponaxis=False,
    )


def ring_labels(
    ringed: Ringed, view: SeriesView, locale: Locale, layout: Figure, options: FigureOptions
) -> list[Figure]:
    """Return the words at the rings as annotations, the newest first. One that fits nowhere is left out.

    They are clear of the lines, of each other, of the rings and of the annotations of the layout, at the width that the
    chart is drawn for; of words and rings also on the narrowest screen that shows it.
    """
    height_px = DEFAULT_NARROW_HEIGHT_PX if options.narrow else DEFAULT_HEIGHT_PX
    size_px = theme.chart_width_px(narrow=options.narrow), height_px
    least = theme.min_chart_width_px(narrow=options.narrow) / size_px[0]
    axes = [label_boxes.axes_of_layout(layout, size_px, ratio) for ratio in (1.0, least)]
    curves = (view.observations, view.current) if options.current_values else (view.observations,)
    lines = [_line(view, observations, axes[0]) for observations in curves]
    placed: list[Figure] = []
    for values in reversed(ringed):
        words = _annotation(values, view, locale)
        others = [other[0].observation for other in ringed if other is not values]
        texts = [*label_boxes.on_values(layout["annotations"]), *placed]
        taken = [_obstacles(texts, others, view, scaled) for scaled in axes]
        free = (spot for spot in label_boxes.candidates(words, LABEL_DISTANCE_PX) if _is_free(spot, axes, taken, lines))
        placed += [spot for spot in [next(free, None)] if spot]
    return placed


def _annotation(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> Figure:
    observation = values[-1].observation
    return {
        "x": time_axis.day_of(view, observation).isoformat(),
        "y": time_axis.y_position(view, observation),
        "xref": "x",
        "yref": "y",
        "text": quotations.figures_then_and_now(values, view, locale),
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX - 1, "color": LIGHT["ink"]},
    }


def _line(view: SeriesView, observations: Iterable[Observation], axes: Axes) -> list[Point]:
    heights = ((observation, time_axis.y_position(view, observation)) for observation in observations)
    return [
        axes.point(time_axis.day_of(view, observation), height) for observation, height in heights if height is not None
    ]


def _obstacles(words: Iterable[Figure], rings: Iterable[Observation], view: SeriesView, axes: Axes) -> list[Box]:
    boxes = [label_boxes.annotation_box(annotation, axes) for annotation in words]
    radius = RING_SIZE_PX / 2 + RING_LINE_PX
    for x, y in _line(view, rings, axes):
        boxes.append(Box(x - radius, x + radius, y - radius, y + radius))
    return boxes


def _is_free(
    annotation: Figure, axes: Sequence[Axes], taken: Sequence[Sequence[Box]], lines: Iterable[Sequence[Point]]
) -> bool:
    boxes = [label_boxes.annotation_box(annotation, scaled) for scaled in axes]
    return (
        all(scaled.holds(box) for scaled, box in zip(axes, boxes, strict=True))
        and not any(box.overlaps(other) for box, others in zip(boxes, taken, strict=True) for other in others)
        and not any(boxes[0].is_crossed_by(line) for line in lines)
    )
