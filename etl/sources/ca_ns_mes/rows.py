"""Reads the rows of the data set that count deaths in the whole province, by month, quarter or year.

The table holds several in one. Rows of a year have ``All`` or ``Q1`` to ``Q4`` as their quarter and a sex or ``Total``;
rows of a month have its name and neither. Beside the counts by health zone, manner and drug stand percentages of where
and with whom people died, which have no ``Frequency``.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.core.model import Period, PeriodKind
from etl.parsing.csv_rows import duplicates, single_spaced
from etl.parsing.socrata import SocrataRow

REQUIRED = ("year", "healthzoneofresidence", "quarter", "month", "drugtype", "mannerofdeath", "frequency")
PROVINCE, ALL_MANNERS = "nova scotia", "all manners"

WITH_SUSPECTED, TOTAL, OPIOIDS = (
    "total - all substances (plus suspect cases)",
    "total - all substances",
    "opioid - total",
)
DRUG_TYPES = (WITH_SUSPECTED, TOTAL, OPIOIDS)
"""The drug types that are read; the names of all totals begin so, and a new one is refused."""

_GROUPS = {"": "all", "total": "all", "male": "sex:male", "female": "sex:female"}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_KINDS = {1: PeriodKind.MONTH, 3: PeriodKind.QUARTER, 12: PeriodKind.YEAR}


@dataclass(frozen=True)
class Count:
    """Deaths in the province: of which drug type and group, and over which month, quarter or year."""

    location: str
    drug_type: str
    group: str
    period: Period
    deaths: int

    @property
    def kind(self) -> PeriodKind:
        """How long its period is."""
        return _KINDS[self.period.length_months]


def read(rows: Sequence[SocrataRow], problems: list[str]) -> list[Count]:
    """Return the counts of the province, and add all that cannot be read safely to ``problems``."""
    counts = [count for row in rows if _is_read(row, problems) and (count := _count(row, problems))]
    problems += [
        f"{again.location}: found {again.drug_type!r}, {again.group}, for {again.period.label} again (it is in "
        f"{first.location}); expected each once"
        for again, first in duplicates(counts, lambda count: (count.drug_type, count.group, count.period))
    ]
    problems += [
        f"the file: found no counts of {drug_type!r}; expected them, as in iu6y-z4n3"
        for drug_type in DRUG_TYPES
        if not problems and drug_type not in {count.drug_type for count in counts}
    ]
    return counts


def _word(row: SocrataRow, column: str) -> str:
    return single_spaced(row.cell(column)).replace("–", "-").lower()


def _is_read(row: SocrataRow, problems: list[str]) -> bool:
    """Return whether a row counts deaths of a drug type that is read, in the province and by all manners."""
    drug_type = _word(row, "drugtype")
    if drug_type.startswith(("total", "opioid - total")) and drug_type not in DRUG_TYPES:
        expected = f"one of {', '.join(map(repr, DRUG_TYPES))}"
        problems.append(f"{row.location}, column Drug Type: found {row.cell('drugtype')!r}; expected {expected}")
    is_count = bool(row.cell("quarter") or row.cell("month"))
    places = (_word(row, "healthzoneofresidence"), _word(row, "mannerofdeath"))
    return is_count and drug_type in DRUG_TYPES and places == (PROVINCE, ALL_MANNERS)


def _count(row: SocrataRow, problems: list[str]) -> Count | None:
    period, group, cell = _period(row), _GROUPS.get(_word(row, "sex")), row.cell("frequency")
    if period is None:
        cells = f"year {row.cell('year')!r}, quarter {row.cell('quarter')!r} and month {row.cell('month')!r}"
        problems.append(f"{row.location}: found {cells}; expected a year with All, Q1 to Q4 or the name of a month")
    if group is None:
        problems.append(f"{row.location}, column Sex: found {row.cell('sex')!r}; expected Total, Male or Female")
    if not re.fullmatch(r"[0-9]{1,3}(,?[0-9]{3})*(\.0+)?", cell):
        problems.append(f"{row.location}, column Frequency: found {cell!r}; expected a whole number of deaths")
        return None
    if period is None or group is None:
        return None
    return Count(row.location, _word(row, "drugtype"), group, period, int(cell.partition(".")[0].replace(",", "")))


def _period(row: SocrataRow) -> Period | None:
    """Return the month, quarter or year of a row; None where its cells name none, or a month beside a quarter."""
    year, quarter, month = row.cell("year").removesuffix(".0"), _word(row, "quarter"), _word(row, "month")
    if not re.fullmatch("20[0-9]{2}", year) or bool(quarter) == bool(month):
        return None
    if quarter == "all":
        return Period.year(int(year))
    if re.fullmatch("q[1-4]", quarter):
        return Period.parse(f"{year}-{quarter.upper()}")
    return Period.month(int(year), _MONTHS[month[:3]]) if month[:3] in _MONTHS else None
