"""Reads one row of a transcribed file cell by cell: what is counted, where, when, and who published it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from etl.core.impossible import MAX_RATE
from etl.core.model import Measure, Period, PeriodKind, VintageBasis
from etl.core.source import Source

_T = TypeVar("_T")

# The months between the ends of two periods of a measure that can be restated whole.
MONTHS_BETWEEN_ENDS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.TWELVE_MONTHS: 1}

_FULL_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
# In words, the months a period may run over, and the months between those in which one may begin.
_LENGTH_RULES = {
    PeriodKind.MONTH: ("one month", range(1, 2), 1),
    PeriodKind.QUARTER: ("a calendar quarter", range(3, 4), 3),
    PeriodKind.YEAR: ("a calendar year", range(12, 13), 12),
    PeriodKind.YEAR_TO_DATE: ("January to a month before December", range(1, 12), 12),
    PeriodKind.TWELVE_MONTHS: ("twelve months", range(12, 13), 1),
    PeriodKind.SEVERAL_MONTHS: ("two months or more", range(2, 1200), 1),
}


@dataclass(frozen=True)
class TranscribedRow:
    """One row of the file, every cell of which could be read."""

    line: int
    measure: Measure
    place: str
    group: str
    period: Period
    value: float
    vintage: date
    basis: VintageBasis
    whole: bool
    cells: Mapping[str, str]

    @property
    def series(self) -> str:
        """Return what the rows are compared within: ``unregulated-deaths-month CA-BC all``."""
        return f"{self.measure.id} {self.place} {self.group}"


def read_row(line: int, cells: Mapping[str, str], source: Source, problems: list[str]) -> TranscribedRow | None:
    """Read the row, or return None with everything that is wrong with its cells added to ``problems``.

    The source's place stands for a row that names none, and every other place is one below it.
    """
    before = len(problems)

    def read(column: str, reader: Callable[[str], _T]) -> _T | None:
        try:
            return reader(cells.get(column, ""))
        except ValueError as error:
            problems.append(f"line {line}, column {column}: found {cells.get(column, '')!r}; expected {error}")
            return None

    measure = read("measure", lambda text: _parse_measure(text, source.measures))
    place = read("place", lambda text: _parse_place(text, source.place))
    group = read("group", _parse_group)
    period = read("period", lambda text: _parse_period(text, measure))
    value = (
        read("deaths", _parse_count) if "deaths" in cells else read("value", lambda text: _parse_value(text, measure))
    )
    basis = read("date_known", _basis)
    vintage = read("published_on", lambda text: _parse_day(text, basis, period, measure))
    whole = read("restates", lambda text: _parse_restates(text, measure))
    read("source_title", _regex_parser(".+", "the title of what was read"))
    read("source_url", _regex_parser(r"https?://\S+", "an address that begins with http:// or https://"))
    if measure is None or place is None or group is None or period is None or value is None:
        return None
    if basis is None or vintage is None or whole is None or len(problems) > before:
        return None
    return TranscribedRow(line, measure, place, group, period, value, vintage, basis, whole, cells)


def _parse_measure(text: str, measures: tuple[Measure, ...]) -> Measure:
    for measure in measures:
        if text in ("", measure.id):
            return measure
    raise ValueError("one of " + ", ".join(measure.id for measure in measures))


def _parse_place(text: str, of_source: str) -> str:
    if not re.fullmatch(rf"(?:{re.escape(of_source)}(?:-[\w-]+)?)?", text, re.ASCII):
        raise ValueError(f"{of_source}, a place in it such as {of_source}-X, or nothing for {of_source}")
    return text or of_source


def _parse_group(text: str) -> str:
    if not re.fullmatch(r"(?:all|[a-z]+:[\w.+-]+)?", text, re.ASCII):
        raise ValueError("all, a group such as sex:male or age:30-39, or nothing for all")
    return text or "all"


def _parse_period(text: str, measure: Measure | None) -> Period:
    if _FULL_DATE.fullmatch(text):
        raise ValueError(
            "a month such as 2023-02: a full date in this column may be in year-day-month order "
            "(2023-01-02 has stood for February 2023); write the month as YYYY-MM"
        )
    try:
        period = Period.parse(text)
    except ValueError as error:
        raise ValueError("YYYY-MM, YYYY-Qn, YYYY or YYYY-MM/YYYY-MM") from error
    if measure is not None:
        words, lengths, every = _LENGTH_RULES[measure.period]
        if period.length_months not in lengths or (period.start.month - 1) % every:
            raise ValueError(f"{words}, which is what {measure.id} counts over")
    return period


def _parse_count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("a whole number of 0 or more, without separators")
    return int(text)


def _parse_value(text: str, measure: Measure | None) -> float:
    if measure is not None and not measure.is_quotient:
        return _parse_count(text)
    if measure is not None and measure.is_rate:
        if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,15})?", text) or float(text) > MAX_RATE:
            raise ValueError(f"a rate from 0 to {MAX_RATE:,}, without separators")
        return float(text)
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,15})?", text) or float(text) > 100:
        raise ValueError("a percentage from 0 to 100")
    return float(text)


def _parse_day(text: str, basis: VintageBasis | None, period: Period | None, measure: Measure | None) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        if basis is not VintageBasis.MONTH_ONLY:
            raise ValueError(f"YYYY-MM-DD; a month alone goes with the date_known {VintageBasis.MONTH_ONLY.value!r}")
        day = Period.parse(text).end
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        day = date.fromisoformat(text)
        if basis is VintageBasis.MONTH_ONLY and day != Period.month(day.year, day.month).end:
            raise ValueError(f"YYYY-MM, because date_known is {VintageBasis.MONTH_ONLY.value!r}")
    else:
        raise ValueError("YYYY-MM-DD, or YYYY-MM where only the month is known")
    if period is not None:
        runs_on = measure is not None and measure.period is PeriodKind.YEAR_TO_DATE and period.length_months > 1
        first = period.end.replace(day=1) if runs_on else period.end  # a year to date may end within its last month
        if day < first:
            raise ValueError(f"a day on or after {first}, when the period counted had ended")
    return day


def _basis(text: str) -> VintageBasis:
    if text not in list(VintageBasis):
        raise ValueError("one of " + ", ".join(VintageBasis))
    return VintageBasis(text)


def _parse_restates(text: str, measure: Measure | None) -> bool:
    if text not in ("whole", "partial"):
        raise ValueError("whole or partial")
    if text == "whole" and measure is not None and measure.period not in MONTHS_BETWEEN_ENDS:
        raise ValueError(f"partial: totals of {measure.id} overlap and cannot restate a span")
    return text == "whole"


def _regex_parser(pattern: str, expected: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text, re.DOTALL):
            raise ValueError(expected)
        return text

    return read
