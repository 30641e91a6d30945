"""Counts by month as they come from a table of the dashboard, gathered cell by cell with what is wrong with them."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from etl.sources.ca_bc_coroners.measures import month_number

_T = TypeVar("_T")


class Counts:
    """The figures of one table by (year, month), and every problem met while reading them."""

    def __init__(self) -> None:
        self.title = ""
        self.problems: list[str] = []
        self._cells: dict[tuple[int, int], int | None] = {}

    def add(self, place: str, year: object, month: object, count: object) -> None:
        """Take one figure; ``place`` names where it stands. A blank count is kept as not yet published."""
        of_year = self.read(place, "year", year, read_year)
        of_month = self.read(place, "month", month, _read_month)
        before = len(self.problems)
        deaths = self.read(place, "deaths", count, read_count)
        if of_year is None or of_month is None:
            return
        unreadable = len(self.problems) > before
        if (of_year, of_month) in self._cells:
            self.problems.append(f"{place}: found {of_year}-{of_month:02} again; expected every month once")
        self._cells[of_year, of_month] = 0 if unreadable else deaths  # refused already, and no gap besides

    def read(self, place: str, name: str, found: object, reader: Callable[[object], _T]) -> _T | None:
        """A cell as ``reader`` takes it, or None with the problem noted."""
        try:
            return reader(found)
        except ValueError as error:
            self.problems.append(f"{place}, {name}: found {found!r}; expected {error}")
            return None

    def published(self) -> dict[tuple[int, int], int]:
        """The months with a figure, in order."""
        return {month: count for month, count in sorted(self._cells.items()) if count is not None}

    def total(self, year: int | None = None) -> int:
        """What the months of ``year`` add up to, or those of all years."""
        return sum(count for (of_year, _), count in self.published().items() if year in (None, of_year))

    def gaps(self) -> Iterator[str]:
        """Every month before the last one published that has no figure."""
        published = self.published()
        if not published:
            if not self.problems:
                yield "the table: found no month with a count; expected at least one"
            return
        last = max(published)
        for year, month in _months(min(self._cells), last):
            if (year, month) not in published:
                found = "a blank" if (year, month) in self._cells else "nothing"
                yield (
                    f"{year}-{month:02}: found {found}; expected a count for every month to {last[0]}-{last[1]:02}, "
                    "the last one published (a blank may be zero or missing: write 0 if the dashboard means it)"
                )


def _months(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for index in range(12 * first[0] + first[1] - 1, 12 * last[0] + last[1]):
        yield index // 12, index % 12 + 1


def read_year(found: object) -> int:
    """A year of the record."""
    year = whole(found)
    if year is None or not 1990 <= year <= 2100:
        raise ValueError("a year from 1990 to 2100")
    return year


def read_count(found: object) -> int | None:
    """A count of deaths, None for a blank cell."""
    if found is None or found == "":
        return None
    count = whole(found)
    if count is None:
        raise ValueError("a whole number of 0 or more")
    return count


def _read_month(found: object) -> int:
    month = month_number(found) if isinstance(found, str) and not found.isdigit() else whole(found)
    if month is None or not 1 <= month <= 12:
        raise ValueError("a month as 1 to 12 or by its name")
    return month


def whole(found: object) -> int | None:
    """A whole number of 0 or more, from JSON or from text with or without thousands commas; else None."""
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    text = "" if isinstance(found, bool) else str(found)
    return int(text.replace(",", "")) if re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2}", text) else None
