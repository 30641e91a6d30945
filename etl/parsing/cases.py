"""Counts cases by month where a publisher lists them one by one: rows about people, which are counted and forgotten.

Nothing that a row says is repeated, neither in what is returned nor in what is refused: of a cell that cannot be read
only its place is told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document, Source
from etl.parsing.csv_rows import duplicates
from etl.parsing.documents import StatedValue, to_frame
from etl.parsing.socrata import SocrataRow, missing_months, parse_day

MAX_EQUAL_SHARE = 0.05
"""Share of cases without a number that may be equal to another in every cell: two people may die on one day."""


@dataclass(frozen=True)
class MonthlyCounts:
    """The cases of each month that had ended, and how many were left out: without a day, before the record, too new."""

    by_month: Mapping[Period, int]
    undated: int
    too_early: int
    under_way: int

    @property
    def span(self) -> Period:
        """From the first month to the last."""
        return Period(min(self.by_month).start, max(self.by_month).end)

    @property
    def notes(self) -> Iterator[str]:
        """What was left out, in words."""
        if self.undated:
            yield f"{self.undated:,} without a date left out"
        if self.too_early:
            yield f"{self.too_early:,} dated before the record begins left out"
        if self.under_way:
            yield f"{self.under_way:,} of months that had not ended left out"


def count_by_month(
    cases: Sequence[SocrataRow], column: str, vintage: date, problems: list[str], *, begins: date = date.min
) -> MonthlyCounts:
    """Count cases by the month of the day in a column, of months from ``begins`` on that had ended by ``vintage``.

    A day that cannot be read, and a month without a case between others, are added to ``problems``.
    """
    months = Counter(month for case in cases if case.cell(column) and (month := _month(case, column, problems)))
    by_month = {month: count for month, count in months.items() if month.start >= begins and month.end < vintage}
    problems += [] if problems else missing_months(by_month)
    if not by_month and not problems:
        problems.append(
            "the file: found no case with a date in a month that had ended; expected one row for each death"
        )
    return MonthlyCounts(
        by_month,
        undated=sum(not case.cell(column) for case in cases),
        too_early=sum(count for month, count in months.items() if month.start < begins),
        under_way=sum(count for month, count in months.items() if month.end >= vintage),
    )


def monthly_release(
    document: Document,
    source: Source,
    title: str,
    counts: MonthlyCounts,
    day: tuple[date, VintageBasis],
    notes: Sequence[str],
) -> Release:
    """Return the release that counts of the one measure of a source are; some of its newest cases are still open.

    ``day`` is that of publication and how it is known; ``notes`` are said before what was left out.
    """
    (measure,), (vintage, basis) = source.measure_ids, day
    return Release(
        source=source.id,
        vintage=vintage,
        vintage_basis=basis,
        title=f"{title}, {counts.span.start:%Y-%m} to {counts.span.end:%Y-%m}",
        url=document.url,
        rows=to_frame(StatedValue(measure, source.place, *count) for count in sorted(counts.by_month.items())),
        restates=(RestatedSpan(measure, counts.span, source.place, "all"),),
        note="; ".join((*notes, *counts.notes)),
        has_open_cases=True,
    )


def _month(case: SocrataRow, column: str, problems: list[str]) -> Period | None:
    try:
        day = parse_day(case.cell(column))
    except ValueError as error:
        problems.append(f"{case.location}, column {column}: found something else; expected {error}")
        return None
    return Period.month(day.year, day.month)


def repeated_cases(cases: Sequence[SocrataRow], number_columns: Sequence[str]) -> Iterator[str]:
    """Yield that two releases are in one file: a case stands twice, or many equal rows where cases have no number."""
    column = next((name for name in number_columns if any(case.cell(name) for case in cases)), None)
    if column:
        again = duplicates((case for case in cases if case.cell(column)), lambda case: case.cell(column))
        most = 0
    else:
        again = duplicates(cases, lambda case: tuple(sorted(case.cells.items())))
        most = int(MAX_EQUAL_SHARE * len(cases))
    count = sum(1 for _ in again)
    if count > most:
        yield f"the file: found {count:,} rows of cases that it already has; expected one release, each case once"
