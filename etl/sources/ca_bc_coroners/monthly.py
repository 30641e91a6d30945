"""Reads the report's table by month, and checks that it adds up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from etl.core.model import Period
from etl.sources.ca_bc_coroners.measures import MONTHS, month_number
from etl.sources.ca_bc_coroners.pdf_tables import PdfTable, Row, number

_SUMS = ("Subtotal", "Total", "Average")
_Cells = dict[str, tuple[Decimal | None, ...]]


@dataclass(frozen=True)
class MonthlyTable:
    """Counts of the months reported, and the totals of the years with at least one."""

    counts: dict[Period, int]
    totals: dict[int, int]
    note: str

    @property
    def last(self) -> Period:
        """Return the last month reported."""
        return max(self.counts)

    def period(self, year: int) -> Period:
        """Return what a total of that year covers: the last year reported runs to its last month."""
        last = self.last.start
        return Period.months(year, 1, year, last.month if year == last.year else 12)


def is_by_month(table: PdfTable) -> bool:
    """Return whether the table begins with months, which tells it from the years along the foot of a chart."""
    return any(_name(row) in MONTHS for row in table.rows[:3])


def read(table: PdfTable, problems: list[str]) -> MonthlyTable | None:
    """Return the table, or None with everything that is wrong with it added to ``problems``."""
    before = len(problems)
    cells, subtotal_after = _cells(table, problems)
    problems += [
        f"{table}: found no row {name}; expected January to December and Total"
        for name in (*MONTHS, "Total")
        if name not in cells
    ]
    if len(problems) > before:
        return None
    counts = _counts(table, cells, problems)
    if len(problems) > before:
        return None
    problems += _breaches(table, cells, counts, subtotal_after)
    totals = {year: int(total) for year, total in zip(table.years, cells["Total"], strict=True) if total is not None}
    reported = {month.start.year for month in counts}
    absent = [name.lower() for name in _SUMS if name not in cells]
    note = f" (no {' or '.join(absent)} printed)" if absent else ""
    return MonthlyTable(counts, {year: total for year, total in totals.items() if year in reported}, note)


def _cells(table: PdfTable, problems: list[str]) -> tuple[_Cells, int]:
    """Return the numbers of each row by its full name, and after how many months the subtotal stands."""
    cells: _Cells = {}
    subtotal_after = 0
    for row in table.rows:
        name = _name(row)
        if "Total" in cells and name != "Average":
            break
        if name is None:
            problems.append(f"{table}: found the row {row.label!r} of {len(row.cells)} cells; expected a month")
        elif name in cells:
            problems.append(f"{table}, row {name}: found twice; expected once")
        else:
            cells[name] = _numbers(table, name, row, problems)
        if name == "Subtotal":
            subtotal_after = len(cells) - 1
        if name == "Average":
            break
    return cells, subtotal_after


def _name(row: Row) -> str | None:
    """Return ``March`` for ``Mar``. Only the last word counts: the head of a page may stand between two rows."""
    word = re.sub(r"sub[- ]total$", "subtotal", row.label.lower().rstrip(".:")).rpartition(" ")[2]
    month = month_number(word)
    if month is not None:
        return MONTHS[month - 1]
    return next((name for name in _SUMS if name.lower() == {"avg": "average"}.get(word, word)), None)


def _numbers(table: PdfTable, name: str, row: Row, problems: list[str]) -> tuple[Decimal | None, ...]:
    """Return the cells as numbers. Months yet to come may be left blank, and they concern the last year only."""
    years = len(table.years)
    blank = 1 if name in MONTHS and len(row.cells) == years - 1 else 0
    if len(row.cells) + blank != years:
        problems.append(f"{table}, row {name}: found {len(row.cells)} cells; expected {years}, one per year")
    cells = tuple(number(cell) for cell in row.cells) + (None,) * blank
    if name != "Average" and any(cell is not None and cell % 1 for cell in cells):
        problems.append(f"{table}, row {name}: found {' '.join(row.cells)}; expected whole numbers")
    return cells


def _counts(table: PdfTable, cells: _Cells, problems: list[str]) -> dict[Period, int]:
    counts: dict[Period, int] = {}
    for column, year in enumerate(table.years):
        months = [cells[name][column] for name in MONTHS]
        printed = [month for month, count in enumerate(months, start=1) if count is not None]
        may_end_early = year == table.years[-1]
        if printed != list(range(1, (len(printed) if may_end_early else 12) + 1)):
            missing = [month for month in range(1, max(printed, default=12) + 1) if month not in printed]
            names = ", ".join(MONTHS[month - 1] for month in missing or range(len(printed) + 1, 13))
            problems.append(f"{table}, column {year}: found no figure for {names}; expected one for every month")
        counts |= {Period.month(year, month): int(months[month - 1] or 0) for month in printed}
    return counts


def _breaches(table: PdfTable, cells: _Cells, counts: dict[Period, int], subtotal_after: int) -> Iterator[str]:
    """Yield every printed subtotal, total and average that does not follow from the months."""
    for column, year in enumerate(table.years):
        months = [count for month, count in sorted(counts.items()) if month.start.year == year]
        for name, total in (("Subtotal", sum(months[:subtotal_after])), ("Total", sum(months))):
            if name in cells and (cells[name][column] or 0) != total:
                printed = cells[name][column]
                yield f"{table}, row {name}, column {year}: printed {printed}, the months add up to {total}"
        average = cells["Average"][column] if "Average" in cells else None
        if average is not None and months and not _rounds_to(average, sum(months), len(months)):
            mean = f"{sum(months) / len(months):.2f}"
            yield f"{table}, row Average, column {year}: printed {average}, the mean of {len(months)} months is {mean}"


def _rounds_to(printed: Decimal, total: int, months: int) -> bool:
    """Return whether the mean is within half of the last decimal printed."""
    decimals = len(str(printed).partition(".")[2])
    return abs(printed - Decimal(total) / months) <= Decimal(5).scaleb(-decimals - 1)
