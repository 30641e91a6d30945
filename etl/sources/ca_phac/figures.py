"""Reads the rows of ``SubstanceHarmsData.csv`` that are total numbers of deaths.

The file holds counts, rates and shares of deaths, stays in hospital and calls for an ambulance. Read are the rows of
``Deaths`` / ``Overall numbers`` / ``Number``; until 2023 a column ``Type_Event`` also tells total deaths from those by
accident or suicide. Deaths by sex, by age or by manner stand there as rates and shares, or crossed with each other,
in all but the oldest layouts, and are not read.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.documents import capped
from etl.errors import Refused
from etl.model import Measure, Period, PeriodKind, Status
from etl.sources.ca_phac.measures import MEASURES_OF, REGIONS, SUBSTANCES

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
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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
class Figure:
    """One number of deaths as stated; ``value`` is None where ``status`` says why there is none."""

    line: int
    measure: Measure
    place: str
    period: Period
    value: int | None
    status: Status


def read(name: str, text: str) -> tuple[list[Figure], list[str]]:
    """Every figure of the file, and the periods left out because no measure counts over them."""
    problems: list[str] = []
    figures: list[Figure] = []
    left_out: dict[str, None] = {}
    marks: set[str] = set()
    for line, cells in _totals(name, text, problems):
        try:
            kind, period = _period(cells)
            marks.add(cells["value"].lower())
            if kind is None:
                left_out[cells["yearquarter"]] = None
            else:
                figures.append(_figure(line, cells, kind, period))
        except ValueError as error:
            problems.append(f"line {line}, {error}")
    problems += [*_mixed(marks), *_repeated(figures)]
    problems += [] if problems else _missing(figures)
    problems += [] if problems else _unended(figures)
    if problems:
        raise Refused(name, capped(problems))
    return figures, list(left_out)


def _totals(name: str, text: str, problems: list[str]) -> Iterator[tuple[int, _Cells]]:
    """The rows that are total numbers of deaths, by normalised column name."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _header(name, next(reader))
        for row in reader:
            if len(row) == len(columns):
                cells = {column: " ".join(cell.split()) for column, cell in zip(columns, row, strict=True)}
                if _is_total(reader.line_num, cells, problems):
                    yield reader.line_num, cells
            elif row:
                expected = f"{len(columns)}, as in the header"
                problems.append(f"line {reader.line_num}: found {len(row)} cells; expected {expected}")
    except csv.Error as error:
        raise Refused(name, [f"line {reader.line_num}: not well-formed CSV ({error})"]) from error


def _header(name: str, row: Sequence[str]) -> list[str]:
    columns = [_plain(cell) for cell in row]
    problems = [f"line 1: column {column} is missing" for column in _COLUMNS if _plain(column) not in columns]
    repeated = [column for column in _COLUMNS if columns.count(_plain(column)) > 1]
    problems += [f"line 1: column {column} stands more than once; expected once" for column in repeated]
    if len(problems) > len(_COLUMNS) // 2:
        found = ", ".join(row)[:200]
        problems = [f"line 1: found {found!r}; expected the English SubstanceHarmsData.csv: {', '.join(_COLUMNS)}"]
    if problems:
        raise Refused(name, problems)
    return columns


def _plain(column: str) -> str:
    return re.sub(r"[\W_]", "", column).lower()


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


def _figure(line: int, cells: _Cells, kind: PeriodKind, period: Period) -> Figure:
    if cells["aggregator"] or cells["disaggregator"]:
        found = cells["aggregator"] or cells["disaggregator"]
        raise ValueError(f"column Aggregator or Disaggregator: found {found!r}; expected none in overall numbers")
    measure = MEASURES_OF.get((cells["substance"], kind))
    if measure is None:
        raise ValueError(f"column Substance: found {cells['substance']!r}; expected {' or '.join(SUBSTANCES)}")
    value, status = _value(cells["value"])
    return Figure(line, measure, _place(cells), period, value, status)


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
    """What a row covers; no kind where it is neither a quarter, nor a year, nor a year to date."""
    text, every = cells["yearquarter"], cells["timeperiod"].lower()
    if every == "by quarter" and (quarter := _QUARTER.fullmatch(text)):
        return PeriodKind.QUARTER, Period.parse(f"{quarter[1]}-Q{quarter[2]}")
    year = _YEAR.fullmatch(text)
    if every != "by year" or not year or not {year[2], year[3]} <= {*_MONTHS, None}:
        expected = "'By quarter' with '2020 Q1', or 'By year' with '2020' or '2020 (Jan to Sep)'"
        raise ValueError(f"columns Time_Period, Year_Quarter: found {every!r}, {text!r}; expected {expected}")
    first, last = (1, 12) if year[2] is None else (_MONTHS.index(year[2]) + 1, _MONTHS.index(year[3]) + 1)
    period = Period.months(int(year[1]), first, int(year[1]), last)
    if period.length == 12:
        return PeriodKind.YEAR, period
    return PeriodKind.YEAR_TO_DATE if first == 1 else None, period


def _value(text: str) -> tuple[int | None, Status]:
    if status := (_WORDS | _CODES).get(text.lower()):
        return None, status
    if not _COUNT.fullmatch(text):
        raise ValueError(f"column Value: found {text!r}; expected a whole number, Suppr. or n/a")
    return int(text.replace(",", "")), Status.PROVISIONAL


def _mixed(marks: set[str]) -> Iterator[str]:
    """Codes beside the words they stand for: two releases, or an edit, in one file."""
    if marks & _WORDS.keys() and marks & _CODES.keys():
        found = ", ".join(sorted(marks & (_WORDS.keys() | _CODES.keys())))
        yield f"column Value: found {found}; expected the words (Suppr., n/a) or the codes (-1, -2), not both"


def _repeated(figures: list[Figure]) -> Iterator[str]:
    seen: dict[tuple[str, str, Period], int] = {}
    for figure in figures:
        first = seen.setdefault((figure.measure.id, figure.place, figure.period), figure.line)
        if first != figure.line:
            what = f"{figure.measure.id} {figure.place} {figure.period.label}"
            yield f"line {figure.line}: found {what} again; expected once (line {first} has it)"


def _missing(figures: list[Figure]) -> Iterator[str]:
    """A measure without rows for Canada, or with a hole in its periods: part of a file."""
    for (substance, kind), measure in MEASURES_OF.items():
        if kind is PeriodKind.YEAR_TO_DATE:
            continue
        held = {figure.period for figure in figures if figure.measure is measure}
        what = f"total numbers of deaths from {substance.lower()} by {kind.value}"
        if not held:
            yield f"the file: found no {what}; expected the whole file of the Agency"
            continue
        step = min(period.length for period in held)
        for earlier, later in pairwise(sorted(held)):
            if _month(later) - _month(earlier) != step:
                hole = f"between {earlier.label} and {later.label}"
                yield f"the file: found no {what} {hole}; expected every {kind.value}"


def _unended(figures: list[Figure]) -> Iterator[str]:
    """Years that are called whole although the newest quarter lies in them."""
    newest = newest_quarter(figures)
    for year in sorted({figure.period for figure in figures if figure.measure.period is PeriodKind.YEAR}):
        if year.end > newest.end:
            newer = f"the newest quarter is {newest.label}"
            yield f"the file: found {year.label} as a whole year; expected the months it covers ({newer})"


def _month(period: Period) -> int:
    return 12 * period.start.year + period.start.month


def newest_quarter(figures: list[Figure]) -> Period:
    """The last quarter of the file, which tells the release."""
    return max(figure.period for figure in figures if figure.measure.period is PeriodKind.QUARTER)
