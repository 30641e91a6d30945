"""The change of each place on a year before: a row for each, a dot on one side or the other of no change."""

from collections.abc import Sequence

from dashboard.charts.change.rows import FARTHEST, HUES, Row, Rows
from dashboard.dataset.series_view import Selection
from dashboard.plotting import theme, traces
from dashboard.plotting.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.text import labels
from dashboard.text.i18n import Locale

TOP, BOTTOM, EMPTY = 46, 8, 200
"""Pixels above and below the rows, and of the room in which stands why there is nothing to draw."""
ROW, NARROW_ROW = 21, 24
"""Pixels from one row to the next; on a phone long names take two lines."""


def draw(selection: Selection, locale: Locale, layers: Layers = PICTURE) -> Figure:
    """The figure of changes."""
    rows = Rows(selection, locale, narrow=layers.narrow)
    data = [
        *(_stems(rows, hue) for hue in HUES),
        *([_now(rows)] if layers.ghost and selection.state.as_of else []),
        *(dots for hue in HUES for dots in _dots(rows, hue)),
        _small(rows),
        _beyond(rows),
        *_figures(rows),
        *([_labels(rows)] if layers.labels else []),
    ]
    layout = theme.layout(
        hovermode="y",
        margin={"t": TOP, "r": rows.right, "b": BOTTOM, "l": rows.left},
        xaxis=rows.across(),
        yaxis=rows.down(),
        annotations=rows.heads(),
    )
    return {"data": [trace for trace in data if trace["x"]], "layout": layout}


def height(selection: Selection, *, narrow: bool) -> int:
    """How high the chart is in a page, in pixels."""
    row = NARROW_ROW if narrow else ROW
    return EMPTY if selection.empty else TOP + row * len(selection.views) + BOTTOM


def _stems(rows: Rows, hue: str) -> Figure:
    """From no change to the change."""
    found = [row for row in rows.all if row.hue == hue]
    x, y = [x for row in found for x in (0, row.change, None)], [row.code for row in found for _ in range(3)]
    return traces.scatter(f"{hue}, from a year before", "lines", x, y, line={"color": HUES[hue], "width": 2})


def _dots(rows: Rows, hue: str) -> list[Figure]:
    """The changes: a dot, hollow where the newer figure is preliminary; in words too, where there is room."""
    found = [row for row in rows.all if row.hue == hue]
    border = {"color": HUES[hue], "width": 2}
    settled = _marks([row for row in found if not row.preliminary], hue, {"color": HUES[hue], "size": 10})
    unsettled = _marks(
        [row for row in found if row.preliminary],
        f"{hue}, preliminary",
        {"color": LIGHT["paper"], "size": 9, "line": border},
    )
    if rows.narrow:
        return [settled, unsettled]
    said = {"mode": "markers+text", "textposition": "middle left" if hue == "fewer" else "middle right"}
    font = {"textfont": {"size": theme.FONT - 1, "color": HUES[hue]}}
    return [dots | said | font | {"text": [rows.percent(x) for x in dots["x"]]} for dots in (settled, unsettled)]


def _small(rows: Rows) -> Figure:
    """Changes of few deaths: grey and hollow, without a stem."""
    found = [row for row in rows.all if not row.hue and row.change is not None and not rows.is_beyond(row)]
    border = {"color": LIGHT["absent"], "width": 1.5}
    return _marks(found, "of few deaths", {"color": LIGHT["paper"], "size": 7, "line": border})


def _now(rows: Rows) -> Figure:
    """The ghost: the changes as published now, as short upright lines, which leave words legible."""
    found = [
        Row(row.view, today, change)
        for row in rows.all
        if row.point and (today := row.view.today(row.point)) and (change := row.view.shown(today)) is not None
    ]
    return _marks(found, "now", {"symbol": "line-ns-open", "color": LIGHT["ghost"], "size": 14, "line": {"width": 2.5}})


def _marks(rows: Sequence[Row], name: str, marker: Figure) -> Figure:
    x, y = [row.change for row in rows], [row.code for row in rows]
    return traces.scatter(name, "markers", x, y, marker=marker, cliponaxis=False)


def _beyond(rows: Rows) -> Figure:
    """Changes of few deaths that lie beyond the axis, as words at its end."""
    found = [row for row in rows.all if rows.is_beyond(row)]
    texts = [f"{rows.percent(row.change)} →\u00a0\u00a0" for row in found if row.change is not None]
    return _texts(found, "beyond the axis", rows.high, texts, position="middle left", color=LIGHT["muted"])


def _figures(rows: Rows) -> list[Figure]:
    """Both figures of each row beside the chart, in grey where the change says little or cannot be told."""
    telling, others = [row for row in rows.all if row.hue], [row for row in rows.all if not row.hue]
    return [
        _texts(found, name, rows.high, [rows.figures(row) for row in found], position="middle right", color=color)
        for found, name, color in (
            (telling, "figures", LIGHT["ink"]),
            (others, "figures that say little", LIGHT["muted"]),
        )
    ]


def _texts(rows: Sequence[Row], name: str, x: float, texts: Sequence[str], *, position: str, color: str) -> Figure:
    return traces.scatter(
        name,
        "text",
        [x for _ in rows],
        [row.code for row in rows],
        text=list(texts),
        textposition=position,
        textfont={"size": theme.FONT - 1, "color": color},
        cliponaxis=False,
    )


def _labels(rows: Rows) -> Figure:
    """The words of each row, at its change where every width of the chart has room for it."""
    x = [0 if row.change is None or (not row.hue and row.change > FARTHEST) else row.change for row in rows.all]
    said = [labels.change(row.view, rows.locale, row.point) for row in rows.all]
    return traces.labels(x, [row.code for row in rows.all], said)
