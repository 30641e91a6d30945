"""Compares two periods like for like: both as they stood equally long after their ends.

First figures grow. A month's first figure beside the revised one of a year before makes a fall larger, and a rise
smaller, than it is between figures of one age.

Decision D18 in README.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from etl.core.model import Period
from etl.store.revisions import publications_by_period
from etl.store.series import Series
from etl.store.series_cache import cached_by_series

MAX_AGE_DIFFERENCE = timedelta(days=14)
"""Figures whose ages differ by more are not of one age."""


@dataclass(frozen=True, slots=True)
class AgedValue:
    """A value as it was published, changed or not, on a day: ``age`` after the end of its period."""

    period: Period
    vintage: date
    value: float

    @property
    def age(self) -> timedelta:
        """How long after the end of its period it was published."""
        return self.vintage - self.period.end


@dataclass(frozen=True)
class SameAgeChange:
    """Two values of one age, each published as it stands or added up of its parts.

    ``parts`` are those of the later value, each with the part of the earlier value that is of its age, the newest last.
    """

    parts: tuple[tuple[AgedValue, AgedValue], ...]

    @property
    def value(self) -> float:
        """The later value."""
        return sum(later.value for later, _ in self.parts)

    @property
    def base_value(self) -> float:
        """The earlier value, which is not nothing."""
        return sum(earlier.value for _, earlier in self.parts)

    @property
    def difference(self) -> float:
        """By how much the later value is higher, or lower where it is negative."""
        return self.value - self.base_value

    @property
    def change(self) -> float:
        """The change from the earlier to the later value, as a share of the earlier."""
        return self.value / self.base_value - 1

    @property
    def newest(self) -> AgedValue:
        """The newest part of the later value; where it is published as it stands, that value itself."""
        return self.parts[-1][0]

    @property
    def base_newest(self) -> AgedValue:
        """The part of the earlier value that stands beside the newest one of the later."""
        return self.parts[-1][1]


def change_at_same_age(
    series: Series, pairs: Iterable[tuple[Period, Period]], day: date, edition: int | None = None
) -> SameAgeChange | None:
    """Return the change from earlier periods to later ones at the newest age at which both were published by a day.

    Each later period is paired with its earlier one; of a sum there is a pair for each part. None where the periods of
    a pair were never published within ``MAX_AGE_DIFFERENCE`` of one age, or where the earlier ones were nothing.
    Suppose July 2024 was published 30 and 58 days after its end, and July 2023 29 and 200 days after its own: then they
    are compared as of 30 and 29 days.
    """
    parts = [_values_of_one_age(series, later, earlier, day, edition) for later, earlier in pairs]
    whole = tuple(part for part in parts if part)
    if not whole or len(whole) < len(parts):
        return None
    compared = SameAgeChange(whole)
    return compared if compared.base_value else None


@cached_by_series(4096)
def _values_of_one_age(
    series: Series, period: Period, base: Period, day: date, edition: int | None
) -> tuple[AgedValue, AgedValue] | None:
    later, earlier = _values_until(series, period, day, edition), _values_until(series, base, day, edition)
    for value in reversed(later):
        differences = [(abs(other.age - value.age), other.vintage, other) for other in earlier]
        difference, _, nearest = min(differences, default=(timedelta.max, day, value))
        if difference <= MAX_AGE_DIFFERENCE:
            return value, nearest
    return None


def _values_until(series: Series, period: Period, day: date, edition: int | None) -> list[AgedValue]:
    """Return what was published of a period by a day, oldest first; without the days on which there was no value."""
    publications = publications_by_period(series, edition).get(period, [])
    return [
        AgedValue(period, seen, entry.value) for seen, entry in publications if seen <= day and entry.value is not None
    ]
