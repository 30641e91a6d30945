"""The months of one place as cells, a row for each year, the newest at the bottom, with the sum of the year beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.dataset.observations import Point
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import bins, heat_cells, theme, traces
from dashboard.plotting.heat_cells import Cell
from dashboard.plotting.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.text import labels, sentences
from dashboard.text.i18n import Locale
from etl.core.model import Status

Placed = tuple[int, float, View, Point]
"""A point in its row, at its place on the axis across."""
TOTALS, END = 11.8, 13.8
"""Between which numbers of the axis across the sums stand; January is at 0, December at 11."""
INSET, HEADING = 0.08, 0.5
"""How far within that their figures begin, and the middle of their heading is."""
WIDE, HIGH = 0.96, 0.93
"""How much of its room a cell takes."""
ROW, NARROW_ROW = 30, 26
"""Pixels of a row in a page."""
WIDE_WORDS, NARROW_WORDS = (50, 13), (22, 11)
"""Pixels that the words of a cell may take, and the size of their font at most."""
HEAD, FOOT = 26, 6
"""Pixels above and below the rows."""


@dataclass(frozen=True)
class _Rows:
    """The years shown, each in its row from the top."""

    first: int
    last: int

    def of(self, point: Point) -> int:
        """The row of a period, by the year in which it ends."""
        return point.period.end.year - self.first

    @property
    def years(self) -> range:
        """All of them, whether or not anything is held of one."""
        return range(self.first, self.last + 1)


def height(selection: Selection, *, narrow: bool) -> int:
    """Pixels in a page: it grows with the years."""
    count = len(_rows(selection).years) if not selection.empty else 8
    return HEAD + FOOT + count * (NARROW_ROW if narrow else ROW)


def draw(selection: Selection, locale: Locale, layers: Layers = PICTURE) -> Figure:
    """The figure of months and years."""
    months, sums = selection.views
    rows, narrow = _rows(selection), layers.narrow
    drawn = _cells(months, locale, rows)
    said = [cell.look.text for cell in drawn]
    size = heat_cells.size_for(said, *(NARROW_WORDS if narrow else WIDE_WORDS))
    data = [
        _sums(sums, rows),
        heat_cells.cells(drawn, WIDE, HIGH),
        heat_cells.texts(drawn, "figures", said, down=0, size=size),
        heat_cells.around(drawn),
        _preliminary_sums(sums, rows),
        _sums_in_figures(sums, locale, rows, size),
        _no_sums(sums, rows),
        *(_labels(selection, locale, rows) if layers.labels else []),
    ]
    return {"data": data, "layout": _layout(locale, rows, narrow=narrow)}


def _rows(selection: Selection) -> _Rows:
    years = [point.period.end.year for point in selection.views[0].points]
    return _Rows(min(years), max(years))


def _cells(view: View, locale: Locale, rows: _Rows) -> list[Cell]:
    found = bins.of_views([view])
    return [
        heat_cells.cell(view, locale, found, point, (point.period.start.month - 1, rows.of(point)))
        for point in view.points
    ]


def _sums(view: View, rows: _Rows) -> Figure:
    """Quiet bars as long as the years' sums."""
    lengths = _lengths(view)
    return {
        "type": "bar",
        "name": "sums",
        "orientation": "h",
        "x": list(lengths.values()),
        "y": [rows.of(point) for point in lengths],
        "base": [TOTALS for _ in lengths],
        "width": HIGH,
        "marker": {"color": LIGHT["grid"]},
        "hoverinfo": "skip",
    }


def _lengths(view: View) -> dict[Point, float]:
    """How long the bar of each year is that has a sum, on the axis across: the same whatever the day."""
    shown = {point: amount for point in view.points if (amount := view.shown(point)) is not None}
    highest = max([*shown.values(), *(view.shown(point) or 0 for point in view.now)], default=0) or 1
    return {point: (END - TOTALS) * amount / highest for point, amount in shown.items()}


def _preliminary_sums(view: View, rows: _Rows) -> Figure:
    """A dotted line around the bars of years whose sum is preliminary."""
    bars = [(rows.of(point), TOTALS + long) for point, long in _lengths(view).items() if point.preliminary]
    return heat_cells.boxes([(TOTALS, end, row - HIGH / 2, row + HIGH / 2) for row, end in bars], "preliminary sums")


def _sums_in_figures(view: View, locale: Locale, rows: _Rows, size: float) -> Figure:
    """The years' sums, or a cross where a month of the year is withheld."""
    points = [point for point in view.points if point.status != Status.NOT_HELD]
    shown = [view.shown(point) for point in points]
    return traces.scatter(
        "sums in figures",
        "text",
        [TOTALS + INSET for _ in points],
        [rows.of(point) for point in points],
        text=["×" if amount is None else sentences.amount(view, locale, amount) for amount in shown],
        textposition="middle right",
        textfont={"size": size, "color": [LIGHT["muted" if amount is None else "ink"] for amount in shown]},
    )


def _no_sums(view: View, rows: _Rows) -> Figure:
    """Years without a sum because a month of theirs is not held: hollow."""
    across, down = [TOTALS + 3 * INSET for _ in view.not_held], [rows.of(point) for point in view.not_held]
    marker = {"symbol": "square-open", "color": LIGHT["absent"], "size": 7}
    return traces.scatter("no sums", "markers", across, down, marker=marker)


def _labels(selection: Selection, locale: Locale, rows: _Rows) -> list[Figure]:
    """The words of each year's months and of its sum, as a line for each year."""
    months, sums = selection.views
    placed: list[Placed] = [(rows.of(point), point.period.start.month - 1, months, point) for point in months.points]
    placed += [(rows.of(point), (TOTALS + END) / 2, sums, point) for point in sums.points]
    return [_line([one for one in placed if one[0] == row], locale) for row in range(len(rows.years))]


def _line(placed: Sequence[Placed], locale: Locale) -> Figure:
    said = [labels.hover(view, locale, point) for _, _, view, point in placed]
    return traces.labels([x for _, x, _, _ in placed], [row for row, _, _, _ in placed], said)


def _layout(locale: Locale, rows: _Rows, *, narrow: bool) -> Figure:
    font = {"size": 10 if narrow else theme.FONT, "color": LIGHT["muted"]}
    months = [locale.month_of_year(number) for number in range(1, 13)]
    count = len(rows.years)
    return theme.layout(
        margin={"t": HEAD, "r": 0, "b": FOOT, "l": 28 if narrow else 44},
        hovermode="closest",
        hoverdistance=40,
        barmode="overlay",
        xaxis=theme.axis(
            type="linear",
            side="top",
            range=[-0.55, END + 0.05],
            tickvals=[*range(12), TOTALS + HEADING],
            ticktext=[*months, locale.text("Year")],
            tickfont=font,
            tickangle=0,
        ),
        yaxis=theme.axis(
            type="linear",
            range=[count - 0.45, -0.55],
            tickvals=list(range(count)),
            ticktext=list(map(str, rows.years)),
            tickfont=font,
        ),
    )
