"""The curves that releases drew of the same periods, from pale to strong: how their ends grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from dashboard.charts.vintages import truncated_axis
from dashboard.charts.vintages.revision_steps import dated
from dashboard.dataset.observations import UNEVEN, Point, runs
from dashboard.dataset.selecting import stating
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import time_axis, traces
from dashboard.plotting.theme import LIGHT, Figure, Layers
from dashboard.text import labels, sentences
from dashboard.text.i18n import Locale
from etl.core.model import PeriodKind

AXES = {"xaxis": "x2", "yaxis": "y2"}
PALE = ("heat_2", "heat_3", "heat_4", "heat_5")
"""Colours of the curves, from the oldest release on."""
AIR = timedelta(days=15)
"""Days that are free before the first and after the last period."""

LETTER, WIDE, NARROW = 6.8, 360, 285
"""Pixels that a letter of the words at a period takes, and the width of the panel, also on a phone."""


@dataclass(frozen=True)
class Fan:
    """The panel of all curves over the periods around one, on the axes ``x2`` and ``y2``."""

    selection: Selection
    locale: Locale
    layers: Layers

    @cached_property
    def newest(self) -> View:
        """The view of the newest release."""
        return self.selection.views[-1]

    @cached_property
    def first(self) -> View | None:
        """The first release that gave the period's figure; None where that is the newest one or there is none."""
        found = next((view for view, point in stating(self.selection) if point.held), None)
        return None if found is self.newest else found

    @cached_property
    def ghost(self) -> tuple[Point, ...]:
        """The figures as published now, where they are drawn beside those of a past day."""
        return self.newest.now if self.layers.ghost and self.selection.state.as_of else ()

    @cached_property
    def amounts(self) -> list[tuple[date, float]]:
        """Every figure drawn, and where it stands."""
        points = [point for view in self.selection.views for point in view.points] + list(self.ghost)
        return [(self._at(point), amount) for point in points if (amount := self.newest.shown(point)) is not None]

    @cached_property
    def ticks(self) -> list[float]:
        """The ticks of the figures."""
        return truncated_axis.ticks(self.newest, [amount for _, amount in self.amounts])

    @cached_property
    def days(self) -> list[date]:
        """Where the periods stand, oldest first."""
        return [self._at(point) for point in self.ghost or self.newest.points]

    @cached_property
    def middle(self) -> int:
        """Which of them is the period that the chart is about."""
        periods = [point.period for point in self.ghost or self.newest.points]
        return next(at for at, period in enumerate(periods) if period == self.selection.period)

    def _at(self, point: Point) -> date:
        return time_axis.day_of(self.newest, point)

    def axes(self) -> tuple[Figure, Figure]:
        """The axis of the periods, and that of the figures."""
        across = truncated_axis.time(self.days[0] - AIR, self.days[-1] + AIR, self._named())
        return across, truncated_axis.amounts(self.locale, self.ticks)

    def _named(self) -> dict[date, str]:
        """The period that the chart is about and some on its sides, evenly spaced, with their words."""
        most = 3 if self.layers.narrow else 5
        every = next(step for step in (1, 2, 3, 4, 6, 12, len(self.days)) if len(self.days) <= step * most)
        days = [day for at, day in enumerate(self.days) if (at - self.middle) % every == 0]
        yearly = self.newest.measure.period is PeriodKind.YEAR
        return {day: str(day.year) if yearly else self.locale.month(day, short=True) for day in days}

    def traces(self) -> list[Figure]:
        """What is drawn, the last on top."""
        return [
            *([self._curve(self.ghost, "now", color="ghost", width=1.5)] if self.layers.ghost else []),
            self._growth(),
            *self._curves(),
            self._dots(),
            self._without_value(),
            *([self._labels()] if self.layers.labels else []),
        ]

    @cached_property
    def styled(self) -> list[tuple[View, str, float]]:
        """Every view with its colour and width, the last on top: the first to give the period, then the newest."""
        views, newest = self.selection.views, self.newest
        pale = [(view, PALE[len(PALE) * rank // len(views)], 1.0) for rank, view in enumerate(views)]
        rest = [one for one in pale if one[0] is not self.first and one[0] is not newest]
        return [*rest, *([(self.first, "mark", 1.75)] if self.first else []), (newest, "series", 2.25)]

    def _curves(self) -> list[Figure]:
        return [
            self._curve(view.points, f"as of {view.state.day}", color=color, width=width)
            for view, color, width in self.styled
        ]

    def _curve(self, points: Sequence[Point], name: str, *, color: str, width: float) -> Figure:
        """A line through the figures; totals of spans that grow have none, their dots stand alone."""
        amounts = [self.newest.shown(point) if self.joined else None for point in points]
        line = {"color": LIGHT[color], "width": width}
        return traces.scatter(name, "lines", [self._at(point) for point in points], amounts, line=line, **AXES)

    def _growth(self) -> Figure:
        """From the end of each curve to the newest figure of the same period, upright."""
        now = {point.period: self.newest.shown(point) for point in self.newest.points}
        ends = [view.latest for view in self.selection.views if view.latest]
        days = [self._at(point) for point in ends for _ in range(3)]
        amounts = [amount for point in ends for amount in (self.newest.shown(point), now[point.period], None)]
        return traces.scatter("growth", "lines", days, amounts, line={"color": LIGHT["heat_3"], "width": 1}, **AXES)

    def _dots(self) -> Figure:
        """The end of each curve, and figures that no line reaches: hollow where preliminary."""
        dots = [(point, LIGHT[color], view) for view, color, _ in self.styled for point in self._dotted(view)]
        marker = {
            "color": [LIGHT["paper"] if point.preliminary else color for point, color, _ in dots],
            "size": [7 if view is self.newest else 5 for _, _, view in dots],
            "opacity": 1,
            "line": {"color": [color for _, color, _ in dots], "width": 1.25},
        }
        days, amounts = [self._at(point) for point, _, _ in dots], [self.newest.shown(point) for point, _, _ in dots]
        return traces.scatter("ends", "markers", days, amounts, marker=marker, cliponaxis=False, **AXES)

    def _dotted(self, view: View) -> list[Point]:
        """The newest figure of a view and those that no line reaches; of the newest view also all preliminary ones."""
        alone = {point.period for run in runs(view.points) if len(run) == 1 or not self.joined for point in run}
        ended = {view.latest.period} if view.latest else set()
        preliminary = {point.period for point in view.preliminary} if view is self.newest else set()
        return [point for point in view.points if point.held and point.period in alone | ended | preliminary]

    def _without_value(self) -> Figure:
        """Periods for which a release gave no figure: a cross at the foot of the panel."""
        days = sorted({self._at(point) for view in self.selection.views for point in view.withheld})
        marker = {"symbol": "x", "color": LIGHT["absent"], "size": 7}
        amounts = [self.foot for _ in days]
        return traces.scatter("no value", "markers", days, amounts, marker=marker, cliponaxis=False, **AXES)

    @property
    def foot(self) -> float:
        """Where marks without a figure stand."""
        return truncated_axis.span(self.ticks)[0]

    @property
    def joined(self) -> bool:
        """Whether lines join the figures: not those of spans that grow."""
        return self.newest.measure.period not in UNEVEN

    def annotations(self) -> list[Figure]:
        """The period's figure on two of the curves: above them that of the newest, below them the first one given."""
        last, found = self._of_period(self.newest), []
        if last is not None:
            said = dated(self.newest, last, self.locale, now=self.selection.state.as_of is None)
            found.append(self._beside("top", last, said, "series"))
        if self.first and (first := self._of_period(self.first)) is not None:
            found.append(self._beside("bottom", first, dated(self.first, first, self.locale), "mark"))
        return found

    def _of_period(self, view: View) -> float | None:
        return next(view.shown(point) for point in view.points if point.period == self.selection.period)

    def _beside(self, side: str, amount: float, said: str, color: str) -> Figure:
        """A figure above or below all curves, left or right of its period: where it has room and is closer to it."""
        first, about, last = self.days[0], self.days[self.middle], self.days[-1]
        letters = len(said) - len("<b></b>")
        covered = min(LETTER * letters / (NARROW if self.layers.narrow else WIDE), 1) * (last - first)
        room = {"left": about - first, "right": last - about}
        fitting = [across for across in room if room[across] >= covered] or [max(room, key=room.__getitem__)]
        edges = {}
        for across in fitting:
            low, high = (about - covered, about) if across == "left" else (about, about + covered)
            near = [one for day, one in self.amounts if low <= day <= high]
            edges[across] = max(near) if side == "top" else min(near)
        across = min(edges, key=lambda one: abs(edges[one] - amount))
        return truncated_axis.label(about, edges[across], said, (across, side), color, on=("x2", "y2"))

    def shapes(self) -> list[Figure]:
        """A fine line at the period that the chart is about."""
        about = self.days[self.middle].isoformat()
        return [
            {
                "type": "line",
                "xref": "x2",
                "yref": "y2 domain",
                "x0": about,
                "x1": about,
                "y0": 0,
                "y1": 1,
                "line": {"color": LIGHT["muted"], "width": 1, "dash": "dot"},
                "layer": "below",
            }
        ]

    def _labels(self) -> Figure:
        """The words of each period, along the newest curve."""
        points = self.newest.points
        amounts = [self.foot if point.value is None else point.value for point in points]
        said = [self._hover(point) for point in points]
        return traces.labels([self._at(point) for point in points], amounts, said, **AXES)

    def _hover(self, point: Point) -> str:
        """A period in one label: every figure that the releases gave it, with its day, and what is published now."""
        newest, locale = self.newest, self.locale
        lines = [f"<b>{sentences.capital(sentences.name(newest, locale, point.period))}</b>"]
        for told in self._history(point):
            amount = newest.shown(told)
            said = labels.status(locale, told.status) if amount is None else sentences.amount(newest, locale, amount)
            lines.append(f"{said} ({sentences.release_day(newest, locale, told.vintage)})" if told.vintage else said)
        if point.preliminary:
            lines.append(locale.text("preliminary"))
        if self.ghost and (today := labels.shown_today(newest, locale, point)):
            lines.append(locale.text("{now}: {figure}", now=sentences.now(newest, locale), figure=today))
        return "<br>".join(lines)

    def _history(self, point: Point) -> list[Point]:
        """A period as the releases left it, oldest first: each change once; where none stated it, the point itself."""
        told = [
            one for view in self.selection.views for one in view.points if one.period == point.period and one.vintage
        ]
        changes = [one for before, one in pairwise([None, *told]) if one and (not before or before.value != one.value)]
        return changes or [point]
