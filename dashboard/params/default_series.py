"""Which series of a place is shown when none is chosen: the newest that is whole, its own publisher's where as current.

Decision P1 in README.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from etl import registry
from etl.core.model import Measure, Period, PeriodKind

PlaceRecords = Mapping[str, "SeriesRecord"]
"""How far each measure of one place goes, by measure."""
Records = Mapping[str, PlaceRecords]
"""How far each measure goes, by place and measure."""
MONTHS_BETWEEN_PERIODS = {
    PeriodKind.MONTH: 1,
    PeriodKind.TWELVE_MONTHS: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
}
"""Months from one period to the next, for the kinds of period that follow each other and so show a course."""
MAX_LAG_MONTHS = 11
"""Whole or not, what ends a year or more before the newest series of a place is not what a reader comes for."""
MIN_COVERAGE = 0.9
"""The share of its periods from which on a record counts as whole; one missing is always forgiven."""
MIN_VALUES = 5
"""Fewer values than this are no picture of a place."""
MIN_MONTHS = 12
"""Nor are fewer months than this."""
AFTER_ALL_HELD = 2
"""Where measures of which nothing is held stand: after those that stand at 0 or 1."""
MIN_SHARE_OF_VALUES = 0.5
"""A record of which more is withheld than published counts as a fragment."""


@dataclass(frozen=True)
class SeriesRecord:
    """How far one measure of one place goes: how many periods are held, how many have a value, and which is newest.

    ``first`` and ``last`` are the first and the last period held, ``newest`` is the last that has a value.
    ``usual_gap_months`` is the usual time between releases of its source, a month at least. ``is_own``: the publisher
    is the place's own.
    """

    measure_id: str
    first: Period
    last: Period
    period_count: int
    value_count: int
    newest: Period | None
    is_own: bool
    usual_gap_months: int = 1

    @cached_property
    def measure(self) -> Measure:
        """What is counted."""
        return registry.measure(self.measure_id)

    @property
    def end_index(self) -> int:
        """Number of months from the beginning of year 0 to the end of the newest period with a value; 0 without one."""
        return self.newest.index + self.newest.length_months if self.newest else 0

    @property
    def is_course(self) -> bool:
        """Whether it counts deaths from drugs over periods that follow each other: a line can show how they went."""
        has_values = self.newest is not None
        return has_values and self.measure.counts_drug_deaths and self.measure.period in MONTHS_BETWEEN_PERIODS

    @cached_property
    def has_gaps(self) -> bool:
        """Whether it has too few periods, or too many are missing from the first to the last.

        Suppose 2019 and 2021 to 2025 are held of a measure by year: one of seven is missing, and it has no gaps.
        """
        step = MONTHS_BETWEEN_PERIODS.get(self.measure.period)
        if step is None:
            return True
        expected = (self.last.index - self.first.index) // step + 1
        fewest = MIN_MONTHS if self.measure.period is PeriodKind.MONTH else MIN_VALUES
        return self.period_count < max(fewest, min(MIN_COVERAGE * expected, expected - 1))

    @property
    def is_whole(self) -> bool:
        """Whether it has no gaps and is not mostly withheld."""
        enough = max(MIN_VALUES, MIN_SHARE_OF_VALUES * self.period_count)
        return not self.has_gaps and self.value_count >= enough


def rank_measures(measure_ids: Collection[str], records: PlaceRecords, usual: str = "") -> tuple[str, ...]:
    """Return measures of one place in the order in which a reader would want them: the first is the default.

    Deaths from drugs over periods that follow each other come first, then other counts of deaths, then the rest. Of
    these, in turn: what ends less than a year before the newest, what is whole, and what is current: it ends no more
    than one usual gap between releases before the newest whole one. Of current ones the place's own publisher comes
    first, then the newest, then the order given.

    As of an earlier day the measure that is ``usual`` now counts as whole, however little of it was held by then.
    Suppose San Francisco's totals of 2017 to 2020 are held, and two scattered months: it is shown by its totals.

    Suppose Maine's own totals end with 2025 and the CDC's twelve months with April 2025: Maine's are current, the CDC's
    are not. With the CDC's to January 2026 both would be, and Maine's come first; to March 2026, the CDC's.
    """
    courses = [record for name in measure_ids if (record := records.get(name)) and record.is_course]
    newest_end = max((record.end_index for record in courses), default=0)
    recent = [record for record in courses if record.end_index >= newest_end - MAX_LAG_MONTHS]
    whole = [record for record in recent if record.is_whole or record.measure_id == usual] or recent
    newest_whole = max(whole, key=lambda record: record.end_index, default=None)
    current_from = newest_whole.end_index - newest_whole.usual_gap_months if newest_whole else 0

    def standing(name: str) -> tuple[int, ...]:
        record = records.get(name)
        if record is None:
            return (AFTER_ALL_HELD,)
        return (
            not record.measure.counts_deaths,
            not record.is_course,
            record not in recent,
            not (record.is_whole or record.measure_id == usual),
            record.end_index < current_from,
            not record.is_own,
            -record.end_index,
        )

    return tuple(sorted(measure_ids, key=standing))


def rank_by_place(measures: Mapping[str, Collection[str]], records: Records) -> dict[str, tuple[str, ...]]:
    """Rank the measures of each place, those that are equal in the order in which their sources are registered."""
    in_order = {name: rank for rank, name in enumerate(registry.MEASURES)}
    return {
        place: rank_measures(sorted(names, key=in_order.__getitem__), records.get(place, {}))
        for place, names in measures.items()
    }


def first_of_each_publisher(measures: tuple[str, ...]) -> list[str]:
    """Return the first measure of each source."""
    first: dict[str, str] = {}
    for measure in measures:
        first.setdefault(registry.source_of(measure).id, measure)
    return list(first.values())


def smallest_cover(offered: list[tuple[str, ...]]) -> list[str]:
    """Choose measures so that each place has one, whatever the order of the places; first the one that most have."""
    chosen: list[str] = []
    while left := [measures for measures in offered if not set(measures) & set(chosen)]:
        ranks: dict[str, list[int]] = {}
        for measures in left:
            for rank, measure in enumerate(measures):
                ranks.setdefault(measure, []).append(rank)
        chosen.append(min(ranks, key=lambda measure: (-len(ranks[measure]), sum(ranks[measure]), measure)))
    return chosen
