"""Colors, type and axes that every chart shares.

Colors have names: a page draws them as its style says, which follows light and dark; these are the light ones.
"""

import math
from dataclasses import dataclass
from typing import Any

from dashboard.dataset.annotations import NO_ANNOTATIONS, Annotations

Figure = dict[str, Any]

LIGHT = {
    "paper": "#fdfcfa",
    "ink": "#1b2430",
    "muted": "#5a6370",
    "grid": "#e3e0da",
    "series": "#11608f",
    "band": "#eef2f4",
    "ghost": "#b9b1a6",
    "absent": "#8b857c",
    "mark": "#3a4452",
    "more": "#94620b",
    "line_1": "#2577b9",
    "line_2": "#6c2103",
    "line_3": "#1d6853",
    "line_4": "#62239d",
    "line_5": "#877207",
    "line_6": "#be348a",
    "line_7": "#201c2e",
    "line_8": "#03434e",
    "heat_1": "#e3edf3",
    "heat_2": "#bcd5e4",
    "heat_3": "#8fbbd5",
    "heat_4": "#63a0c4",
    "heat_5": "#2f739f",
    "heat_6": "#0f4c75",
    "on_low_heat": "#1b2431",
    "on_high_heat": "#fffffd",
}
HEAT_COLORS = tuple(f"heat_{step}" for step in range(1, 7))
"""Steps of one hue, from few to many; words stand on the first four in ``on_low_heat``, then in ``on_high_heat``."""
LINE_COLORS = tuple(f"line_{index}" for index in range(1, 9))
"""Colors of lines that stand beside each other; those who cannot tell two apart have their names and dashes."""
_COLOR_NAMES = {color: name for name, color in LIGHT.items()}

FONT_SIZE_PX = 13
CHART_WIDTH_PX, NARROW_CHART_WIDTH_PX = 860, 360
"""Pixels that a chart is wide in a page and on a phone."""
MIN_CHART_WIDTH_PX, MIN_NARROW_CHART_WIDTH_PX = 567, 280
"""The least that each is shown with, in a page, a picture or a frame."""


@dataclass(frozen=True)
class FigureOptions:
    """What is drawn besides the values themselves.

    ``annotations`` are writings and events, which pictures have too. ``current_values`` are the newest held, beside
    those of a past day; ``hover_labels`` are traces named ``labels`` whose ``customdata`` are what a pointer reads,
    point by point. ``narrow`` is for a phone.
    """

    annotations: Annotations = NO_ANNOTATIONS
    current_values: bool = False
    hover_labels: bool = False
    narrow: bool = False


STATIC = FigureOptions()


def chart_width_px(*, narrow: bool) -> int:
    """Return the pixels that a chart is wide in a page, or on a phone."""
    return NARROW_CHART_WIDTH_PX if narrow else CHART_WIDTH_PX


def min_chart_width_px(*, narrow: bool) -> int:
    """Return the least pixels that a chart is shown with in a page, or on a phone."""
    return MIN_NARROW_CHART_WIDTH_PX if narrow else MIN_CHART_WIDTH_PX


def css_variable(color: str) -> str:
    """Write the color as a page's style property, with the light one to fall back on."""
    return f"var(--{_COLOR_NAMES[color].replace('_', '-')}, {color})" if color in _COLOR_NAMES else color


def base_axis(**options: Any) -> Figure:
    """Make an axis that states its range and ticks, so that the SVG and Plotly agree; nothing is dragged or zoomed."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickmode": "array",
        "tickfont": {"size": FONT_SIZE_PX, "color": LIGHT["muted"]},
    } | options


def base_layout(**options: Any) -> Figure:
    """Make the layout of every chart."""
    font = {
        "family": "Page Sans, Page Fallback, Source Sans Pro, system-ui, sans-serif",
        "size": FONT_SIZE_PX,
        "color": LIGHT["ink"],
    }
    return {
        "paper_bgcolor": LIGHT["paper"],
        "plot_bgcolor": LIGHT["paper"],
        "font": font,
        "showlegend": False,
        "hovermode": "x",
        "dragmode": False,
        "hoverlabel": {"bgcolor": LIGHT["paper"], "bordercolor": LIGHT["muted"], "align": "left", "font": font},
    } | options


def round_ticks(top: float, *, whole: bool = False) -> list[float]:
    """Choose from three to seven round tick values, from 0 to the first that reaches ``top`` (more than 0).

    ``whole``: whole numbers only, for a ``top`` of 1 or more.
    """
    unit = 10.0 ** math.floor(math.log10(top))
    sizes = (size * unit for size in (0.2, 0.25, 0.5, 1.0, 2.0))
    step = next(size for size in sizes if top <= 6 * size and (size.is_integer() or not whole))
    return [step * i for i in range(math.ceil(top / step) + 1)]
