"""Reads releases that were typed in from publications, one row per figure and day of publication.

The format is this project's own: a CSV in UTF-8 with a header row. It serves every publisher that has no file to
download, and the past of those that overwrite theirs. A transcription does not say which figures the publisher holds
to be final, so all of them are stored as provisional.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from etl.documents import capped, provisional_rows, text_of
from etl.errors import Refused
from etl.model import Document, Known, Measure, Period, PeriodKind, Release, Span

REQUIRED = ("period", "deaths", "published_on", "date_known", "restates", "source_title", "source_url")
OPTIONAL = ("measure", "evidence", "confidence", "date_basis")

_T = TypeVar("_T")
_K = TypeVar("_K")

_FULL_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_STEPS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.TWELVE_MONTHS: 1}
# In words, the months a period may run over, and the months between those in which one may begin.
_LENGTHS = {
    PeriodKind.MONTH: ("one month", range(1, 2), 1),
    PeriodKind.QUARTER: ("a calendar quarter", range(3, 4), 3),
    PeriodKind.YEAR: ("a calendar year", range(12, 13), 12),
    PeriodKind.YEAR_TO_DATE: ("January to a month before December", range(1, 12), 12),
    PeriodKind.TWELVE_MONTHS: ("twelve months", range(12, 13), 1),
    PeriodKind.SEVERAL_MONTHS: ("two months or more", range(2, 1200), 1),
}


@dataclass(frozen=True)
class _Figure:
    """One row of the file, understood."""

    line: int
    measure: Measure
    period: Period
    deaths: int
    vintage: date
    known: Known
    whole: bool
    cells: Mapping[str, str]


def parse(document: Document, source_id: str, place: str, measures: tuple[Measure, ...]) -> tuple[Release, ...]:
    """One release per day of publication, in order of the days."""
    if document.published or document.no_later_than:
        told = "a transcribed file states the day of every figure; leave --published and --no-later-than out"
        raise Refused(document.name, [told])
    problems: list[str] = []
    read = (_figure(line, cells, measures, problems) for line, cells in _lines(document, problems))
    figures = [figure for figure in read if figure is not None]
    problems += [*_repeated(figures), *_disagreeing(figures)]
    problems += [] if problems else _gaps(figures)  # a row that was not understood would look like a gap
    if not figures and not problems:
        problems.append("line 2: the file has a header and no rows; expected one row per figure")
    if problems:
        raise Refused(document.name, capped(problems))
    return tuple(
        _release(source_id, place, vintage, stated)
        for vintage, stated in sorted(_grouped(figures, lambda figure: figure.vintage).items())
    )


def is_transcribed(text: str) -> bool:
    """Whether the first line is the header of a transcribed file, perhaps with a column missing."""
    names = {name.strip().strip('"').lower() for name in text.lstrip().partition("\n")[0].split(",")}
    return "published_on" in names or {"period", "deaths"} <= names


def _lines(document: Document, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row under the header with the number of its first line; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text_of(document), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        _check_header(document.name, header)
        line = reader.line_num + 1
        for row in reader:
            if not any(cell.strip() for cell in row):
                pass
            elif len(row) == len(header):
                yield line, {name: cell.strip() for name, cell in zip(header, row, strict=True)}
            else:
                expected = f"{len(header)}, as in the header (a text with a comma needs quotes)"
                problems.append(f"line {line}: found {len(row)} cells; expected {expected}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(document.name, [f"line {reader.line_num}: not well-formed CSV ({error})"]) from error


def _check_header(name: str, header: list[str]) -> None:
    expected = f"expected the columns {', '.join(REQUIRED)}"
    problems = [f"line 1: column {column} is missing; {expected}" for column in REQUIRED if column not in header]
    for column in dict.fromkeys(header):
        if column not in REQUIRED + OPTIONAL:
            problems.append(f"line 1: found column {column!r}; expected only {', '.join(REQUIRED + OPTIONAL)}")
        if header.count(column) > 1:
            problems.append(f"line 1: column {column} stands {header.count(column)} times; expected once")
    if problems:
        raise Refused(name, problems)


def _figure(line: int, cells: Mapping[str, str], measures: tuple[Measure, ...], problems: list[str]) -> _Figure | None:
    before = len(problems)

    def read(column: str, reader: Callable[[str], _T]) -> _T | None:
        try:
            return reader(cells.get(column, ""))
        except ValueError as error:
            problems.append(f"line {line}, column {column}: found {cells.get(column, '')!r}; expected {error}")
            return None

    measure = read("measure", lambda text: _measure(text, measures))
    period = read("period", lambda text: _period(text, measure))
    deaths = read("deaths", _count)
    known = read("date_known", _known)
    vintage = read("published_on", lambda text: _day(text, known, period, measure))
    whole = read("restates", lambda text: _whole(text, measure))
    read("source_title", _matching(".+", "the title of what was read"))
    read("source_url", _matching(r"https?://\S+", "an address that begins with http:// or https://"))
    if measure is None or period is None or deaths is None or known is None or vintage is None or whole is None:
        return None
    return None if len(problems) > before else _Figure(line, measure, period, deaths, vintage, known, whole, cells)


def _measure(text: str, measures: tuple[Measure, ...]) -> Measure:
    for measure in measures:
        if text in ("", measure.id):
            return measure
    raise ValueError("one of " + ", ".join(measure.id for measure in measures))


def _period(text: str, measure: Measure | None) -> Period:
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
        words, lengths, every = _LENGTHS[measure.period]
        if period.length not in lengths or (period.start.month - 1) % every:
            raise ValueError(f"{words}, which is what {measure.id} counts over")
    return period


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("a whole number of 0 or more, without separators")
    return int(text)


def _day(text: str, known: Known | None, period: Period | None, measure: Measure | None) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        if known is not Known.MONTH_ONLY:
            raise ValueError(f"YYYY-MM-DD; a month alone goes with the date_known {Known.MONTH_ONLY.value!r}")
        day = Period.parse(text).end
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        day = date.fromisoformat(text)
        if known is Known.MONTH_ONLY and day != Period.month(day.year, day.month).end:
            raise ValueError(f"YYYY-MM, because date_known is {Known.MONTH_ONLY.value!r}")
    else:
        raise ValueError("YYYY-MM-DD, or YYYY-MM where only the month is known")
    if period is not None:
        runs_on = measure is not None and measure.period is PeriodKind.YEAR_TO_DATE and period.length > 1
        first = period.end.replace(day=1) if runs_on else period.end  # a year to date may end within its last month
        if day < first:
            raise ValueError(f"a day on or after {first}, when the period counted had ended")
    return day


def _known(text: str) -> Known:
    if text not in list(Known):
        raise ValueError("one of " + ", ".join(Known))
    return Known(text)


def _whole(text: str, measure: Measure | None) -> bool:
    if text not in ("whole", "partial"):
        raise ValueError("whole or partial")
    if text == "whole" and measure is not None and measure.period not in _STEPS:
        raise ValueError(f"partial: totals of {measure.id} overlap and cannot restate a span")
    return text == "whole"


def _matching(pattern: str, expected: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text, re.DOTALL):
            raise ValueError(expected)
        return text

    return read


def _repeated(figures: list[_Figure]) -> Iterator[str]:
    seen: dict[tuple[date, str, Period], _Figure] = {}
    for figure in figures:
        first = seen.setdefault((figure.vintage, figure.measure.id, figure.period), figure)
        if first is not figure:
            yield (
                f"line {figure.line}, column period: found {figure.period.label} of {figure.measure.id} published on "
                f"{figure.vintage} again; expected once (line {first.line} has it)"
            )


def _disagreeing(figures: list[_Figure]) -> Iterator[str]:
    """Rows of one measure and day that differ from the first of them in what holds for all."""
    first: dict[tuple[date, str], _Figure] = {}
    for figure in figures:
        other = first.setdefault((figure.vintage, figure.measure.id), figure)
        for column in ("restates", "date_known"):
            if figure.cells[column] != other.cells[column]:
                yield (
                    f"line {figure.line}, column {column}: found {figure.cells[column]!r}; expected "
                    f"{other.cells[column]!r} as in line {other.line}, the same measure and day"
                )


def _gaps(figures: list[_Figure]) -> Iterator[str]:
    """What a release that restates everything leaves out between its first and last period."""
    whole = [figure for figure in figures if figure.whole]
    groups = _grouped(whole, lambda figure: (figure.vintage, figure.measure.id))
    for (vintage, measure_id), stated in sorted(groups.items()):
        step = _STEPS[stated[0].measure.period]
        ends = sorted({12 * figure.period.end.year + figure.period.end.month - 1 for figure in stated})
        for end in sorted(set(range(ends[0], ends[-1] + 1, step)) - set(ends)):
            yield (
                f"column period: {measure_id} published on {vintage} is whole but has no figure for the period ending "
                f"{end // 12}-{end % 12 + 1:02}; expected every one from the first to the last"
            )


def _release(source_id: str, place: str, vintage: date, stated: list[_Figure]) -> Release:
    whole = _grouped((figure for figure in stated if figure.whole), lambda figure: figure.measure.id)
    extents = {
        measure: Period(min(figure.period.start for figure in figures), max(figure.period.end for figure in figures))
        for measure, figures in sorted(whole.items())
    }
    return Release(
        source=source_id,
        vintage=vintage,
        known=max((figure.known for figure in stated), key=list(Known).index),
        title="; ".join(_distinct(stated, "source_title")),
        url=" ".join(_distinct(stated, "source_url")),
        rows=provisional_rows(place, ((figure.measure.id, figure.period, figure.deaths) for figure in stated)),
        restates=tuple(Span(measure, period, place, "all") for measure, period in extents.items()),
        note="; ".join(_distinct(stated, "date_basis")),
    )


def _distinct(figures: list[_Figure], column: str) -> list[str]:
    return [text for text in dict.fromkeys(figure.cells.get(column, "") for figure in figures) if text]


def _grouped(figures: Iterable[_Figure], key: Callable[[_Figure], _K]) -> dict[_K, list[_Figure]]:
    groups: defaultdict[_K, list[_Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return dict(groups)
