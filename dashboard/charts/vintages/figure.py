"""One figure through the releases, and beside it the curves that each release drew of the periods around it."""

from dashboard.charts.vintages.revision_curves import Fan
from dashboard.charts.vintages.revision_steps import Steps
from dashboard.dataset.series_view import Selection
from dashboard.plotting import theme
from dashboard.plotting.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.text import sentences
from dashboard.text.i18n import Locale

WIDE, NARROW = 470, 680
"""Heights in pixels: the panels stand beside each other, on a phone above each other."""

LEFT = 46
"""Pixels left of a panel, for the words at its ticks."""


def draw(selection: Selection, locale: Locale, layers: Layers = PICTURE) -> Figure:
    """The figure of both panels."""
    steps, fan = Steps(selection, locale, layers), Fan(selection, locale, layers)
    return {"data": [*steps.traces(), *fan.traces()], "layout": _layout(steps, fan)}


def height(_selection: Selection, *, narrow: bool) -> int:
    """The height that the panels need."""
    return NARROW if narrow else WIDE


def _layout(steps: Steps, fan: Fan) -> Figure:
    narrow = steps.layers.narrow
    (days, figures), (periods, amounts) = steps.axes(), fan.axes()
    left, right = ([0.0, 1.0], [0.0, 1.0]) if narrow else ([0.0, 0.455], [0.545, 1.0])
    upper, lower = ([0.59, 1.0], [0.0, 0.41]) if narrow else ([0.0, 1.0], [0.0, 1.0])
    return theme.layout(
        margin={"t": 48, "r": 26, "b": 30, "l": LEFT},
        xaxis=days | {"domain": left, "anchor": "y"},
        yaxis=figures | {"domain": upper, "anchor": "x"},
        xaxis2=periods | {"domain": right, "anchor": "y2"},
        yaxis2=amounts | {"domain": lower, "anchor": "x2"},
        shapes=fan.shapes(),
        annotations=[*_titles(steps, fan), *steps.annotations(), *fan.annotations()],
    )


def _titles(steps: Steps, fan: Fan) -> list[Figure]:
    """What each panel shows, above it; and where its axis does not begin at 0."""
    locale = steps.locale
    period = sentences.capital(sentences.name(fan.newest, locale, fan.newest.points[fan.middle].period))
    around = locale.text("The periods around it")
    return [
        *_above("", period, locale.text("By day of publication."), steps.ticks, locale),
        *_above("2", around, locale.text("As each release left them."), fan.ticks, locale),
    ]


def _above(axis: str, title: str, said: str, ticks: list[float], locale: Locale) -> list[Figure]:
    """The title of a panel, and under it what has to be known to read it."""
    cut = [locale.text("Axis from {start}.", start=locale.number(ticks[0]))] if ticks[0] else []
    lines = ((f"<b>{title}</b>", 20, "ink"), (" ".join([said, *cut]), 3, "muted"))
    return [_line(axis, text, shift, color) for text, shift, color in lines]


def _line(axis: str, text: str, shift: int, color: str) -> Figure:
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": f"x{axis} domain",
        "yref": f"y{axis} domain",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -LEFT,
        "yshift": shift,
        "showarrow": False,
        "font": {"size": theme.FONT, "color": LIGHT[color]},
    }
