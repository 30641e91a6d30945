"""What a chart shows, selected from what is held: the one place from which page, picture, table and CSV are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import pairwise

import pandas as pd

from dashboard import rates
from dashboard.rates import Population
from dashboard.state import ChartState
from etl import registry
from etl.model import Measure, Period, PeriodKind, Source, Status
from etl.revisions import Experience, experiences, is_recent, last_sight
from etl.series import Index, Series, Stated, known, last_stated
from etl.store import Holdings

UNEVEN = frozenset({PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS})
"""Kinds of period that do not follow each other: no line joins them, and which are missing cannot be told."""
WITHHELD = frozenset({Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.WITHDRAWN})
"""What a publisher says in the place of a figure: it keeps it back, lacks it or took it away."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a view.

    ``value`` is the count as published by the day, empty with a status that says why; it stood since ``vintage``, and
    was last published on ``seen``. ``first`` is the earliest figure held; ``earliest_held`` stands only beside
    ``not_held``: the first figure held after the day asked about.
    """

    period: Period
    value: float | None
    status: str
    vintage: date | None = None
    release: str = ""
    edition: int | None = None
    first: Stated | None = None
    earliest_held: Stated | None = None
    preliminary: Experience | None = None
    population: Population | None = None
    seen: date | None = None

    @property
    def held(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None


@dataclass(frozen=True)
class View:
    """One chart's figures for one state.

    ``now`` holds the same periods as published now, for the ghost line; ``days_known`` says of each day on which the
    source published how that day is known (``etl.model.Known``).
    """

    state: ChartState
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
        """A count of the point's period in the view's unit; None where there is no count, or no population for it."""
        if count is None or self.state.unit == "count":
            return count
        return rates.PER * count / point.population.people if point.population else None

    def shown(self, point: Point) -> float | None:
        """The point's figure in the view's unit."""
        return self.amount(point, point.value)


def last_day(days: Sequence[date], day: date) -> date | None:
    """The last of ``days`` (oldest first) on or before ``day``."""
    return next((found for found in reversed(days) if found <= day), None)


def trend(held: Holdings, index: Index, state: ChartState) -> View | None:
    """The figures of one place over time, or None where nothing is held for it."""
    series = index.find(measure=state.measure, place=state.place, group=state.group)
    if series is None:
        return None
    source = registry.source(series.name[0])
    measure = registry.measure(state.measure)
    today = replace(state, as_of=None)
    return View(
        state=state,
        series=series,
        source=source,
        measure=measure,
        points=_with_populations(points_as_of(series, measure, state), held, state),
        now=_with_populations(points_as_of(series, measure, today), held, today),
        releases=series.vintages(state.edition),
        edition=state.edition or held.edition,
        days_known=_days_known(held.ledger, source, state.edition or held.edition),
    )


def _days_known(ledger: pd.DataFrame, source: Source, edition: int) -> dict[date, str]:
    """How the day of each release of a source is known, by what was learned up to an edition."""
    rows = ledger[(ledger["source"] == source.id) & (ledger["edition"] <= edition)]
    return dict(zip(rows["vintage"].dt.date, rows["known"], strict=True))


def points_as_of(series: Series, measure: Measure, state: ChartState) -> list[Point]:
    """The points of the view, oldest first: every period published by then, in the window and range chosen."""
    points = _points(series, measure, state)
    return _in_range(twelve_months(points) if state.window == 12 else points, state)


def _points(series: Series, measure: Measure, state: ChartState) -> list[Point]:
    newest_release = last_day(series.vintages(state.edition), state.day)
    log = {period: told for period, all_told in series.log.items() if (told := known(all_told, state.edition))}
    public = [period for period, told in log.items() if last_stated(told, state.day)]
    if not public or newest_release is None:
        return []
    periods = _expected(log, max(public, key=_by_end), measure.period)
    points = [_point(period, log.get(period, ()), state.day) for period in periods]
    return [_aged(series, point, newest_release, state.edition) if point.held else point for point in points]


def _expected(log: Mapping[Period, object], newest: Period, kind: PeriodKind) -> list[Period]:
    """Every period from the first held to ``newest``, by their ends: all of them had been published by then.

    Totals of spans of many lengths have no such sequence; only those held can be named.
    """
    held = sorted((period for period in log if period.end <= newest.end), key=_by_end)
    if kind in UNEVEN:
        return held
    length = held[0].length
    step = 1 if kind is PeriodKind.TWELVE_MONTHS else length
    first = 12 * held[0].start.year + held[0].start.month - 1
    last = 12 * newest.start.year + newest.start.month - 1
    return [_run(month, length) for month in range(first, last + 1, step)]


def _by_end(period: Period) -> tuple[date, date]:
    """Of spans of many lengths, the one that ends last is the newest, whenever it began."""
    return period.end, period.start


@cache
def _run(month: int, length: int) -> Period:
    """The period of ``length`` months that begins at a month counted from year 0."""
    last = month + length - 1
    return Period.months(month // 12, month % 12 + 1, last // 12, last % 12 + 1)


def _point(period: Period, told: tuple[Stated, ...], day: date) -> Point:
    stated = last_stated(told, day)
    if stated is None:
        return Point(period, None, Status.NOT_HELD, earliest_held=told[0] if told else None)
    return Point(
        period=period,
        value=stated.value,
        status=stated.status,
        vintage=stated.vintage,
        release=stated.release,
        edition=stated.edition,
        first=told[0],
    )


def _aged(series: Series, point: Point, newest_release: date, edition: int | None) -> Point:
    """The point with the day it was last published, changed or not, and what experience says of figures that old."""
    seen = last_sight(series, point.period, newest_release, edition)
    if seen is None or not is_recent(point.period, newest_release):
        return replace(point, seen=seen)
    experience = experiences(series, newest_release, edition).at(seen - point.period.end)
    unsettled = None if experience is None or experience.settled else experience
    return replace(point, seen=seen, preliminary=unsettled)


def twelve_months(points: Sequence[Point]) -> list[Point]:
    """Sums of twelve consecutive months. A sum with a month missing has no value; it says what its months say."""
    runs = [points[end - 12 : end] for end in range(12, len(points) + 1)]
    return [_sum(run) for run in runs]


def _sum(months: Sequence[Point]) -> Point:
    period = Period(months[0].period.start, months[-1].period.end)
    missing = next((month for month in months if month.value is None), None)
    if missing:
        return Point(period, None, missing.status)
    return Point(
        period=period,
        value=sum(month.value for month in months if month.value is not None),
        status=Status.PROVISIONAL if any(m.status == Status.PROVISIONAL for m in months) else Status.FINAL,
        vintage=max(month.vintage for month in months if month.vintage),
        edition=max(month.edition for month in months if month.edition),
        preliminary=months[-1].preliminary,
        seen=max(month.seen for month in months if month.seen),
    )


def _in_range(points: Sequence[Point], state: ChartState) -> list[Point]:
    return [
        point
        for point in points
        if (state.start is None or point.period.end >= state.start)
        and (state.end is None or (point.period.end.year, point.period.end.month) <= (state.end.year, state.end.month))
    ]


def _with_populations(points: Sequence[Point], held: Holdings, state: ChartState) -> tuple[Point, ...]:
    if state.unit != "rate" or not points:
        return tuple(points)
    found = rates.populations(held, state, [point.period for point in points])
    return tuple(replace(point, population=population) for point, population in zip(points, found, strict=True))


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points with a figure, split where one is missing, so that no line crosses a gap."""
    found: list[list[Point]] = []
    for before, point in pairwise([None, *points]):
        if point is None or not point.held:
            continue
        if before is not None and before.held:
            found[-1].append(point)
        else:
            found.append([point])
    return found
