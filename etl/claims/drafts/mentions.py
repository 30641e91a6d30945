"""Spans of time that a text names: what each says, before it is known what is spoken of."""

from dataclasses import dataclass
from datetime import date

from etl.core.model import Period


@dataclass(frozen=True)
class Mention:
    """A span of time named from ``start`` to ``end`` of a sentence. One of these says which; none does of a date.

    ``period`` is it whole; ``shift``, so many months from the span spoken of ("a year earlier" is -12, "that month" 0);
    ``in_year``, the span spoken of, in that year ("the same month in 2019"); ``open_start``, from that month to the
    newest that was published; ``trailing``, as many months up to that. ``parts`` are the two ends of a range.
    ``month`` is that of a date, which "that month" may mean.
    """

    start: int
    end: int
    period: Period | None = None
    shift: int | None = None
    in_year: int | None = None
    open_start: Period | None = None
    trailing: int | None = None
    parts: tuple[Period, Period] | None = None
    length: int | None = None
    is_since: bool = False
    month: Period | None = None

    @property
    def is_span(self) -> bool:
        """Whether it can be the span of a figure; a date cannot."""
        return any(
            value is not None for value in (self.period, self.shift, self.in_year, self.open_start, self.trailing)
        )

    @property
    def is_relative(self) -> bool:
        """Whether it is another span than the one spoken of, named from that one."""
        return bool(self.shift) or self.in_year is not None

    def resolve(self, main: Period | None, newest: Period | None) -> Period | None:
        """Return the span, None where what it leans on is not known or where it would end before it begins.

        ``main`` is the span spoken of, ``newest`` the newest month that was published.
        """
        if self.period:
            return self.period
        if self.shift is not None:
            return self._shifted(main)
        if self.in_year is not None:
            return main and main.shift(12 * (self.in_year - main.end.year))
        return self._up_to(newest) if newest else None

    def _up_to(self, newest: Period) -> Period | None:
        if self.trailing is not None:
            return up_to(newest, self.trailing)
        if self.open_start and self.open_start.start <= newest.start:
            return Period.of_days(self.open_start.start, newest.end)
        return None

    def _shifted(self, main: Period | None) -> Period | None:
        if main is None or (self.length and self.length != main.length_months):
            return None
        return main.shift(self.shift or 0)


def up_to(last: Period, months: int) -> Period:
    """Return the span of so many months that ends with ``last``."""
    first = Period.month(last.end.year, last.end.month).shift(1 - months)
    return Period.of_days(first.start, last.end)


def newest_before(published: date, month: int, months: int = 1) -> Period:
    """Return the newest span of so many months that ends with ``month`` and ended before a day."""
    last = Period.month(published.year, month)
    while last.end >= published:
        last = last.shift(-12)
    return up_to(last, months)


def in_year(year: int, first: int, last: int) -> Period:
    """Return the months ``first`` to ``last`` of a year; ``first`` is of the year before where it is the higher."""
    return Period.months(year - (first > last), first, year, last)
