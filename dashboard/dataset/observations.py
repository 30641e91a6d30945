"""The figures of one series as points: every period published by a day, held or not, and what is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from dashboard.dataset.rates import Population
from dashboard.params.chart_params import ChartState
from etl.core.model import Measure, Period, PeriodKind, Status
from etl.store.revisions import Experience, experiences, is_recent, last_sight
from etl.store.series import Series, Stated, known, last_stated

UNEVEN = frozenset({PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS})
"""Kinds of period that do not follow each other: no line joins them, and which are missing cannot be told."""
WITHHELD = frozenset({Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.WITHDRAWN})
"""What a publisher says in the place of a figure: it keeps it back, lacks it or took it away."""


SMALL = 20
"""Of fewer deaths than this a change says little: their standard error is more than a fifth of them. CDC WONDER marks
rates of so few as unreliable."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a view.

    ``value`` is the count as published by the day, empty with a status that says why; it stood since ``vintage``, and
    was last published on ``seen``. ``first`` is the earliest figure held; ``earliest_held`` stands only beside
    ``not_held``: the first figure held after the day asked about. A count is set against its ``population``, the count
    of the whole that it is ``part_of``, or the one of the year ``before``, where the view's unit asks for that.
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
    part_of: "Point | None" = None
    before: "Point | None" = None

    @property
    def held(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None

    @property
    def whole(self) -> float | None:
        """The count of the whole that it is part of."""
        return self.part_of.value if self.part_of else None

    @property
    def counted(self) -> date | None:
        """The day from which the newest of the counts stands that it and what it is set against are."""
        counts = (self, self.part_of, self.before)
        return max((one.vintage for one in counts if one and one.vintage), default=None)

    @property
    def small(self) -> bool:
        """Whether it or the figure of a year before counts so few deaths that its change says little."""
        before = self.before.value if self.before else None
        return any(value is not None and value < SMALL for value in (self.value, before))


def year_before(period: Period) -> Period:
    """The same months a year before."""
    start, end = period.start, period.end
    return Period.months(start.year - 1, start.month, end.year - 1, end.month)


def last_day(days: Sequence[date], day: date) -> date | None:
    """The last of ``days`` (oldest first) on or before ``day``."""
    return next((found for found in reversed(days) if found <= day), None)


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
    """Sums of twelve consecutive months, or of four quarters. One with a part missing has no value, and says why."""
    parts = 12 // points[0].period.length if points else 12
    runs = [points[end - parts : end] for end in range(parts, len(points) + 1)]
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
