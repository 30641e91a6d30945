"""Gathers counts by month from a table of the dashboard, cell by cell, with what is wrong with them."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from etl.core.model import Period
from etl.sources.ca_bc_coroners.measures import month_number

_WHOLE = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0+)?")
_T = TypeVar("_T")


class Counts:
    """The counts of one table by month, and every problem met while reading them."""

    def __init__(self) -> None:
        self.title = ""
        self.problems: list[str] = []
        self._cells: dict[Period, int | None] = {}

    def add(self, place: str, year: object, month: object, count: object) -> None:
        """Take one count; ``place`` names where it stands. A blank is kept as not yet published."""
        of_year = self.read(place, "year", year, read_year)
        of_month = self.read(place, "month", month, _read_month)
        before = len(self.problems)
        deaths = self.read(place, "deaths", count, read_count)
        if of_year is None or of_month is None:
            return
        unreadable = len(self.problems) > before
        period = Period.month(of_year, of_month)
        if period in self._cells:
            self.problems.append(f"{place}: found {period.label} again; expected every month once")
        self._cells[period] = 0 if unreadable else deaths  # refused already, and no gap besides

    def read(self, place: str, name: str, cell: object, reader: Callable[[object], _T]) -> _T | None:
        """Return a cell as ``reader`` takes it, or None with the problem noted."""
        try:
            return reader(cell)
        except ValueError as error:
            self.problems.append(f"{place}, {name}: found {cell!r}; expected {error}")
            return None

    def published(self) -> dict[Period, int]:
        """Return the months with a count, in order."""
        return {month: count for month, count in sorted(self._cells.items()) if count is not None}

    def total(self, year: int | None = None) -> int:
        """Return what the months of ``year`` add up to, or those of all years."""
        return sum(count for month, count in self.published().items() if year in (None, month.start.year))

    def gaps(self) -> Iterator[str]:
        """Yield every month before the last one published that has no count."""
        published = self.published()
        if not published:
            if not self.problems:
                yield "the table: found no month with a count; expected at least one"
            return
        last = max(published)
        for month in Period.range(min(self._cells), last):
            if month not in published:
                cell = "a blank" if month in self._cells else "nothing"
                yield (
                    f"{month.label}: found {cell}; expected a count for every month to {last.label}, "
                    "the last one published (a blank may be zero or missing: write 0 if the dashboard means it)"
                )


def read_year(cell: object) -> int:
    """Return a year of the record."""
    year = whole(cell)
    if year is None or not 1990 <= year <= 2100:
        raise ValueError("a year from 1990 to 2100")
    return year


def read_count(cell: object) -> int | None:
    """Return a count of deaths, None for a blank cell."""
    if cell is None or cell == "":
        return None
    count = whole(cell)
    if count is None:
        raise ValueError("a whole number of 0 or more")
    return count


def _read_month(cell: object) -> int:
    month = month_number(cell) if isinstance(cell, str) and not cell[:1].isdigit() else whole(cell)
    if month is None or not 1 <= month <= 12:
        raise ValueError("a month as 1 to 12 or by its name")
    return month


def whole(cell: object) -> int | None:
    """Return a whole number of 0 or more, from JSON or from text with or without thousands commas; else None.

    Programs that know numbers only with decimals write ``2025.0``.
    """
    match = None if isinstance(cell, bool) else _WHOLE.fullmatch(str(cell))
    return int(match[1].replace(",", "")) if match else None
