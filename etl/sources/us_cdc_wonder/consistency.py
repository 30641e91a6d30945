"""Checks whether an export adds up, and which of its totals may be taken.

What an export leaves out or suppresses is a count from 0 to 9: a total lies between what is shown and that much more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from etl.core.model import Period
from etl.sources.us_cdc_wonder.export import MIN_COUNT, WonderRow
from etl.sources.us_cdc_wonder.footer import Footer
from etl.sources.us_cdc_wonder.measures import PLACES


def gaps(cells: Sequence[WonderRow], sums: Sequence[WonderRow], query: Footer) -> Iterator[str]:
    """Yield months, and in an export that hides nothing also states, that are missing."""
    if (cells or sums) and query.by_state is not bool(cells):
        asked_for = "Month and State" if query.by_state else "Month alone"
        yield f"the footer, Group By: found {asked_for}; expected the table's columns"
    months = _months(cells or sums)
    if not months:
        yield "the table: found no rows; expected one per month and state"
        return
    for earlier, later in pairwise(months):
        if later != earlier.shift(1):
            yield f"the table: found nothing between {earlier.label} and {later.label}; expected every month"
    if query.years is not None and (years := {month.start.year for month in months}) != set(query.years):
        listed = ", ".join(map(str, sorted(years)))
        asked_for = f"{query.years[0]} to {query.years[-1]}"
        yield f"the table: found months of {listed}; expected those of {asked_for}, as asked for"
    missing = len(PLACES) * len(months) - len(cells)
    if cells and missing and not query.hidden:
        yield f"the table: {missing} rows are missing; expected {len(PLACES)} states in each of {len(months)} months"


def breaches(cells: Sequence[WonderRow], sums: Sequence[WonderRow]) -> Iterator[str]:
    """Yield totals that the rows cannot add up to: rows lost, or numbers changed. An export of the nation has none."""
    if not cells:
        return
    for total, visible, hidden in _compared(cells, sums):
        most = visible + (MIN_COUNT - 1) * hidden
        if total.deaths is not None and not visible <= total.deaths <= most:
            expected = f"{visible} to {most}, what the rows of the file and {hidden} not shown can add up to"
            yield f"line {total.line}: found a total of {total.deaths}; expected {expected}"


def nation(cells: Sequence[WonderRow], sums: Sequence[WonderRow]) -> tuple[list[WonderRow], list[str]]:
    """Return the totals of all states by month, and notes of those from which a suppressed count would follow.

    Of an export of the nation all are taken: no state's count follows from it.
    """
    if not cells:
        return [total for total in sums if total.month], []
    taken: list[WonderRow] = []
    left_out: list[str] = []
    for total, visible, hidden in _compared(cells, sums):
        if total.month is None or total.state is not None or total.deaths is None:
            continue
        rest = total.deaths - visible
        if hidden == 1 or (hidden and rest in (hidden, (MIN_COUNT - 1) * hidden)):
            left_out.append(f"total of {total.month.label} left out: a suppressed count would follow from it")
        else:
            taken.append(total)
    return taken, left_out


def not_shown(cells: Sequence[WonderRow]) -> list[WonderRow]:
    """Return a row without a count for each month and state of which the export has none."""
    shows = {(row.month, row.state) for row in cells}
    months = {row.month: row for row in cells if row.month}
    return [
        replace(row, state=place, deaths=None)
        for month, row in sorted(months.items())
        for place in PLACES
        if (month, place) not in shows
    ]


def _compared(cells: Sequence[WonderRow], sums: Sequence[WonderRow]) -> Iterator[tuple[WonderRow, int, int]]:
    """Yield each total with the sum of the deaths under it, and how many counts under it are not given."""
    deaths = {(row.month, row.state): row.deaths for row in cells if row.deaths is not None}
    all_months = _months(cells)
    for total in sums:
        year_months = [month for month in all_months if total.year in ("", str(month.start.year))]
        months = [total.month] if total.month else year_months
        states = [total.state] if total.state else PLACES
        under = [deaths[month, state] for month in months for state in states if (month, state) in deaths]
        yield total, sum(under), len(months) * len(states) - len(under)


def _months(cells: Sequence[WonderRow]) -> list[Period]:
    return sorted({row.month for row in cells if row.month})
