"""The figures of one series as a chart shows them: the one place from which page, picture, table and CSV are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.dataset import rates
from dashboard.dataset.observations import WITHHELD, Point, last_day
from dashboard.params.chart_params import ChartState
from etl.core.model import Measure, Period, Source, Status
from etl.core.places import Place
from etl.store.series import Series


@dataclass(frozen=True)
class View:
    """The figures of one series for one state, which names its place, measure and group.

    ``now`` holds the same periods as published now, for the ghost line; ``days_known`` says of each day on which the
    source published how that day is known (``etl.core.model.Known``).
    """

    state: ChartState
    place: Place
    series: Series
    source: Source
    measure: Measure
    points: tuple[Point, ...]
    now: tuple[Point, ...]
    releases: tuple[date, ...]
    edition: int
    days_known: Mapping[date, str]

    @cached_property
    def empty(self) -> bool:
        """Whether there is nothing to draw: no figure, none held since, and none that the publisher withholds."""
        return not any(point.held or point.earliest_held or point.status in WITHHELD for point in self.points)

    @cached_property
    def newest_release(self) -> date | None:
        """The last day, up to the one asked about, on which anything of this series was published."""
        return last_day(self.releases, self.state.day)

    @cached_property
    def latest(self) -> Point | None:
        """The newest period with a figure."""
        return next((point for point in reversed(self.points) if point.held), None)

    def today(self, point: Point) -> Point | None:
        """The same period as published now, where a later release than those of the day published it."""
        now = self._now_by_period.get(point.period)
        later = now is not None and now.held and now.seen is not None and now.seen > self.state.day
        return now if self.state.as_of and later else None

    @cached_property
    def _now_by_period(self) -> dict[Period, Point]:
        return {point.period: point for point in self.now}

    @cached_property
    def carried(self) -> int:
        """How many of the figures shown were not published by the newest release of the day."""
        return sum(point.held and point.seen != self.newest_release for point in self.points)

    @cached_property
    def not_held(self) -> tuple[Point, ...]:
        """The periods that had been published by the day, but are not held as of it."""
        return tuple(point for point in self.points if point.status == Status.NOT_HELD)

    @cached_property
    def withheld(self) -> tuple[Point, ...]:
        """The periods for which the publisher gives no figure."""
        return tuple(point for point in self.points if point.status in WITHHELD)

    @cached_property
    def placed_later(self) -> bool:
        """Whether any period not held is drawn at a figure held since."""
        return any(point.earliest_held for point in self.not_held)

    @cached_property
    def preliminary(self) -> tuple[Point, ...]:
        """The periods whose figures are not known to have settled."""
        return tuple(point for point in self.points if point.preliminary and point.held)

    def amount(self, point: Point, count: float | None) -> float | None:
        """A count of the point's period in the view's unit; None where there is none, or nothing to set it against.

        Shares and changes are parts of one: 0.1 is ten per cent.
        """
        if count is None or self.state.unit == "count":
            return count
        if self.state.unit == "share":
            return count / point.whole if point.whole else None
        if self.state.unit == "change":
            return count / point.before.value - 1 if point.before and point.before.value else None
        return rates.PER * count / point.population.people if point.population else None

    def shown(self, point: Point) -> float | None:
        """The point's figure in the view's unit."""
        return self.amount(point, point.value)


@dataclass(frozen=True)
class Selection:
    """What one chart shows for a state: its views, in their order; none where nothing is held for the choice.

    ``period`` is the one period that the chart is about, where it is about one, ``periods`` are those it could be, and
    ``usual`` is the one when none is chosen; ``whole`` are its views over all of them, in the same order. ``parts_of``
    is the place whose parts are shown, ``places`` are those chosen on a chart of several.
    """

    state: ChartState
    views: tuple[View, ...]
    period: Period | None = None
    periods: tuple[Period, ...] = ()
    whole: tuple[View, ...] = ()
    parts_of: Place | None = None
    places: tuple[Place, ...] = ()
    usual: Period | None = None

    @cached_property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(view.empty for view in self.views)

    @cached_property
    def releases(self) -> tuple[date, ...]:
        """Every day on which anything of it was published, oldest first."""
        return tuple(sorted({day for view in self.views for day in view.releases}))

    @cached_property
    def newest_release(self) -> date | None:
        """The last day, up to the one asked about, on which anything of it was published."""
        return last_day(self.releases, self.state.day)

    @cached_property
    def days_known(self) -> Mapping[date, str]:
        """How the day of each release is known."""
        return {day: known for view in self.views for day, known in view.days_known.items()}

    def named(self, period: Period) -> str:
        """The month that chooses a period in an address; nothing for the usual one, which follows the other choices."""
        return "" if period == self.usual else period.end.isoformat()[:7]

    @property
    def first(self) -> View | None:
        """The first view."""
        return self.views[0] if self.views else None

    @property
    def edition(self) -> int | None:
        """The edition whose figures are shown; None where nothing is held for the choice."""
        return self.first.edition if self.first else None

    @cached_property
    def definitions(self) -> tuple[Measure, ...]:
        """The measures of its views, each once."""
        return tuple({view.measure.id: view.measure for view in self.views}.values())

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its views, each once."""
        return tuple({view.source.id: view.source for view in self.views}.values())

    @cached_property
    def without_figures(self) -> tuple[str, ...]:
        """The places chosen for which no figure of the choice is held."""
        return tuple(code for code in self.state.places if code not in {view.place.code for view in self.views})
