"""One value through the releases: a dot at each that published it, a step at each that changed it."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dashboard.charts.vintages import step_labels, truncated_axis
from dashboard.charts.vintages.select import releases_stating_period
from dashboard.charts.vintages.step_labels import Step
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import traces
from dashboard.plotting.theme import LIGHT, Figure, FigureOptions
from dashboard.text import labels, sentences
from etl.core.printing import is_same_value
from etl.reference.notes import counts_alike

MIN_TIME_RANGE = timedelta(days=120)
"""The axis of days covers at least so much."""
TIME_PADDING_RATIO = 0.03
"""The part of the covered days that is free before the first and after the last."""


@dataclass(frozen=True)
class RevisionSteps:
    """The panel of the value of one period by day of publication, on the axes ``x`` and ``y``."""

    data: ChartData
    locale: Locale
    options: FigureOptions

    @cached_property
    def statements(self) -> tuple[tuple[SeriesView, Observation], ...]:
        """The releases that stated the value, each as its view and the period's point; oldest first."""
        return releases_stating_period(self.data)

    @cached_property
    def values(self) -> list[tuple[SeriesView, float]]:
        """Those that gave a value, and which."""
        return [
            (view, amount)
            for view, observation in self.statements
            if (amount := view.value_in_unit(observation)) is not None
        ]

    @cached_property
    def later_values(self) -> list[tuple[date, float]]:
        """The values of later releases than those of the day asked about, where they are drawn."""
        view, params, period = self.data.first_view, self.data.params, self.data.period
        if view is None or period is None or not self.options.current_values:
            return []
        publications = view.series.publications(period, params.edition)
        return [
            (day, version.value) for day, version in publications if day > params.cutoff and version.value is not None
        ]

    @cached_property
    def end(self) -> date:
        """The day up to which the last value is known to stand: that of the newest release."""
        return max(self.data.newest_release or date.min, self.statements[-1][0].params.cutoff)

    @cached_property
    def ticks(self) -> list[float]:
        """The ticks of the values."""
        values = [*(amount for _, amount in self.values), *(amount for _, amount in self.later_values)]
        return truncated_axis.value_ticks(self.statements[0][0], values)

    @cached_property
    def date_range(self) -> tuple[date, date]:
        """The days that the axis covers."""
        first, last = self.statements[0][0].params.cutoff, max([self.end, *(day for day, _ in self.later_values)])
        air = max(TIME_PADDING_RATIO * (last - first), (MIN_TIME_RANGE - (last - first)) / 2)
        return first - air, last + air

    @property
    def baseline(self) -> float:
        """Where marks without a value stand."""
        return truncated_axis.value_range(self.ticks, self._lowest)[0]

    @property
    def _lowest(self) -> float:
        """The lowest value that has words below it: one that stands alone has them above."""
        return min((amount for _, amount in self.values), default=math.inf) if len(self.values) > 1 else math.inf

    def layout_axes(self) -> tuple[Figure, Figure]:
        """Return the axis of the days of publication, and that of the values."""
        return truncated_axis.time_axis(
            *self.date_range, truncated_axis.month_ticks(self.locale, *self.date_range)
        ), truncated_axis.value_axis(self.locale, self.ticks, self._lowest)

    def traces(self) -> list[Figure]:
        """Return all traces of the panel, the last on top."""
        return [
            *([self._later_values_traces()] if self.options.current_values else []),
            self._unchanged_trace(),
            self._step_trace(),
            self._dot_traces(),
            self._missing_value_trace(),
            *([self._hover_trace()] if self.options.hover_labels else []),
        ]

    def annotations(self) -> list[Figure]:
        """Write the first and the last value with their days, and some between."""
        if not self.values:
            return []
        path = [
            Step(view.params.cutoff, amount, sentences.format_value(view, self.locale, amount))
            for view, amount in self.values
        ]
        first = value_with_day(*self.values[0], self.locale)
        last = value_with_day(*self.values[-1], self.locale, now=self.data.params.as_of is None)
        return step_labels.step_annotations(path, first, last, self.end, self.date_range, narrow=self.options.narrow)

    def _later_values_traces(self) -> Figure:
        """Draw the steps of later releases, from the last value on."""
        path = (
            [*((view.params.cutoff, amount) for view, amount in self.values[-1:]), *self.later_values]
            if self.later_values
            else []
        )
        look = {"line": {"color": LIGHT["ghost"], "width": 1.5, "shape": "hv"}}
        marker = {"color": LIGHT["ghost"], "size": 5}
        days, amounts = [day for day, _ in path], [amount for _, amount in path]
        return traces.scatter_trace("now", "lines+markers", days, amounts, **look, marker=marker)

    def _unchanged_trace(self) -> Figure:
        """Draw a line from the last release that stated the value to the newest: none repeats it, but it stands."""
        last = self.values[-1:] if self.statements[-1][1].has_value else []
        days = [day for view, _ in last for day in (view.params.cutoff, self.end)]
        amounts = [amount for _, amount in last for _ in range(2)]
        return traces.scatter_trace("standing", "lines", days, amounts, line={"color": LIGHT["series"], "width": 1.25})

    def _step_trace(self) -> Figure:
        """Draw the steps from release to release, none to one that counts something else."""
        days: list[date] = []
        amounts: list[float | None] = []
        for before, (view, observation) in zip([None, *self.statements], self.statements, strict=False):
            if before and not counts_alike(observation.period, before[0].notes, view.notes):
                days.append(view.params.cutoff)
                amounts.append(None)
            days.append(view.params.cutoff)
            amounts.append(view.value_in_unit(observation))
        line = {"color": LIGHT["series"], "width": 2.25, "shape": "hv"}
        return traces.scatter_trace("steps", "lines", days, amounts, line=line)

    def _dot_traces(self) -> Figure:
        """Draw the releases: hollow where the value was preliminary, a diamond where their day is in doubt."""
        with_value = [(view, observation) for view, observation in self.statements if observation.has_value]
        marker = {
            "symbol": [
                "diamond" if sentences.is_uncertain(view, view.params.cutoff) else "circle" for view, _ in with_value
            ],
            "color": [LIGHT["paper"] if observation.preliminary else LIGHT["series"] for _, observation in with_value],
            "size": 8,
            "line": {"color": LIGHT["series"], "width": 1.75},
        }
        days = [view.params.cutoff for view, _ in with_value]
        amounts = [view.value_in_unit(observation) for view, observation in with_value]
        return traces.scatter_trace("published", "markers", days, amounts, marker=marker, cliponaxis=False)

    def _missing_value_trace(self) -> Figure:
        """Mark releases that gave no value: a cross at the foot of the panel."""
        days = [view.params.cutoff for view, observation in self.statements if not observation.has_value]
        marker = {"symbol": "x", "color": LIGHT["absent"], "size": 7}
        return traces.scatter_trace(
            "no value", "markers", days, [self.baseline for _ in days], marker=marker, cliponaxis=False
        )

    def _hover_trace(self) -> Figure:
        """Place the hover label of each release."""
        days = [view.params.cutoff for view, _ in self.statements]
        amounts = [
            self.baseline if (amount := view.value_in_unit(observation)) is None else amount
            for view, observation in self.statements
        ]
        before = [None, *self.statements[:-1]]
        texts = [
            self._hover_text(view, observation, earlier)
            for earlier, (view, observation) in zip(before, self.statements, strict=True)
        ]
        return traces.hover_label_trace(days, amounts, texts)

    def _hover_text(
        self, view: SeriesView, observation: Observation, before: tuple[SeriesView, Observation] | None
    ) -> str:
        """Write a release in one label: its day, the value, and what it changed."""
        locale, value = self.locale, view.value_in_unit(observation)
        lines = [f"<b>{sentences.capitalize(sentences.published_phrase(view, locale, view.params.cutoff))}</b>"]
        if value is None:
            return "<br>".join([*lines, labels.status_label(locale, observation.status)])
        lines.append(sentences.value_with_unit(view, locale, observation, value))
        if before is not None and not counts_alike(observation.period, before[0].notes, view.notes):
            lines.append(locale.text("counts something else than the release before"))
        elif before is not None and (earlier := view.value_in_unit(before[1])) is not None:
            by = (
                sentences.format_difference(view, locale, value - earlier)
                if not is_same_value(value, earlier)
                else locale.text("unchanged")
            )
            lines.append(locale.text("{by} since the release before", by=by))
        if observation.preliminary:
            lines.append(locale.text("preliminary when published"))
        return "<br>".join(lines)


def value_with_day(view: SeriesView, amount: float, locale: Locale, *, now: bool = False) -> str:
    """Write a value and the day of its release in few words, or that it is the newest held."""
    day = view.params.cutoff
    if now:
        when = sentences.current_phrase(view, locale)
    elif sentences.is_uncertain(view, day):
        when = sentences.release_day(view, locale, day)
    else:
        when = locale.text("on {day}", day=locale.day(day))
    return f"{bold_value(view, amount, locale)} {when}"


def bold_value(view: SeriesView, amount: float, locale: Locale) -> str:
    """Write a value alone, as it stands before the day of its release."""
    return f"<b>{sentences.format_value(view, locale, amount)}</b>"
