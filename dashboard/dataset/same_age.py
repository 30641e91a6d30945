"""A change on a year before like for like: between values of one age, or that none can be formed.

Decision D18 in README.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import MIN_RELIABLE_COUNT, Observation, period_a_year_before
from dashboard.dataset.series_view import SeriesView
from etl.core.model import Period, PeriodKind
from etl.reference.notes import DatedPeriod, counts_change_between
from etl.store.revisions import is_recent
from etl.store.same_age import SameAgeChange, change_at_same_age

PART_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}
"""Months of the parts of which sums of twelve months are added up."""
PERCENT_DIGITS = 2
"""Changes are compared as they are written, in whole per cent: of two that read alike none goes another way."""


class LikeForLikeNote(StrEnum):
    """What files say of a change like for like, beside its values."""

    NONE = ""
    DIRECTION_DIFFERS = "direction_differs"
    NOT_HELD = "no_figures_of_one_age"
    BREAK = "break"


@dataclass(frozen=True)
class LikeForLike:
    """The change between two values as published by the day of a view, and the one between values of one age.

    ``same_age`` is None where no values of one age are held, or where they do not count the same (``is_across_break``).
    ``is_preliminary``: the newer value is known to change. ``is_recent``: its period had ended less than a year before
    the newest release.
    """

    change: float
    same_age: SameAgeChange | None
    is_across_break: bool
    is_preliminary: bool
    is_recent: bool

    @property
    def direction_differs(self) -> bool:
        """Whether one of both is a rise where the other is a fall."""
        return self.same_age is not None and is_opposite(self.change, self.same_age.change)

    @property
    def is_small(self) -> bool:
        """Whether values of one age are of so few deaths that the change between them says little."""
        values = (self.same_age.value, self.same_age.base_value) if self.same_age else ()
        return any(value < MIN_RELIABLE_COUNT for value in values)

    @property
    def is_telling(self) -> bool:
        """Whether it has to be said: the newer value is preliminary, or is recent and the changes are not alike."""
        if self.same_age is None or self.is_preliminary:
            return self.is_preliminary
        return self.is_recent and _percent(self.change) != _percent(self.same_age.change)

    @property
    def note(self) -> LikeForLikeNote:
        """What files say of it."""
        if self.same_age is None:
            return LikeForLikeNote.BREAK if self.is_across_break else LikeForLikeNote.NOT_HELD
        return LikeForLikeNote.DIRECTION_DIFFERS if self.direction_differs else LikeForLikeNote.NONE


def like_for_like(
    dataset: Dataset, view: SeriesView, newer: Observation, before: Observation | None
) -> LikeForLike | None:
    """Set the change of a value on the one of a year before beside the same between values of one age.

    Only what was published by the day of the view, and known in its edition, is used. None where there is no change.
    """
    if before is None or newer.value is None or not before.value or not view.is_comparable(before, newer):
        return None
    params = view.params
    same_age = change_at_same_age(view.series, _paired_parts(view, newer.period), params.cutoff, params.edition)
    across = same_age is not None and _counts_change(dataset, view, same_age)
    return LikeForLike(
        change=newer.value / before.value - 1,
        same_age=None if across else same_age,
        is_across_break=across,
        is_preliminary=newer.preliminary is not None,
        is_recent=view.newest_release is not None and is_recent(newer.period, view.newest_release),
    )


def _paired_parts(view: SeriesView, period: Period) -> list[tuple[Period, Period]]:
    """Return the parts of which a value is added up, or its period alone, each with the same months a year before."""
    whole = period.length_months
    months = PART_MONTHS.get(view.measure.period, whole) if view.params.window == 12 else whole
    first = Period.month(period.start.year, period.start.month)
    parts = [Period(first.shift(start).start, first.shift(start + months - 1).end) for start in range(0, whole, months)]
    return [(part, period_a_year_before(part)) for part in parts]


def _counts_change(dataset: Dataset, view: SeriesView, same_age: SameAgeChange) -> bool:
    """Tell whether any values of one age count different things, each by its release, or others than on the day."""
    notes = dataset.notes_on_series(view.params.measure, view.params.place)
    day = view.newest_release or view.params.cutoff
    dated_parts = (
        [DatedPeriod(value.period, value.vintage) for value in part] + [DatedPeriod(part[0].period, day)]
        for part in same_age.parts
    )
    return any(counts_change_between(notes, view.params.group, periods) for periods in dated_parts)


def is_opposite(change: float, other: float) -> bool:
    """Tell whether one change is written as a rise and the other as a fall, in whole per cent."""
    return _percent(change) * _percent(other) < 0


def _percent(change: float) -> float:
    return round(change, PERCENT_DIGITS)
