"""One figure through the releases: a dot at each that published it, a step at each that changed it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dashboard.charts.vintages import step_labels, truncated_axis
from dashboard.charts.vintages.step_labels import Step
from dashboard.dataset.observations import Point
from dashboard.dataset.selecting import stating
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import traces
from dashboard.plotting.theme import LIGHT, Figure, Layers
from dashboard.text import labels, sentences
from dashboard.text.i18n import Locale

LEAST = timedelta(days=120)
"""The axis of days covers at least so much."""
AIR = 0.03
"""The part of the covered days that is free before the first and after the last."""


@dataclass(frozen=True)
class Steps:
    """The panel of the figure of one period by day of publication, on the axes ``x`` and ``y``."""

    selection: Selection
    locale: Locale
    layers: Layers

    @cached_property
    def told(self) -> tuple[tuple[View, Point], ...]:
        """The releases that stated the figure, each as its view and the period's point; oldest first."""
        return stating(self.selection)

    @cached_property
    def held(self) -> list[tuple[View, float]]:
        """Those that gave a figure, and which."""
        return [(view, amount) for view, point in self.told if (amount := view.shown(point)) is not None]

    @cached_property
    def later(self) -> list[tuple[date, float]]:
        """The figures of later releases than those of the day asked about, where they are drawn."""
        view, state, period = self.selection.first, self.selection.state, self.selection.period
        if view is None or period is None or not self.layers.ghost:
            return []
        sights = view.series.sights(period, state.edition)
        return [(day, stated.value) for day, stated in sights if day > state.day and stated.value is not None]

    @cached_property
    def end(self) -> date:
        """The day up to which the last figure is known to stand: that of the newest release."""
        return max(self.selection.newest_release or date.min, self.told[-1][0].state.day)

    @cached_property
    def ticks(self) -> list[float]:
        """The ticks of the figures."""
        shown = [*(amount for _, amount in self.held), *(amount for _, amount in self.later)]
        return truncated_axis.ticks(self.told[0][0], shown)

    @cached_property
    def covered(self) -> tuple[date, date]:
        """The days that the axis covers."""
        first, last = self.told[0][0].state.day, max([self.end, *(day for day, _ in self.later)])
        air = max(AIR * (last - first), (LEAST - (last - first)) / 2)
        return first - air, last + air

    @property
    def foot(self) -> float:
        """Where marks without a figure stand."""
        return truncated_axis.span(self.ticks)[0]

    def axes(self) -> tuple[Figure, Figure]:
        """The axis of the days of publication, and that of the figures."""
        return truncated_axis.time(
            *self.covered, truncated_axis.months(self.locale, *self.covered)
        ), truncated_axis.amounts(self.locale, self.ticks)

    def traces(self) -> list[Figure]:
        """What is drawn, the last on top."""
        return [
            *([self._ghost()] if self.layers.ghost else []),
            self._standing(),
            self._line(),
            self._dots(),
            self._without_value(),
            *([self._labels()] if self.layers.labels else []),
        ]

    def annotations(self) -> list[Figure]:
        """The first and the last figure with their days, and some between."""
        if not self.held:
            return []
        path = [Step(view.state.day, amount, sentences.amount(view, self.locale, amount)) for view, amount in self.held]
        first = dated(*self.held[0], self.locale)
        last = dated(*self.held[-1], self.locale, now=self.selection.state.as_of is None)
        return step_labels.annotations(path, first, last, self.end, self.covered)

    def _ghost(self) -> Figure:
        """The steps of later releases, from the last figure on."""
        path = [*((view.state.day, amount) for view, amount in self.held[-1:]), *self.later] if self.later else []
        look = {"line": {"color": LIGHT["ghost"], "width": 1.5, "shape": "hv"}}
        marker = {"color": LIGHT["ghost"], "size": 5}
        days, amounts = [day for day, _ in path], [amount for _, amount in path]
        return traces.scatter("now", "lines+markers", days, amounts, **look, marker=marker)

    def _standing(self) -> Figure:
        """From the last release that stated the figure to the newest one: it still stands, though none repeats it."""
        last = self.held[-1:] if self.told[-1][1].held else []
        days = [day for view, _ in last for day in (view.state.day, self.end)]
        amounts = [amount for _, amount in last for _ in range(2)]
        return traces.scatter("standing", "lines", days, amounts, line={"color": LIGHT["series"], "width": 1.25})

    def _line(self) -> Figure:
        days, amounts = [view.state.day for view, _ in self.told], [view.shown(point) for view, point in self.told]
        line = {"color": LIGHT["series"], "width": 2.25, "shape": "hv"}
        return traces.scatter("steps", "lines", days, amounts, line=line)

    def _dots(self) -> Figure:
        """The releases: hollow where the figure was preliminary, a diamond where their day is in doubt."""
        held = [(view, point) for view, point in self.told if point.held]
        marker = {
            "symbol": ["diamond" if sentences.doubted(view, view.state.day) else "circle" for view, _ in held],
            "color": [LIGHT["paper"] if point.preliminary else LIGHT["series"] for _, point in held],
            "size": 8,
            "line": {"color": LIGHT["series"], "width": 1.75},
        }
        days, amounts = [view.state.day for view, _ in held], [view.shown(point) for view, point in held]
        return traces.scatter("published", "markers", days, amounts, marker=marker, cliponaxis=False)

    def _without_value(self) -> Figure:
        """Releases that gave no figure: a cross at the foot of the panel."""
        days = [view.state.day for view, point in self.told if not point.held]
        marker = {"symbol": "x", "color": LIGHT["absent"], "size": 7}
        return traces.scatter("no value", "markers", days, [self.foot for _ in days], marker=marker, cliponaxis=False)

    def _labels(self) -> Figure:
        """The words of each release."""
        days = [view.state.day for view, _ in self.told]
        amounts = [self.foot if (amount := view.shown(point)) is None else amount for view, point in self.told]
        before = [None, *(point for _, point in self.told[:-1])]
        said = [self._hover(view, point, earlier) for earlier, (view, point) in zip(before, self.told, strict=True)]
        return traces.labels(days, amounts, said)

    def _hover(self, view: View, point: Point, before: Point | None) -> str:
        """A release in one label: its day, the figure, and what it changed."""
        locale, shown = self.locale, view.shown(point)
        lines = [f"<b>{sentences.capital(sentences.released(view, locale, view.state.day))}</b>"]
        if shown is None:
            return "<br>".join([*lines, labels.status(locale, point.status)])
        lines.append(sentences.figure(view, locale, point, shown))
        if before is not None and (earlier := view.shown(before)) is not None:
            by = sentences.signed(view, locale, shown - earlier) if shown != earlier else locale.text("unchanged")
            lines.append(locale.text("{by} since the release before", by=by))
        if point.preliminary:
            lines.append(locale.text("preliminary when published"))
        return "<br>".join(lines)


def dated(view: View, amount: float, locale: Locale, *, now: bool = False) -> str:
    """A figure and the day of its release in few words, or that it stands now."""
    day = view.state.day
    if now:
        when = sentences.now(view, locale) if view.state.edition else locale.text("now")
    elif sentences.doubted(view, day):
        when = sentences.release_day(view, locale, day)
    else:
        when = locale.text("on {day}", day=locale.day(day))
    return f"<b>{sentences.amount(view, locale, amount)}</b> {when}"
