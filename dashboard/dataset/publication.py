"""What was public but is not held: how far a publisher's values for a place reach, by the releases held of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

import pandas as pd

from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation
from etl.core.model import Period, PeriodKind
from etl.store.release_gaps import MIN_RELEASE_DAYS
from etl.store.series import Series
from etl.store.series_cache import cached_by_series
from etl.store.void_rows import NEVER, void_from

_BY_STATEMENT = ["source", "place", "measure", "vintage", "edition", "void_from"]


@dataclass(frozen=True, slots=True)
class Statement:
    """How far one release states the values of one measure for a place: the end of the newest period in it.

    From the edition ``void_from`` on it does not count.
    """

    measure: str
    vintage: date
    edition: int
    end: date
    void_from: int = NEVER


@dataclass(frozen=True)
class NewerPeriods:
    """Periods after the newest of a view that had been published by its day, oldest first; no value of them is held.

    ``usual_lag_days`` is the usual number of days from the end of a period to its first value, where the newest of
    them counts as published by that alone; None where a release up to the day proves it.
    """

    periods: tuple[Period, ...] = ()
    usual_lag_days: int | None = None


NONE_NEWER = NewerPeriods()


def statements_by_place(table: pd.DataFrame) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
    """Return the statements of each source and place in a table."""
    rows = table.assign(void_from=void_from(table))
    statements = rows[rows["edition"] < rows["void_from"]]
    ends = statements.groupby(_BY_STATEMENT, sort=False)["period_end"].max().reset_index()
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for row in ends.to_dict("records"):
        ends_on = row["period_end"].date()
        statement = Statement(row["measure"], row["vintage"].date(), row["edition"], ends_on, row["void_from"])
        grouped.setdefault((row["source"], row["place"]), []).append(statement)
    return {key: tuple(statements) for key, statements in grouped.items()}


def statements_beside(statements: Sequence[Statement], measure: str) -> tuple[Statement, ...]:
    """Return the statements of a place that prove how far a measure is published: of all that it has come with.

    Maine's yearly total of 2025 proves that its months of 2025 are published. What never came in one release says
    nothing of each other, since publishers drop a definition for another.
    """
    days = {statement.vintage for statement in statements if statement.measure == measure}
    together = {statement.measure for statement in statements if statement.vintage in days}
    return tuple(statement for statement in statements if statement.measure in together)


def published_until(statements: Sequence[Statement], day: date) -> date | None:
    """Return the end of the newest period that releases up to ``day`` state; None without any."""
    return max((statement.end for statement in statements if statement.vintage <= day), default=None)


@cached_by_series(2048)
def usual_lag_days(series: Series, edition: int | None = None) -> int | None:
    """Return the median days from the end of the newest period to the release; None of too few releases."""
    newest_ends: dict[date, date] = {}
    for period, entries in series.log_of_edition(edition).items():
        for entry in entries:
            newest_ends[entry.vintage] = max(period.end, newest_ends.get(entry.vintage, date.min))
    days = sorted(newest_ends)
    if len(days) < MIN_RELEASE_DAYS:
        return None
    ends = accumulate((newest_ends[day] for day in days), max)
    return round(median((day - end).days for day, end in zip(days, ends, strict=True)))


@dataclass(frozen=True)
class PublishedEnds:
    """How far the values of a series had been published by ``day``.

    ``proven`` by releases up to the day, ``proven_later`` by those of any day. ``lag_days`` is the usual lag, where it
    and the usual gap ``gap_days`` between releases are known.
    """

    day: date
    proven: date
    proven_later: date
    lag_days: int | None = None
    gap_days: int | None = None

    @property
    def end(self) -> date:
        """The end of the newest period that counts as published: proven, or proven later and usual by the day.

        A period is usual by then where a lag and a whole gap have passed since its end: between two usual releases
        nothing is missing yet.
        """
        if self.lag_days is None or self.gap_days is None:
            return min(self.proven, self.day)
        usual = min(self.day - timedelta(days=self.lag_days + self.gap_days), self.proven_later)
        return min(max(self.proven, usual), self.day)


def newer_periods(
    observations: Sequence[Observation], kind: PeriodKind, ends: PublishedEnds, last: date = date.max
) -> NewerPeriods:
    """Return the periods after the newest observation that had been published, of those that end by ``last``.

    Suppose months are held to February 2024, and the year 2025 is: then it is those from March 2024 to December 2025.
    """
    if not observations or kind in IRREGULAR_PERIODS:
        return NONE_NEWER
    newest, end = observations[-1].period, min(ends.end, last)
    step = 1 if kind is PeriodKind.TWELVE_MONTHS else newest.length_months
    periods: list[Period] = []
    while (following := newest.shift(step * (len(periods) + 1))).end <= end:
        periods.append(following)
    by_lag = bool(periods) and periods[-1].end > ends.proven
    return NewerPeriods(tuple(periods), ends.lag_days if by_lag else None)
