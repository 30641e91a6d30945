"""Observations: every period of one series that was published by a day, held or not, and what is known of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from dashboard.dataset.rates import Population
from dashboard.params.chart_params import ChartParams
from etl.core.model import Measure, Period, PeriodKind, Status
from etl.store.revisions import RevisionStats, is_recent, last_day_of, publications_by_period, revision_stats
from etl.store.series import PublishedValue, Series, value_as_of
from etl.store.series_cache import cached_by_series

IRREGULAR_PERIODS = frozenset({PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS})
"""Kinds of period that do not follow each other: no line joins them, and which are missing cannot be told."""
WITHHELD = frozenset({Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.WITHDRAWN})
"""What a publisher says in the place of a value: it keeps it back, lacks it or took it away."""
MIN_RELIABLE_COUNT = 20
"""Of fewer deaths than this a change says little: their standard error is more than a fifth of them. CDC WONDER marks
rates of so few as unreliable."""
OBSERVATIONS_CACHE_SIZE = 128
"""Lists of the observations of a series as of a day: a chart asks again for the same, for sums or a shorter span."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One period of a view.

    ``value`` is the count as published by the day, or None with a ``status`` that says why. It has stood since
    ``vintage``, and was last published, changed or not, on ``last_published``. ``first_published`` is the earliest
    value held. ``first_published_later`` stands only beside the status ``not_held``: the first value that is held of
    the period, which was published after the day asked about. ``preliminary`` is what became of earlier values of the
    same age, where they are not known to have settled. A count is divided by its ``population`` or by the count of the
    ``whole``, or set beside the one of ``year_before``, where the view's unit asks for that. ``follows_break``: what is
    counted changed since the observation before it.
    """

    period: Period
    value: float | None
    status: str
    vintage: date | None = None
    release: str = ""
    edition: int | None = None
    first_published: PublishedValue | None = None
    first_published_later: PublishedValue | None = None
    preliminary: RevisionStats | None = None
    population: Population | None = None
    last_published: date | None = None
    whole: "Observation | None" = None
    year_before: "Observation | None" = None
    follows_break: bool = False

    @property
    def has_value(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def denominator(self) -> float | None:
        """The count of the whole that it is part of."""
        return self.whole.value if self.whole else None

    @property
    def data_as_of(self) -> date | None:
        """The newest vintage among its own count and those that it is set against; None where none has one."""
        counts = (self, self.whole, self.year_before)
        return max((observation.vintage for observation in counts if observation and observation.vintage), default=None)

    @property
    def is_small(self) -> bool:
        """Whether it or the count of a year before is of so few deaths that the change between them says little."""
        before = self.year_before.value if self.year_before else None
        return any(value is not None and value < MIN_RELIABLE_COUNT for value in (self.value, before))


@cache
def period_a_year_before(period: Period) -> Period:
    """Return the same months a year before."""
    start, end = period.start, period.end
    return Period.months(start.year - 1, start.month, end.year - 1, end.month)


def last_day_until(days: Sequence[date], day: date) -> date | None:
    """Return the last of ``days`` (oldest first) on or before ``day``; None where all are later."""
    return next((earlier for earlier in reversed(days) if earlier <= day), None)


def observations_as_of(
    series: Series, measure: Measure, params: ChartParams, breaks: Sequence[date] = ()
) -> list[Observation]:
    """Return the observations of a series as of the day chosen, oldest first, in the window and range chosen.

    There is one for every period that had been published by then; those of which no value is held have a status. From
    each of the days ``breaks`` on something else is counted.
    """
    published = _published_as_of(series, measure.period, params.cutoff, params.edition, tuple(breaks))
    chosen = sum_twelve_months(published) if params.window == 12 else published
    if not (params.start or params.end):
        return list(chosen)
    periods = set(in_range([observation.period for observation in chosen], params))
    return [observation for observation in chosen if observation.period in periods]


@cached_by_series(OBSERVATIONS_CACHE_SIZE)
def _published_as_of(
    series: Series, kind: PeriodKind, day: date, edition: int | None, breaks: tuple[date, ...]
) -> tuple[Observation, ...]:
    """Return the observations of every period that had been published by a day: for any range, and for any sums."""
    log = series.log_of_edition(edition)
    newest = _newest_public(log, day)
    if newest is None:
        return ()
    periods = _expected_periods(log, newest, kind)
    ages = _Ages(series, day, edition)
    observations = [_observation(period, log.get(period, ()), day, ages) for period in periods]
    return tuple(_mark_breaks(observations, periods, breaks))


def published_periods(series: Series, measure: Measure, params: ChartParams) -> dict[Period, bool]:
    """Return the periods of the observations as of the day chosen, oldest first, and whether each is preliminary.

    The same as ``observations_as_of`` has them, for those who ask for many days and for nothing else.
    """
    log = series.log_of_edition(params.edition)
    newest = _newest_public(log, params.cutoff)
    if newest is None:
        return {}
    ages = _Ages(series, params.cutoff, params.edition)

    def is_preliminary(period: Period) -> bool:
        published = value_as_of(log.get(period, ()), params.cutoff)
        return published is not None and published.value is not None and ages.is_preliminary(period)

    periods = _expected_periods(log, newest, measure.period)
    return {period: is_preliminary(period) for period in in_range(periods, params)}


def _newest_public(log: dict[Period, tuple[PublishedValue, ...]], day: date) -> Period | None:
    """Return the period that ends last of those of which something was public on a day; None where none was."""
    return next((period for period in reversed(log) if log[period][0].vintage <= day), None)


def _expected_periods(log: Mapping[Period, object], newest: Period, kind: PeriodKind) -> list[Period]:
    """Return every period from the first of a log to ``newest``, by their ends: all had been published by then.

    Suppose January, March and April are held: then February is returned too. Totals of spans of many lengths have no
    such sequence: of them only those held are returned.
    """
    periods = [period for period in log if period.end <= newest.end]
    if kind in IRREGULAR_PERIODS:
        return periods
    length = periods[0].length_months
    step = 1 if kind is PeriodKind.TWELVE_MONTHS else length
    first = 12 * periods[0].start.year + periods[0].start.month - 1
    last = 12 * newest.start.year + newest.start.month - 1
    return [_period_of_months(month, length) for month in range(first, last + 1, step)]


@cache
def _period_of_months(month: int, length: int) -> Period:
    """Return the period of ``length`` months that begins at a month counted from year 0: 24,246 is July 2020."""
    last = month + length - 1
    return Period.months(month // 12, month % 12 + 1, last // 12, last % 12 + 1)


def _observation(period: Period, versions: tuple[PublishedValue, ...], day: date, ages: "_Ages") -> Observation:
    published = value_as_of(versions, day)
    if published is None:
        return Observation(period, None, Status.NOT_HELD, first_published_later=versions[0] if versions else None)
    last_published, preliminary = ages.of_value(period) if published.value is not None else (None, None)
    return Observation(
        period=period,
        value=published.value,
        status=published.status,
        vintage=published.vintage,
        release=published.release,
        edition=published.edition,
        first_published=versions[0],
        preliminary=preliminary,
        last_published=last_published,
    )


class _Ages:
    """Tells of the values of a series, as of one day, when each was last published and whether it is preliminary."""

    def __init__(self, series: Series, day: date, edition: int | None) -> None:
        self._series, self._edition = series, edition
        self._publications = publications_by_period(series, edition)
        self._newest_release = last_day_until(series.vintages(edition), day) or date.min

    def of_value(self, period: Period) -> tuple[date | None, RevisionStats | None]:
        """Return the day a value was last published and, where it is preliminary, what experience says.

        It is preliminary where its period is recent, and values of its age are not known to have settled.
        """
        seen = last_day_of(self._publications[period], self._newest_release)
        if seen is None or not is_recent(period, self._newest_release):
            return seen, None
        experience = revision_stats(self._series, self._newest_release, self._edition).for_age(seen - period.end)
        return seen, None if experience is None or experience.is_settled else experience

    def is_preliminary(self, period: Period) -> bool:
        """Tell whether a value is preliminary: no old one is, and of most periods that is all there is to know."""
        return is_recent(period, self._newest_release) and self.of_value(period)[1] is not None


def _mark_breaks(
    observations: list[Observation], periods: Sequence[Period], breaks: Sequence[date]
) -> list[Observation]:
    """Return the observations, those marked whose period a break parts from the one before it."""
    if not breaks:
        return observations
    after_break = {
        after for before, after in pairwise(periods) if any(before.start < day <= after.start for day in breaks)
    }
    return [
        replace(observation, follows_break=True) if observation.period in after_break else observation
        for observation in observations
    ]


def sum_twelve_months(observations: Sequence[Observation]) -> list[Observation]:
    """Sum every twelve consecutive months, or four quarters. A sum with a part missing has no value, and says why."""
    parts = 12 // observations[0].period.length_months if observations else 12
    runs = [observations[end - parts : end] for end in range(parts, len(observations) + 1)]
    return [_sum_up(run) for run in runs]


def _sum_up(months: Sequence[Observation]) -> Observation:
    period = Period.of_days(months[0].period.start, months[-1].period.end)
    values = [month.value for month in months if month.value is not None]
    if len(values) < len(months):
        return Observation(period, None, next(month.status for month in months if month.value is None))
    if any(month.follows_break for month in months[1:]):
        return Observation(period, None, Status.NOT_COMPARABLE)
    is_provisional = Status.PROVISIONAL in [month.status for month in months]
    return Observation(
        period=period,
        value=sum(values),
        status=Status.PROVISIONAL if is_provisional else Status.FINAL,
        vintage=max([month.vintage for month in months if month.vintage]),
        edition=max([month.edition for month in months if month.edition]),
        preliminary=months[-1].preliminary,
        last_published=max([month.last_published for month in months if month.last_published]),
    )


def in_range(periods: Iterable[Period], params: ChartParams) -> list[Period]:
    """Return the periods that end from the first to the last month chosen, in the order given."""
    first = params.start or date.min
    last = Period.month(params.end.year, params.end.month).end if params.end else date.max
    return [period for period in periods if first <= period.end <= last]
