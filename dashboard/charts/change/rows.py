"""Places as rows under each other, with the axes of their changes on a year before and the words beside them."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.dataset.observations import Point, year_before
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import theme
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text.i18n import Locale
from etl.core.model import PeriodKind, Status

HUES = {"fewer": LIGHT["series"], "more": LIGHT["more"], "as many": LIGHT["mark"]}
"""Two hues for the two sides, neither of them an alarm."""
FARTHEST = 1.0
"""The farthest change of few deaths that the axis makes room for: twice as many. Farther ones are words at its end."""
LEAST = 0.1
"""The axis reaches at least this far to both sides, so that small changes do not fill it."""
LETTER, TICK, AIR = 6.3, 40, 10
"""Pixels that a letter takes, a tick with its words, and what is free beside words."""
SIDE, NARROW_SIDE = 46, 10
"""Pixels beyond the farthest dots: of its change in words, or on a phone of half the dot."""
NARROW_LETTERS = 26
"""Letters of a name on one line on a phone."""
THINNED = (1, 2, 4, 8)
"""Of how many ticks one stands on the axis. There are six steps at most, so that the last of these always fits."""


@dataclass(frozen=True)
class Row:
    """One place, its figure and the change of that on a year before, where both are held."""

    view: View
    point: Point | None
    change: float | None

    @property
    def code(self) -> str:
        """Where it stands down the chart."""
        return self.view.place.code

    @property
    def preliminary(self) -> bool:
        """Whether the newer figure is known to change."""
        return self.point is not None and self.point.preliminary is not None

    @property
    def hue(self) -> str:
        """Whether there were more or fewer; empty where that cannot be told, or says little."""
        if self.point is None or self.change is None or self.point.small:
            return ""
        return "more" if self.change > 0 else "fewer" if self.change < 0 else "as many"


class Rows:
    """The rows of a chart of changes, for a page, a phone or a picture."""

    def __init__(self, selection: Selection, locale: Locale, *, narrow: bool) -> None:
        self.selection, self.locale, self.narrow = selection, locale, narrow

    @cached_property
    def all(self) -> list[Row]:
        """Every row, from the top down."""
        found = [(view, view.points[0] if view.points else None) for view in self.selection.views]
        return [Row(view, point, view.shown(point) if point else None) for view, point in found]

    @cached_property
    def left(self) -> int:
        """The pixels of the names, as far as the figures and the axis leave them room."""
        taken = round(LETTER * max(len(line) for lines in self._names for line in lines)) + AIR
        return min(taken, self._whole - self._least - self.right)

    @cached_property
    def right(self) -> int:
        """The pixels of the figures, and of what stands above them; with the axis never more than half."""
        said = [self.figures(row) for row in self.all] + ([] if self.narrow else [self._periods])
        return min(round(LETTER * max(map(len, said))) + AIR, self._whole // 2 - self._least)

    @property
    def _whole(self) -> int:
        return theme.width(narrow=self.narrow)

    @property
    def _side(self) -> int:
        return NARROW_SIDE if self.narrow else SIDE

    @property
    def _least(self) -> int:
        """The pixels that the axis has, however long the words beside it are."""
        return 2 * self._side + TICK

    @property
    def _width(self) -> int:
        return self._whole - self.left - self.right

    @cached_property
    def low(self) -> float:
        """Where the axis of changes begins."""
        return self._ends[0]

    @cached_property
    def high(self) -> float:
        """Where the axis of changes ends."""
        return self._ends[1]

    @cached_property
    def _ends(self) -> tuple[float, float]:
        shown = [row.change for row in self.all if row.change is not None and (row.hue or row.change <= FARTHEST)]
        low, high = min([-LEAST, *shown]), max([LEAST, *shown])
        air = (high - low) * self._side / (self._width - 2 * self._side)
        return low - air, high + air

    def is_beyond(self, row: Row) -> bool:
        """Whether a change lies beyond the axis."""
        return row.change is not None and row.change > self.high

    def percent(self, change: float) -> str:
        """A change in words."""
        return self.locale.change(change)

    def figures(self, row: Row) -> str:
        """``1,338 → 1,151``; a sign in the place of a figure that there is not."""
        return "–" if row.point is None else f"{self._figure(row.point.before)} → {self._figure(row.point)}"

    def _figure(self, point: Point | None) -> str:
        """A figure; a cross where the publisher gives none, ``?`` where what was published is not held.

        In words of some length the reasons would leave the axis no room; the key and the sentences say them.
        """
        if point is None:
            return "–"
        if point.value is None:
            return "?" if point.status == Status.NOT_HELD else "×"
        return self.locale.number(point.value)

    @cached_property
    def _names(self) -> list[list[str]]:
        names = [self.locale.localize(row.view.place.name) for row in self.all]
        return [theme.wrapped(name, NARROW_LETTERS) if self.narrow else [name] for name in names]

    @cached_property
    def _periods(self) -> str:
        """The ends of both periods in few letters."""
        period = self.selection.period
        if period is None:
            return ""
        if self.selection.views[0].measure.period is PeriodKind.YEAR:
            return f"{period.end.year - 1} → {period.end.year}"
        before, now = (self.locale.month(one.end, short=True) for one in (year_before(period), period))
        return f"{before} → {now}"

    def across(self) -> Figure:
        """The axis of changes, above the rows, where reading begins."""
        span = self.high - self.low
        every = theme.steps(span)[1]
        step = next(n * every for n in THINNED if span / (n * every) <= self._width / TICK)
        ticks = [step * n for n in range(int(self.low / step), int(self.high / step) + 1)]
        return theme.axis(
            type="linear",
            side="top",
            range=[self.low, self.high],
            tickvals=ticks,
            ticktext=[self.percent(tick) for tick in ticks],
            tickangle=0,
            showgrid=True,
            gridcolor=LIGHT["grid"],
            zeroline=True,
            zerolinecolor=LIGHT["muted"],
        )

    def down(self) -> Figure:
        """The axis of places, the first on top."""
        codes = [row.code for row in self.all]
        return theme.axis(
            type="category",
            categoryorder="array",
            categoryarray=codes,
            range=[len(codes) - 0.5, -0.5],
            tickvals=codes,
            ticktext=["<br>".join(lines) for lines in self._names],
            tickfont={"size": theme.FONT - 1 if self.narrow else theme.FONT, "color": LIGHT["ink"]},
        )

    def heads(self) -> list[Figure]:
        """What stands above the axis of changes: which side is which, and the periods of the figures."""
        fewer, more = self.locale.text("← fewer"), self.locale.text("more →")
        sides = [_word(fewer, 0, "right", HUES["fewer"], xshift=-4), _word(more, 0, "left", HUES["more"], xshift=4)]
        if self.narrow:
            return sides
        return [*sides, _word(self._periods, self.high, "left", LIGHT["muted"], xshift=0)]


def _word(text: str, x: float, anchor: str, color: str, *, xshift: int) -> Figure:
    """A word above the axis of changes."""
    return {
        "text": text,
        "x": x,
        "y": 1,
        "xref": "x",
        "yref": "y domain",
        "xanchor": anchor,
        "yanchor": "bottom",
        "xshift": xshift,
        "yshift": 21,
        "showarrow": False,
        "font": {"size": theme.FONT, "color": color},
    }
