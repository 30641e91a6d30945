"""Reads the rows of ``SubstanceHarmsData.csv`` that are total numbers of deaths.

The file holds counts, rates and shares of deaths, stays in hospital and calls for an ambulance. Read are the rows of
``Deaths`` / ``Overall numbers`` / ``Number``; until 2023 a column ``Type_Event`` also tells total deaths from those by
accident or suicide. Deaths by sex, by age or by manner stand there as rates and shares, or crossed with each other,
in all but the oldest layouts, and are not read.
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.core.errors import InvalidDocument
from etl.core.model import Period, PeriodKind, Status
from etl.parsing.csv_rows import csv_rows, duplicates, single_spaced
from etl.parsing.documents import limit
from etl.sources.ca_phac.measures import MEASURE_IDS, REGIONS, SUBSTANCES

_COLUMNS = (
    "Substance",
    "Source",
    "Specific_Measure",
    "Region",
    "PRUID",
    "Time_Period",
    "Year_Quarter",
    "Aggregator",
    "Disaggregator",
    "Unit",
    "Value",
)
_EVENT = re.compile(r"(Total|Accidental|Suicide) apparent (?:opioid|stimulant) toxicity deaths", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})[ -]?Q([1-4])", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?: ?\((\w{3}) to (\w{3})\))?", re.ASCII)
_MONTHS = tuple(calendar.month_abbr)  # "" first, so that January is 1
_COUNT = re.compile(r"[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+")
_WORDS = {
    "suppr.": Status.SUPPRESSED,
    "suppressed": Status.SUPPRESSED,
    "n/a": Status.NOT_AVAILABLE,
    "not available": Status.NOT_AVAILABLE,
}
_CODES = {"-1": Status.SUPPRESSED, "-2": Status.NOT_AVAILABLE}  # of a copy in circulation, not of the Agency

_Cells = Mapping[str, str]


@dataclass(frozen=True)
class PhacRow:
    """One total number of deaths, ``measure`` its id; ``value`` is None where ``status`` says why there is none."""

    line: int
    measure: str
    kind: PeriodKind
    place: str
    period: Period
    value: int | None
    status: Status


def read(name: str, text: str) -> tuple[list[PhacRow], list[str]]:
    """Return every total of the file, and the periods left out because no measure counts over them."""
    problems: list[str] = []
    rows: list[PhacRow] = []
    left_out: dict[str, None] = {}
    marks: set[str] = set()
    for line, cells in _totals(name, text, problems):
        try:
            kind, period = _period(cells)
            marks.add(cells["value"].lower())
            if kind is None:
                left_out[cells["yearquarter"]] = None
            else:
                rows.append(_row(line, cells, kind, period))
        except ValueError as error:
            problems.append(f"line {line}, {error}")
    problems += [*_mixed(marks), *_repeated(rows)]
    problems += [] if problems else _missing(rows)
    problems += [] if problems else _unended(rows)
    if problems:
        raise InvalidDocument(name, limit(problems))
    return rows, list(left_out)


def _totals(name: str, text: str, problems: list[str]) -> Iterator[tuple[int, _Cells]]:
    """Yield the rows that are total numbers of deaths, by column key."""
    expected = f"the English SubstanceHarmsData.csv: {', '.join(_COLUMNS)}"
    for line, raw in csv_rows(name, text, _COLUMNS, problems, expected=expected):
        cells = {column: single_spaced(cell) for column, cell in raw.items()}
        if _is_total(line, cells, problems):
            yield line, cells


def _is_total(line: int, cells: _Cells, problems: list[str]) -> bool:
    kind = (cells["source"].lower(), cells["specificmeasure"].lower(), cells["unit"].lower())
    if kind != ("deaths", "overall numbers", "number"):
        return False
    if "typeevent" in cells:
        event = _EVENT.fullmatch(cells["typeevent"])
        if not event:
            expected = "'Total …', 'Accidental …' or 'Suicide apparent opioid (or stimulant) toxicity deaths'"
            problems.append(f"line {line}, column Type_Event: found {cells['typeevent']!r}; expected {expected}")
            return False
        return event[1].lower() == "total"
    return True


def _row(line: int, cells: _Cells, kind: PeriodKind, period: Period) -> PhacRow:
    if cells["aggregator"] or cells["disaggregator"]:
        cell = cells["aggregator"] or cells["disaggregator"]
        raise ValueError(f"column Aggregator or Disaggregator: found {cell!r}; expected none in overall numbers")
    measure = MEASURE_IDS.get((cells["substance"], kind))
    if measure is None:
        raise ValueError(f"column Substance: found {cells['substance']!r}; expected {' or '.join(SUBSTANCES)}")
    value, status = _value(cells["value"])
    return PhacRow(line, measure, kind, _place(cells), period, value, status)


def _place(cells: _Cells) -> str:
    region = REGIONS.get(cells["region"])
    if region is None:
        expected = "Canada, a province or a territory by its English name"
        raise ValueError(f"column Region: found {cells['region']!r}; expected {expected}")
    if cells["pruid"] != region.number:
        expected = f"{region.number!r}, the number of {cells['region']}"
        raise ValueError(f"column PRUID: found {cells['pruid']!r}; expected {expected}")
    return region.place


def _period(cells: _Cells) -> tuple[PeriodKind | None, Period]:
    """Return what a row covers; no kind where it is neither a quarter, nor a year, nor a year to date."""
    text, every = cells["yearquarter"], cells["timeperiod"].lower()
    if every == "by quarter" and (quarter := _QUARTER.fullmatch(text)):
        return PeriodKind.QUARTER, Period.parse(f"{quarter[1]}-Q{quarter[2]}")
    year = _YEAR.fullmatch(text)
    if every != "by year" or not year or not {year[2], year[3]} <= {*_MONTHS[1:], None}:
        expected = "'By quarter' with '2020 Q1', or 'By year' with '2020' or '2020 (Jan to Sep)'"
        raise ValueError(f"columns Time_Period, Year_Quarter: found {every!r}, {text!r}; expected {expected}")
    first, last = (1, 12) if year[2] is None else (_MONTHS.index(year[2]), _MONTHS.index(year[3]))
    period = Period.months(int(year[1]), first, int(year[1]), last)
    if period.length_months == 12:
        return PeriodKind.YEAR, period
    return PeriodKind.YEAR_TO_DATE if first == 1 else None, period


def _value(text: str) -> tuple[int | None, Status]:
    if status := (_WORDS | _CODES).get(text.lower()):
        return None, status
    if not _COUNT.fullmatch(text):
        raise ValueError(f"column Value: found {text!r}; expected a whole number, Suppr. or n/a")
    return int(text.replace(",", "")), Status.PROVISIONAL


def _mixed(marks: set[str]) -> Iterator[str]:
    """Yield that codes stand beside the words they mean: two releases, or an edit, in one file."""
    if marks & _WORDS.keys() and marks & _CODES.keys():
        mixed = ", ".join(sorted(marks & (_WORDS.keys() | _CODES.keys())))
        yield f"column Value: found {mixed}; expected the words (Suppr., n/a) or the codes (-1, -2), not both"


def _repeated(rows: Sequence[PhacRow]) -> Iterator[str]:
    for row, first in duplicates(rows, lambda row: (row.measure, row.place, row.period)):
        what = f"{row.measure} {row.place} {row.period.label}"
        yield f"line {row.line}: found {what} again; expected once (line {first.line} has it)"


def _missing(rows: Sequence[PhacRow]) -> Iterator[str]:
    """Yield each measure without rows for Canada, or with a hole in its periods: part of a file."""
    for (substance, kind), measure in MEASURE_IDS.items():
        if kind is PeriodKind.YEAR_TO_DATE:
            continue
        periods = {row.period for row in rows if row.measure == measure}
        what = f"total numbers of deaths from {substance.lower()} by {kind.value}"
        if not periods:
            yield f"the file: found no {what}; expected the whole file of the Agency"
            continue
        for earlier, later in pairwise(sorted(periods)):
            if later != earlier.shift(earlier.length_months):
                hole = f"between {earlier.label} and {later.label}"
                yield f"the file: found no {what} {hole}; expected every {kind.value}"


def _unended(rows: Sequence[PhacRow]) -> Iterator[str]:
    """Yield the years that are called whole although the newest quarter lies in them."""
    newest = newest_quarter(rows)
    for year in sorted({row.period for row in rows if row.kind is PeriodKind.YEAR}):
        if year.end > newest.end:
            newer = f"the newest quarter is {newest.label}"
            yield f"the file: found {year.label} as a whole year; expected the months it covers ({newer})"


def years_in_part(rows: Sequence[PhacRow]) -> Iterator[str]:
    """Yield each year that counts no more than the quarters available add up to, where others are not available.

    Suppose a province reported January to March, and the year says as many: it is no count of twelve months.
    """
    by_substance = {
        MEASURE_IDS[substance, PeriodKind.QUARTER]: MEASURE_IDS[substance, PeriodKind.YEAR] for substance in SUBSTANCES
    }
    quarters: dict[tuple[str, str, int], list[PhacRow]] = {}
    for row in rows:
        if row.kind is PeriodKind.QUARTER:
            quarters.setdefault((by_substance[row.measure], row.place, row.period.start.year), []).append(row)
    for row in rows:
        parts = quarters.get((row.measure, row.place, row.period.start.year), ()) if row.kind is PeriodKind.YEAR else ()
        missing = [part for part in parts if part.status is Status.NOT_AVAILABLE]
        if missing and row.value is not None and row.value == sum(part.value or 0 for part in parts):
            names = ", ".join(part.period.label for part in missing)
            what = f"{row.measure} of {row.place} in {row.period.label}"
            yield f"{what} is {row.value}, no more than its other quarters count: {names} not available"


def newest_quarter(rows: Sequence[PhacRow]) -> Period:
    """Return the last quarter of the file, which tells the release."""
    return max(row.period for row in rows if row.kind is PeriodKind.QUARTER)
