"""The curves that releases drew of the same periods, a few of them pointed out: how their ends grow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.charts.vintages import curve_hover, curve_labels, truncated_axis
from dashboard.charts.vintages.curve_labels import TIME_PADDING, CurveLabel
from dashboard.charts.vintages.revision_steps import bold_value, value_with_day
from dashboard.charts.vintages.select import MILESTONE_DAYS, releases_stating_period, views_at_milestones
from dashboard.charts.vintages.text import milestone_name
from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import series_lines, time_axis, traces
from dashboard.plotting.theme import LIGHT, Figure, FigureOptions
from etl.core.model import PeriodKind
from etl.reference.notes import counts_alike

AXES = {"xaxis": "x2", "yaxis": "y2"}
FAINT_COLOR = "heat_2"
"""The color of the curves that are not pointed out."""
MILESTONE_COLORS = dict(zip(MILESTONE_DAYS, ("line_5", "line_4"), strict=True))
"""Those of the curves so many days after the end of the period."""


@dataclass(frozen=True)
class RevisionCurves:
    """The panel of all curves over the periods around one, on the axes ``x2`` and ``y2``."""

    data: ChartData
    locale: Locale
    options: FigureOptions

    @cached_property
    def newest_view(self) -> SeriesView:
        """The view of the newest release."""
        return self.data.views[-1]

    @cached_property
    def first_view(self) -> SeriesView | None:
        """The first release that gave the period's value; None where that is the newest one or there is none."""
        first = next((view for view, observation in releases_stating_period(self.data) if observation.has_value), None)
        return None if first is self.newest_view else first

    @cached_property
    def current_values(self) -> tuple[Observation, ...]:
        """The newest values held, where they are drawn beside those of a past day."""
        return self.newest_view.current if self.options.current_values and self.data.params.as_of else ()

    @cached_property
    def values(self) -> list[tuple[date, float]]:
        """Every value drawn, and where it stands."""
        observations = [observation for view in self.data.views for observation in view.observations] + list(
            self.current_values
        )
        return [
            (self._at(observation), amount)
            for observation in observations
            if (amount := self.newest_view.value_in_unit(observation)) is not None
        ]

    @cached_property
    def ticks(self) -> list[float]:
        """The ticks of the values."""
        return truncated_axis.value_ticks(self.newest_view, [amount for _, amount in self.values])

    @cached_property
    def days(self) -> list[date]:
        """Where the periods stand, oldest first."""
        return [self._at(observation) for observation in self.current_values or self.newest_view.observations]

    @cached_property
    def middle_day(self) -> int:
        """Which of them is the period that the chart is about."""
        periods = [observation.period for observation in self.current_values or self.newest_view.observations]
        return next(at for at, period in enumerate(periods) if period == self.data.period)

    def _at(self, observation: Observation) -> date:
        return time_axis.day_of(self.newest_view, observation)

    def layout_axes(self) -> tuple[Figure, Figure]:
        """Return the axis of the periods, and that of the values."""
        across = truncated_axis.time_axis(self.days[0] - TIME_PADDING, self.days[-1] + TIME_PADDING, self._day_ticks())
        return across, truncated_axis.value_axis(self.locale, self.ticks)

    def _day_ticks(self) -> dict[date, str]:
        """Return the period that the chart is about and some on its sides, evenly spaced, with their words."""
        most = 3 if self.options.narrow else 5
        every = next(step for step in (1, 2, 3, 4, 6, 12, len(self.days)) if len(self.days) <= step * most)
        days = [day for at, day in enumerate(self.days) if (at - self.middle_day) % every == 0]
        yearly = self.newest_view.measure.period is PeriodKind.YEAR
        return {day: str(day.year) if yearly else self.locale.month(day, short=True) for day in days}

    def traces(self) -> list[Figure]:
        """Return all traces of the panel, the last on top."""
        return [
            *(
                [self._curve_trace(self.current_values, "now", color="ghost", width=1.5)]
                if self.options.current_values
                else []
            ),
            self._growth_trace(),
            *self._curve_traces(),
            self._dot_traces(),
            self._missing_value_trace(),
            *([self._hover_trace()] if self.options.hover_labels else []),
        ]

    @cached_property
    def milestones(self) -> dict[int, SeriesView]:
        """The views so many days after the end of the period."""
        return views_at_milestones(self.data)

    @property
    def key(self) -> list[tuple[str, str]]:
        """The names of the curves that are pointed out with their colors, oldest first; none where it would be two."""
        if not self.milestones:
            return []
        between = [(milestone_name(days, self.locale), MILESTONE_COLORS[days]) for days in self.milestones]
        return [(self.locale.text("first"), "mark"), *between, (self.locale.text("newest"), "series")]

    @cached_property
    def styles(self) -> list[tuple[SeriesView, str, float]]:
        """Every view with its color and width, the last on top: those pointed out, oldest first, then the newest."""
        pointed_out = [(view, MILESTONE_COLORS[days], 1.5) for days, view in self.milestones.items()]
        if self.first_view:
            pointed_out.insert(0, (self.first_view, "mark", 1.75))
        pointed_out.append((self.newest_view, "series", 2.25))
        rest = [view for view in self.data.views if all(view is not other for other, _, _ in pointed_out)]
        return [*((view, FAINT_COLOR, 0.75) for view in rest), *pointed_out]

    def _curve_traces(self) -> list[Figure]:
        return [
            self._curve_trace(view.observations, f"as of {view.params.cutoff}", color=color, width=width)
            for view, color, width in self.styles
        ]

    def _curve_trace(self, observations: Sequence[Observation], name: str, *, color: str, width: float) -> Figure:
        """Draw a line through the values; totals of spans that grow have none, their dots stand alone."""
        amounts = [
            self.newest_view.value_in_unit(observation) if self.has_lines else None for observation in observations
        ]
        line = {"color": LIGHT[color], "width": width}
        days = [self._at(observation) for observation in observations]
        cut = series_lines.cut_at_breaks(observations, days, amounts)
        return traces.scatter_trace(name, "lines", *cut, line=line, **AXES)

    def _growth_trace(self) -> Figure:
        """Draw upright lines from the end of each curve to the newest value of the same period, if it counts alike."""
        newest = self.newest_view
        now = {observation.period: newest.value_in_unit(observation) for observation in newest.observations}
        ends = [
            point
            for view in self.data.views
            if (point := view.latest) and counts_alike(point.period, view.notes, newest.notes)
        ]
        days = [self._at(observation) for observation in ends for _ in range(3)]
        amounts = [
            amount
            for observation in ends
            for amount in (newest.value_in_unit(observation), now[observation.period], None)
        ]
        return traces.scatter_trace(
            "growth", "lines", days, amounts, line={"color": LIGHT["heat_3"], "width": 1}, **AXES
        )

    def _dot_traces(self) -> Figure:
        """Draw the end of each curve, and values that no line reaches: hollow where preliminary."""
        dots = [
            (observation, LIGHT[color], view)
            for view, color, _ in self.styles
            for observation in self._observations_with_dots(view)
        ]
        marker = {
            "color": [LIGHT["paper"] if observation.preliminary else color for observation, color, _ in dots],
            "size": [7 if view is self.newest_view else 5 for _, _, view in dots],
            "opacity": 1,
            "line": {"color": [color for _, color, _ in dots], "width": 1.25},
        }
        days = [self._at(observation) for observation, _, _ in dots]
        amounts = [self.newest_view.value_in_unit(observation) for observation, _, _ in dots]
        return traces.scatter_trace("ends", "markers", days, amounts, marker=marker, cliponaxis=False, **AXES)

    def _observations_with_dots(self, view: SeriesView) -> list[Observation]:
        """Return the newest observation, those that no line reaches, and of the newest view all preliminary ones."""
        alone = {
            observation.period
            for run in series_lines.split_at_gaps(view.observations)
            if len(run) == 1 or not self.has_lines
            for observation in run
        }
        ended = {view.latest.period} if view.latest else set()
        preliminary = {observation.period for observation in view.preliminary} if view is self.newest_view else set()
        return [
            observation
            for observation in view.observations
            if observation.has_value and observation.period in alone | ended | preliminary
        ]

    def _missing_value_trace(self) -> Figure:
        """Mark periods for which a release gave no value: a cross at the foot of the panel."""
        days = sorted({self._at(observation) for view in self.data.views for observation in view.withheld})
        marker = {"symbol": "x", "color": LIGHT["absent"], "size": 7}
        amounts = [self.baseline for _ in days]
        return traces.scatter_trace("no value", "markers", days, amounts, marker=marker, cliponaxis=False, **AXES)

    @property
    def baseline(self) -> float:
        """Where marks without a value stand."""
        return truncated_axis.value_range(self.ticks)[0]

    @property
    def has_lines(self) -> bool:
        """Whether lines join the values: not those of spans that grow."""
        return self.newest_view.measure.period not in IRREGULAR_PERIODS

    def annotations(self) -> list[Figure]:
        """Write the period's value at two of the curves, the newest and the first published: the higher above all."""
        about, narrow = self.days[self.middle_day], self.options.narrow
        return [
            curve_labels.place_label(label, self.days, about, self.values, narrow=narrow) for label in self._labels()
        ]

    def _labels(self) -> Iterator[CurveLabel]:
        newest, first = self._value_of_period(self.newest_view), self._value_of_period(self.first_view)
        sides = ("top", "bottom") if newest is None or first is None or newest >= first else ("bottom", "top")
        curves = ((self.newest_view, newest, "series"), (self.first_view, first, "mark"))
        for side, (view, value, color) in zip(sides, curves, strict=True):
            if view and value is not None:
                now = view is self.newest_view and self.data.params.as_of is None
                texts = value_with_day(view, value, self.locale, now=now), bold_value(view, value, self.locale)
                yield CurveLabel(side, value, texts, color)

    def _value_of_period(self, view: SeriesView | None) -> float | None:
        if view is None:
            return None
        of_period = next(point for point in view.observations if point.period == self.data.period)
        return view.value_in_unit(of_period)

    def shapes(self) -> list[Figure]:
        """Draw a fine line at the period that the chart is about."""
        about = self.days[self.middle_day].isoformat()
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

    def _hover_trace(self) -> Figure:
        """Place the hover label of each period along the newest curve."""
        observations = self.newest_view.observations
        amounts = [self.baseline if observation.value is None else observation.value for observation in observations]
        with_current = bool(self.current_values)
        texts = [
            curve_hover.hover_text(self.data, self.locale, observation, with_current=with_current)
            for observation in observations
        ]
        return traces.hover_label_trace([self._at(observation) for observation in observations], amounts, texts, **AXES)
