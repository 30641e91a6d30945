"""Whether an export adds up, and which of its totals may be taken.

What an export leaves out or suppresses is a count from 0 to 9: a total lies between what is shown and that much more.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.model import Period
from etl.sources.us_cdc_wonder.export import SMALLEST, Row
from etl.sources.us_cdc_wonder.footer import Footer
from etl.sources.us_cdc_wonder.measures import PLACES


def gaps(cells: Sequence[Row], said: Footer) -> Iterator[str]:
    """Months, and in an export that hides nothing also states, that are missing."""
    months = _months(cells)
    if not months:
        yield "the table: found no rows; expected one per month and state"
        return
    for earlier, later in pairwise(months):
        if Period(earlier.start, later.end).length != 2:
            yield f"the table: found nothing between {earlier.label} and {later.label}; expected every month"
    if said.years is not None and (years := {month.start.year for month in months}) != set(said.years):
        found = ", ".join(map(str, sorted(years)))
        yield f"the table: found months of {found}; expected those of {said.years[0]} to {said.years[-1]}, as asked for"
    missing = len(PLACES) * len(months) - len(cells)
    if missing and not said.hidden:
        yield f"the table: {missing} rows are missing; expected {len(PLACES)} states in each of {len(months)} months"


def breaches(cells: Sequence[Row], sums: Sequence[Row]) -> Iterator[str]:
    """Totals that the rows cannot add up to: rows lost, or numbers changed."""
    for total, shown, hidden in _compared(cells, sums):
        most = shown + (SMALLEST - 1) * hidden
        if total.deaths is not None and not shown <= total.deaths <= most:
            expected = f"{shown} to {most}, what the rows of the file and {hidden} not shown can add up to"
            yield f"line {total.line}: found a total of {total.deaths}; expected {expected}"


def nation(cells: Sequence[Row], sums: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The totals of all states by month, and those left out because a suppressed count would follow from them."""
    taken: list[Row] = []
    left_out: list[str] = []
    for total, shown, hidden in _compared(cells, sums):
        if total.month is None or total.state is not None or total.deaths is None:
            continue
        rest = total.deaths - shown
        if hidden == 1 or (hidden and rest in (hidden, (SMALLEST - 1) * hidden)):
            left_out.append(f"total of {total.month.label} left out: a suppressed count would follow from it")
        else:
            taken.append(total)
    return taken, left_out


def _compared(cells: Sequence[Row], sums: Sequence[Row]) -> Iterator[tuple[Row, int, int]]:
    """Each total with the deaths shown under it, and how many counts under it are not shown."""
    shown = {(row.month, row.state): row.deaths for row in cells if row.deaths is not None}
    all_months = _months(cells)
    for total in sums:
        of_year = [month for month in all_months if total.year in ("", str(month.start.year))]
        months = [total.month] if total.month else of_year
        states = [total.state] if total.state else PLACES
        under = [shown[month, state] for month in months for state in states if (month, state) in shown]
        yield total, sum(under), len(months) * len(states) - len(under)


def _months(cells: Sequence[Row]) -> list[Period]:
    return sorted({row.month for row in cells if row.month})
