"""Compares two periods like for like: both as they stood equally long after their ends.

First figures grow. A month's first figure beside the revised one of a year before makes a fall larger, and a rise
smaller, than it is between figures of one age.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from etl.core.model import Period
from etl.store.series import PublishedValue, Series

MAX_AGE_DIFFERENCE = timedelta(days=14)
"""Figures whose ages differ by more are not of one age."""


@dataclass(frozen=True)
class SameAgeChange:
    """Two values of one age: each as published ``age`` after the end of its period."""

    value: float
    base_value: float
    age: timedelta
    base_age: timedelta
    base_vintage: date

    @property
    def change(self) -> float:
        """The change from the earlier to the later value, as a share of the earlier."""
        return self.value / self.base_value - 1


def change_at_same_age(
    series: Series, period: Period, base: Period, day: date, edition: int | None = None
) -> SameAgeChange | None:
    """Return the change from one period to another as of a day, the earlier one as it stood at the same age.

    None where either has no value, where the earlier one was not published within ``MAX_AGE_DIFFERENCE`` of the age
    that the later one has on the day, or was nothing. Suppose July 2024 was published 58 days after its end: then July
    2023 is taken as published 44 to 72 days after its own.
    """
    public = [(seen, entry) for seen, entry in series.publications(period, edition) if seen <= day]
    if not public:
        return None
    vintage, later = public[-1]
    age = vintage - period.end
    sights = [(seen, entry) for seen, entry in series.publications(base, edition) if seen <= day]
    base_vintage, earlier = min(sights, key=lambda sight: abs(sight[0] - base.end - age), default=(date.min, None))
    if earlier is None or abs(base_vintage - base.end - age) > MAX_AGE_DIFFERENCE:
        return None
    return _change(later, earlier, age, base_vintage - base.end, base_vintage)


def _change(
    later: PublishedValue, earlier: PublishedValue, age: timedelta, base_age: timedelta, base_vintage: date
) -> SameAgeChange | None:
    if later.value is None or not earlier.value:
        return None
    return SameAgeChange(later.value, earlier.value, age, base_age, base_vintage)
