"""One value through the releases, and beside it the curves that each release drew of the periods around it."""

from dashboard.charts.vintages.revision_curves import RevisionCurves
from dashboard.charts.vintages.revision_steps import RevisionSteps
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale
from dashboard.plotting import theme
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.svg.text_width import markup_width_px
from dashboard.text import period_names, sentences

HEIGHT_PX, NARROW_HEIGHT_PX = 470, 680
"""Heights in pixels: the panels stand beside each other, on a phone above each other."""

LINE_PX, KEY_SPACE_PX = 17, 12
"""Pixels from a line of a heading to the next, and between the names of two curves."""
LEFT_MARGIN_PX = 46
"""Pixels left of a panel, for the words at its ticks."""


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of both panels."""
    steps, curves = RevisionSteps(data, locale, options), RevisionCurves(data, locale, options)
    return {"data": [*steps.traces(), *curves.traces()], "layout": _figure_layout(steps, curves)}


def height_px(_selection: ChartData, *, narrow: bool) -> int:
    """Return the height that the panels need."""
    return NARROW_HEIGHT_PX if narrow else HEIGHT_PX


def _figure_layout(steps: RevisionSteps, curves: RevisionCurves) -> Figure:
    narrow = steps.options.narrow
    (days, figures), (periods, amounts) = steps.layout_axes(), curves.layout_axes()
    left, right = ([0.0, 1.0], [0.0, 1.0]) if narrow else ([0.0, 0.455], [0.545, 1.0])
    upper, lower = ([0.59, 1.0], [0.0, 0.41]) if narrow else ([0.0, 1.0], [0.0, 1.0])
    return theme.base_layout(
        margin={"t": 48 + (LINE_PX if curves.key else 0), "r": 26, "b": 30, "l": LEFT_MARGIN_PX},
        xaxis=days | {"domain": left, "anchor": "y"},
        yaxis=figures | {"domain": upper, "anchor": "x"},
        xaxis2=periods | {"domain": right, "anchor": "y2"},
        yaxis2=amounts | {"domain": lower, "anchor": "x2"},
        shapes=curves.shapes(),
        annotations=[*_title_annotations(steps, curves), *steps.annotations(), *curves.annotations()],
    )


def _title_annotations(steps: RevisionSteps, curves: RevisionCurves) -> list[Figure]:
    """Return what each panel shows, above it; and where its axis does not begin at 0."""
    locale = steps.locale
    period = sentences.capitalize(
        period_names.period_name(curves.newest_view, locale, curves.newest_view.observations[curves.middle_day].period)
    )
    around = locale.text("The periods around it")
    up = LINE_PX if curves.key else 0
    return [
        *_panel_heading("", period, locale.text("By day of publication."), steps.ticks, locale, up=up),
        *_panel_heading("2", around, locale.text("As each release left them."), curves.ticks, locale, up=up),
        *_key_annotations(curves),
    ]


def _key_annotations(curves: RevisionCurves) -> list[Figure]:
    """Name the curves that are pointed out, each in its color, beside each other above the panel."""
    placed, across = [], 0.0
    for name, color in curves.key:
        line = _heading_line("2", f"<b>{name}</b>", 3, color)
        placed.append(line | {"xshift": line["xshift"] + across})
        across += markup_width_px(line["text"], theme.FONT_SIZE_PX) + KEY_SPACE_PX
    return placed


def _panel_heading(
    axis: str, title: str, subtitle: str, ticks: list[float], locale: Locale, *, up: int
) -> list[Figure]:
    """Draw the title of a panel, and under it what has to be known to read it, so many pixels further ``up``."""
    cut = [locale.text("Axis from {start}.", start=locale.number(ticks[0]))] if ticks[0] else []
    lines = ((f"<b>{title}</b>", 20, "ink"), (" ".join([subtitle, *cut]), 3, "muted"))
    return [_heading_line(axis, text, shift + up, color) for text, shift, color in lines]


def _heading_line(axis: str, text: str, shift: int, color: str) -> Figure:
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": f"x{axis} domain",
        "yref": f"y{axis} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -LEFT_MARGIN_PX,
        "yshift": shift,
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT[color]},
    }
