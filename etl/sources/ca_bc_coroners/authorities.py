"""Reads the report's table by month and health authority: two years, with some townships in the columns beside.

Its header runs over several lines, "Year Month Interior Fraser Vancouver", "Coastal Island Northern Vancouver Surrey";
a year stands before its January only; ``Total`` and ``Average`` follow the last month.
"""

import re
from collections.abc import Iterator, Sequence

from etl.core.model import Period
from etl.sources.ca_bc_coroners.measures import AUTHORITIES, BcSeries, month_number
from etl.sources.ca_bc_coroners.monthly import MonthlyTable
from etl.sources.ca_bc_coroners.pdf_tables import Line, number, split

_HEADER = re.compile(r"year month interior fraser vancouver coastal (?:vancouver )?island northern\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?P<year>(?:19|20)\d\d) )?(?P<month>[a-z]{3,}\.?)", re.IGNORECASE)

_Counts = dict[Period, tuple[int, ...]]


def read(lines: Sequence[Line], months: MonthlyTable, problems: list[str]) -> list[BcSeries] | None:
    """Return a series of months for each health authority, or None where there is no such table.

    None of a table that is not read safely: what is wrong with it is added to ``problems``.
    """
    start = next((index for index in range(len(lines)) if _HEADER.match(_header(lines[index : index + 6]))), None)
    if start is None:
        return None
    table = f"table by month and health authority (page {lines[start].page})"
    before = len(problems)
    counts, total = _rows(table, lines[start:], problems)
    problems += [] if len(problems) > before else _breaches(table, counts, total, months)
    if len(problems) > before:
        return []
    return [
        BcSeries({month: row[column] for month, row in counts.items()}, {}, place)
        for column, place in enumerate(AUTHORITIES.values())
    ]


def _header(lines: Sequence[Line]) -> str:
    """Return the words from the first line to the first row."""
    words: list[str] = []
    for line in lines:
        label, cells = split(line.text)
        if cells:
            break
        words.append(label)
    return " ".join(words)


def _rows(table: str, lines: Sequence[Line], problems: list[str]) -> tuple[_Counts, tuple[int, ...]]:
    """Return the counts of the health authorities by month, and their totals; townships are passed over."""
    counts: _Counts = {}
    year, width = 0, 0
    for label, cells in (split(line.text) for line in lines):
        if not cells:
            continue
        width = width or len(cells)
        numbers = [number(cell) for cell in cells[: len(AUTHORITIES)]]
        row = tuple(int(count) for count in numbers if count is not None and not count % 1)
        if len(cells) != width or len(row) != len(AUTHORITIES):
            problems.append(f"{table}, row {label!r}: found {' '.join(cells)}; expected {width} whole numbers")
        if label.lower() == "total":
            return counts, row
        name = _LABEL.fullmatch(label)
        number_of_month = month_number(name["month"]) if name else None
        year = int(name["year"]) if name and name["year"] else year
        month = Period.month(year, number_of_month) if number_of_month and year else None
        if month is None or month in counts:
            problems.append(f"{table}: found the row {label!r} again or out of place; expected a month or Total")
            break
        counts[month] = row
    else:
        problems.append(f"{table}: found no row Total; expected it under the months")
    return counts, ()


def _breaches(table: str, counts: _Counts, total: tuple[int, ...], months: MonthlyTable) -> Iterator[str]:
    """Yield what the months do not add up to: the total of each health authority, and the deaths of each month."""
    first = min(counts, default=months.last)
    expected = {month for month in months.counts if month >= first}
    for month in sorted(expected.symmetric_difference(counts)):
        yield f"{table}: found {month.label} in one table only; expected the months that the table by month has"
    for column, name in enumerate(AUTHORITIES):
        added = sum(row[column] for row in counts.values())
        if added != total[column]:
            yield f"{table}, column {name}: printed {total[column]}, the months add up to {added}"
    for month, row in counts.items():
        count = months.counts.get(month, sum(row))
        if sum(row) != count:
            yield f"{table}, row {month.label}: the parts add up to {sum(row)}, the table by month has {count}"
