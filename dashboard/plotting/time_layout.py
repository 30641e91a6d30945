"""The layout of a chart over time: its axes, and what is written on it and around it, clear of each other."""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset.annotations import Annotations, end_of_axis
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, event_words, label_boxes, theme, time_axis, writing_ticks
from dashboard.plotting.curve import Curve
from dashboard.plotting.theme import LIGHT, Figure, FigureOptions
from dashboard.plotting.value_label import Scale, newest_value_label
from dashboard.svg.text_width import text_width_px

HEADROOM_RATIO = 1.06
"""The axis runs on above its last tick."""
TICK_PADDING_PX = 9
"""Free beside the longest label of the axis of values."""
MIN_MARGIN_PX, MIN_NARROW_MARGIN_PX = 46, 38
RIGHT_MARGIN_PX, NARROW_RIGHT_MARGIN_PX = 28, 16
TOP_MARGIN_PX, FOOT_MARGIN_PX = 10, 30
HEIGHTS_PX = (220, 330, 470)
"""Heights with which a chart is shown, from the least on: words are clear of each other at all of them."""


def axis_span(view: SeriesView, observations: Sequence[Observation], annotations: Annotations) -> tuple[date, date]:
    """Return the days that the axis covers: those of the values, and as far after them as writings and events go."""
    first, last = time_axis.date_range(view, observations)
    end = end_of_axis(annotations, first, last)
    return first, end if end == last else end + (end - first) / 120


def time_chart_layout(
    view: SeriesView,
    locale: Locale,
    observations: Sequence[Observation],
    options: FigureOptions,
    curve: Curve,
    *,
    highest: float = 0.0,
) -> Figure:
    """Make the layout of a chart over time, for all ``observations`` that are drawn, as a ``curve``, up to ``highest``.

    Where ``options`` have annotations, there is room for events above it and for the ticks of writings at its foot.
    """
    annotations, narrow = options.annotations, options.narrow
    first, last = axis_span(view, observations, annotations)
    ticks = time_axis.value_ticks(view, observations, highest)
    labels = axes.label_ticks(locale, ticks)
    sides = _side_margins_px([*labels.values()], locale, annotations, narrow=narrow)
    words = event_words.place_words(annotations.events, locale, (first, last), sides, narrow=narrow)
    breaks = time_axis.break_positions(view, first, last)
    top = HEADROOM_RATIO * ticks[-1]
    has_ticks, day = bool(annotations.writings), view.params.as_of
    return theme.base_layout(
        margin={
            "t": TOP_MARGIN_PX + event_words.height_px(words),
            "r": sides[1],
            "b": FOOT_MARGIN_PX,
            "l": sides[0],
        },
        xaxis=time_axis.axis_of_time(view, locale, first, last, narrow=narrow)
        | ({"anchor": "y2"} if has_ticks else {}),
        yaxis=axes.value_axis(labels, 0, top, **_plot_domain(has_ticks=has_ticks)),
        **({"yaxis2": writing_ticks.ticks_axis(annotations, locale)} if has_ticks else {}),
        shapes=[
            *time_axis.preliminary_band(view, last),
            *time_axis.break_lines(breaks, ticks[-1]),
            *event_words.leader_shapes(words, curve, top),
            *([writing_ticks.day_shape(day)] if has_ticks and day and first <= day <= last else []),
        ],
        annotations=[*time_axis.break_words(breaks, locale, first, last), *event_words.word_annotations(words)],
    )


def write_newest_value(layout: Figure, view: SeriesView, locale: Locale, curve: Curve, *, narrow: bool) -> list[Figure]:
    """Write the newest value and its month where there is room for it beside a curve and all that is in a layout."""
    return newest_value_label(view, locale, scales_of(layout, narrow=narrow), curve, narrow=narrow)


def scales_of(layout: Figure, *, narrow: bool) -> list[Scale]:
    """Return the axes that a layout is shown with, the smallest first, and what is written on them already."""
    width_px = theme.min_chart_width_px(narrow=narrow)
    scales = []
    for height_px in HEIGHTS_PX:
        scaled = label_boxes.axes_of_layout(layout, (width_px, height_px))
        words = [label_boxes.annotation_box(text, scaled) for text in label_boxes.on_values(layout["annotations"])]
        scales.append(Scale(scaled, words, event_words.leader_boxes(layout["shapes"], scaled)))
    return scales


def _plot_domain(*, has_ticks: bool) -> Figure:
    """Return where the axis of values lies: above ticks it has a line of its own at zero."""
    if not has_ticks:
        return {"domain": [0.0, 1.0]}
    return {"domain": [writing_ticks.PLOT_START, 1.0], "zeroline": True, "zerolinecolor": LIGHT["muted"]}


def writing_traces(options: FigureOptions) -> list[Figure]:
    """Draw the ticks of the writings that the options have."""
    return [writing_ticks.tick_trace(options.annotations)] if options.annotations.writings else []


def _side_margins_px(
    labels: Sequence[str], locale: Locale, annotations: Annotations, *, narrow: bool
) -> tuple[float, float]:
    least = MIN_NARROW_MARGIN_PX if narrow else MIN_MARGIN_PX
    left = max(least, axes.left_margin_px(labels, TICK_PADDING_PX))
    if annotations.writings:
        name_px = text_width_px(writing_ticks.ticks_name(locale), writing_ticks.NAME_SIZE_PX)
        left = max(left, int(name_px) + TICK_PADDING_PX)
    return left, NARROW_RIGHT_MARGIN_PX if narrow else RIGHT_MARGIN_PX
