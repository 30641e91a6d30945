"""The range in which a value is expected to end, or why none is given: for one series, as of a day and an edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from etl import registry
from etl.bands.checks import Backtest, are_enough, run_backtest
from etl.bands.pending import COMPANIONS, ESTIMATES, PendingShares
from etl.bands.ranges import Ranges
from etl.bands.record import Record, dated_period, find_recounts
from etl.bands.sights import Bools, Ints, Sights
from etl.bands.silences import Checks, NoRange, Silence, silence_of
from etl.core.model import Period
from etl.reference.notes import Note, NoteKind, counts_change_between
from etl.store.series import Series, value_as_of
from etl.store.series_index import SeriesIndex

RECORDS_CACHE_SIZE = 24
"""Measures and groups, each as an edition knew it, whose sights and checks are kept: all that have ranges, twice."""


@dataclass(frozen=True)
class ExpectedRange:
    """The values between which values like one ended in 80 and in 50 of 100 cases, and their middle.

    ``figures`` is the effective number of earlier periods behind it. ``is_freshest``: all of them were further along.
    ``checks`` says how such ranges did before, ``as_fresh`` those of values of its class of ages.
    """

    low_80: float
    low_50: float
    middle: float
    high_50: float
    high_80: float
    figures: int
    is_freshest: bool
    checks: Checks
    as_fresh: Checks


class RangeFinder:
    """Finds ranges over all series. Reads and checks a measure when it is first asked for, and keeps that."""

    def __init__(self, index: SeriesIndex, notes: Iterable[Note] = ()) -> None:
        self._index = index
        self._breaks = [note for note in notes if note.kind is NoteKind.BREAK]
        self.sights = lru_cache(RECORDS_CACHE_SIZE)(self._read_sights)
        self.record = lru_cache(RECORDS_CACHE_SIZE)(self._read_record)
        self.backtest = lru_cache(RECORDS_CACHE_SIZE)(self._run_backtest)

    def find(
        self, series: Series, periods: Sequence[Period], day: date, edition: int | None = None
    ) -> dict[Period, ExpectedRange | NoRange]:
        """Return the range of each period's value as of a day, or why there is none: values a year old have none.

        Only what was public on the day, and known in the edition, is used; notes count in every edition.
        """
        log, measure = series.log_of_edition(edition), series.key[1]
        entries = {period: value_as_of(log.get(period, ()), day) for period in periods}
        valued = [period for period, entry in entries.items() if entry and entry.value is not None]
        answers: dict[Period, ExpectedRange | NoRange] = dict.fromkeys(periods, NoRange(Silence.NO_VALUE))
        if measure in ESTIMATES:
            answers.update(dict.fromkeys(valued, NoRange(Silence.ESTIMATE)))
        elif valued:
            answers.update(
                zip(valued, self._find_all(series, valued, min(day, self._index.newest_vintage), edition), strict=True)
            )
        return answers

    def are_given(self, series: Series, day: date, edition: int | None = None) -> bool:
        """Tell whether ranges of a series may be given as of a day, by how such ranges did before."""
        _, measure, place, group = series.key
        if measure in ESTIMATES:
            return False
        record, today = self.record(measure, group, edition), min(day, self._index.newest_vintage).toordinal()
        return are_enough(self._checks(record, place, today, edition)[0])

    def recounts(self, sights: Sights, measure: str, group: str) -> Bools:
        """Mark the sights of a measure and group whose later value counts something else."""
        return find_recounts(sights, group, [note for note in self._breaks if note.measure == measure])

    def _find_all(
        self, series: Series, periods: Sequence[Period], day: date, edition: int | None
    ) -> list[ExpectedRange | NoRange]:
        """Return the answer for each period; all of them have a value on the day."""
        _, measure, place, group = series.key
        record, today = self.record(measure, group, edition), day.toordinal()
        targets = record.sights.rows(_newest_rows(record.sights, place, periods, today))
        ranges, changed = record.ranges(targets, today), self._break_days(record, place, targets, today)
        silences = [
            _silence(ranges, row, changed[row]) if fresh else NoRange(Silence.TOO_FEW)
            for row, fresh in enumerate(targets.is_fresh)
        ]
        if all(silences):
            return [silence for silence in silences if silence]
        judged, beside = self._checks(record, place, today, edition)
        if not are_enough(judged):
            return [silence or NoRange(Silence.UNCHECKED, checks=judged) for silence in silences]
        as_fresh = [self._checks(record, place, today, edition, age)[1] for age in targets.age.tolist()]
        return [silence or _expected_range(ranges, row, beside, as_fresh[row]) for row, silence in enumerate(silences)]

    def _checks(
        self, record: Record, place: str, day: int, edition: int | None, age: int | None = None
    ) -> tuple[Checks, Checks]:
        """Return the checks by which a place's ranges are judged, and those to be said beside them: the whole's own.

        They are those of values of the class of an age in days, where that is given.
        """
        backtest = self.backtest(record.measure, record.group, edition)
        whole = registry.source_of(record.measure).place
        if place == whole:
            return backtest.checks(day, age=age), backtest.checks(day, only=whole, age=age)
        judged = backtest.checks(day, without=whole, age=age)
        return judged, judged

    def _break_days(self, record: Record, place: str, targets: Sights, day: int) -> list[date | None]:
        """Return for each value since when something else is counted than in the earlier ones of its place, if so."""
        notes = [note for note in self._breaks if (note.measure, note.place) == (record.measure, place)]
        about = [note.first.start for note in notes if note.is_about(record.group)]
        if not about:
            return [None] * len(targets)
        sights = record.sights
        own = np.flatnonzero(sights.is_experience(day) & sights.is_of(place)).tolist()
        earlier = [dated_period(sights, row) for row in own]
        earlier += [dated_period(sights, row, int(sights.later_day[row])) for row in own]
        return [
            max(about) if counts_change_between(notes, record.group, [*earlier, dated_period(targets, row)]) else None
            for row in range(len(targets))
        ]

    def _read_sights(self, measure: str, group: str, edition: int | None) -> Sights:
        return Sights.of_statements(self._index.statements(measure, group), edition)

    def _read_record(self, measure: str, group: str, edition: int | None) -> Record:
        sights, shares, companions = self.sights(measure, group, edition), None, COMPANIONS.get(measure)
        if companions:
            beside = (companions.pending, companions.all_deaths)
            shares = PendingShares(*(self.sights(name, "all", edition) for name in beside))
        return Record(measure, group, sights, self.recounts(sights, measure, group), shares)

    def _run_backtest(self, measure: str, group: str, edition: int | None) -> Backtest:
        return run_backtest(self.record(measure, group, edition))


def _newest_rows(sights: Sights, place: str, periods: Sequence[Period], day: int) -> Ints:
    """Return the row of the last sight of each period of a place up to a day; each has one."""
    first = min(period.end for period in periods).toordinal()
    rows = np.flatnonzero(sights.is_of(place) & (sights.day <= day) & (sights.end >= first))
    last = {
        (start, end): row
        for start, end, row in zip(sights.start[rows].tolist(), sights.end[rows].tolist(), rows.tolist(), strict=True)
    }
    return np.array([last[period.start.toordinal(), period.end.toordinal()] for period in periods])


def _silence(ranges: Ranges, row: int, changed: date | None) -> NoRange | None:
    if changed:
        return NoRange(Silence.BREAK, day=changed)
    silence = silence_of(ranges, row)
    return NoRange(silence, figures=int(ranges.effective[row])) if silence else None


def _expected_range(ranges: Ranges, row: int, checks: Checks, as_fresh: Checks) -> ExpectedRange:
    figures, is_freshest = int(ranges.effective[row]), bool(ranges.is_freshest[row])
    low_80, low_50, middle, high_50, high_80 = ranges.quantiles[row].tolist()
    return ExpectedRange(low_80, low_50, middle, high_50, high_80, figures, is_freshest, checks, as_fresh)
