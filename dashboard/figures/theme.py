"""Colours, type and axes that every chart shares.

Colours have names: a page draws them as its style says, which follows light and dark; these are the light ones.
"""

import math
from typing import Any

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
    "on_mark": "#fffffe",
}
_NAMES = {colour: name for name, colour in LIGHT.items()}

FONT = 13


def by_name(colour: str) -> str:
    """The colour as a page's style property, with the light one to fall back on."""
    return f"var(--{_NAMES[colour].replace('_', '-')}, {colour})" if colour in _NAMES else colour


def axis(**options: Any) -> Figure:
    """An axis that states its range and ticks, so that the SVG and Plotly agree; nothing is dragged or zoomed."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickmode": "array",
        "tickfont": {"size": FONT, "color": LIGHT["muted"]},
    } | options


def layout(**options: Any) -> Figure:
    """The layout of every chart."""
    return {
        "paper_bgcolor": LIGHT["paper"],
        "plot_bgcolor": LIGHT["paper"],
        "font": {"family": "Page Sans, Source Sans Pro, system-ui, sans-serif", "size": FONT, "color": LIGHT["ink"]},
        "showlegend": False,
        "hovermode": "x",
        "dragmode": False,
        "hoverlabel": {"bgcolor": LIGHT["paper"], "bordercolor": LIGHT["muted"], "align": "left"},
    } | options


def steps(top: float, *, whole: bool = False) -> list[float]:
    """From three to seven round tick values, from 0 to the first that reaches ``top`` (more than 0).

    ``whole``: whole numbers only, for a ``top`` of 1 or more.
    """
    unit = 10.0 ** math.floor(math.log10(top))
    sizes = (size * unit for size in (0.2, 0.25, 0.5, 1.0, 2.0))
    step = next(size for size in sizes if top <= 6 * size and (size.is_integer() or not whole))
    return [step * i for i in range(math.ceil(top / step) + 1)]
