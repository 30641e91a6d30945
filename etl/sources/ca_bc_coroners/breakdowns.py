"""Reads the report's tables by sex, age and health authority: the parts of all deaths, which must add up to them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from etl.core.groups import GROUPS
from etl.core.model import Period, RestatedSpan
from etl.sources.ca_bc_coroners import authorities
from etl.sources.ca_bc_coroners.measures import AUTHORITIES, MONTH, PLACE, YEAR, BcSeries
from etl.sources.ca_bc_coroners.monthly import MonthlyTable
from etl.sources.ca_bc_coroners.pdf_tables import Line, PdfTable, Row, number, pdf_tables

_BY_MONTH = "health authority and month"

_HEADINGS = {
    "sex": re.compile(r"sex|gender", re.IGNORECASE),
    "age": re.compile(r"age(?: group)?s?", re.IGNORECASE),
    "health authority": re.compile(r"HA|health authority(?: of \w+)?", re.IGNORECASE),
}
_TOTAL = re.compile(r".*\b(?<!-)(?:total|bc|b\.c\.|british columbia)", re.IGNORECASE)
_OTHER_TITLES = {
    "sex": r"\bage\b|health authorit",
    "age": r"\bsex\b|gender|health authorit",
    "health authority": r"\bage\b|\bsex\b|gender",
}


def read(
    lines: Sequence[Line], months: MonthlyTable, problems: list[str]
) -> tuple[list[BcSeries], list[str], list[str]]:
    """Return the series of the parts, the breakdowns that the report has, and those that it lacks.

    What does not add up, or is no part that is known, is added to ``problems``.
    """
    series: list[BcSeries] = []
    present: list[str] = []
    for name in _HEADINGS:
        if table := _table(lines, name):
            series += _series(table, name, months, problems)
            present.append(name)
    by_month = authorities.read(lines, months, problems)
    if by_month is not None:
        series += by_month
        present.append(_BY_MONTH)
    return series, present, [name for name in (*_HEADINGS, _BY_MONTH) if name not in present]


def spans(name: str, months: MonthlyTable) -> tuple[RestatedSpan, ...]:
    """Return what a breakdown of that name restates, in the years of the report."""
    years = Period(min(months.counts).start, months.last.end)
    if name == _BY_MONTH:
        return tuple(RestatedSpan(MONTH, years, place, "all") for place in AUTHORITIES.values())
    if name == "health authority":
        return tuple(RestatedSpan(YEAR, years, place, "all") for place in AUTHORITIES.values())
    return tuple(RestatedSpan(YEAR, years, PLACE, group) for group in GROUPS if group.startswith(f"{name}:"))


def _series(table: PdfTable, name: str, months: MonthlyTable, problems: list[str]) -> Iterator[BcSeries]:
    """Yield a series for each part of the table; none of a table with a problem."""
    before = len(problems)
    problems += _breaches(table, months.totals)
    parts, _ = _parts_and_total(table)
    coded = [_CODES[name](row.label.lower()) for row in parts]
    problems += [
        f"{table}: found the row {row.label!r}; expected a part of the deaths by {name} that is known"
        for row, code in zip(parts, coded, strict=True)
        if code is None
    ]
    if len(problems) > before:
        return
    for row, (place, group) in zip(parts, filter(None, coded), strict=True):
        counts = {
            months.period(year): _count(cell)
            for year, cell in zip(table.years, row.cells, strict=True)
            if number(cell) is not None  # a dash states nothing
        }
        yield BcSeries({}, counts, place, group)


def _authority(label: str) -> tuple[str, str] | None:
    name = label.title().replace("Vancouver Island", "Island")
    return (AUTHORITIES[name], "all") if name in AUTHORITIES else None


def _sex(label: str) -> tuple[str, str] | None:
    return (PLACE, f"sex:{label}") if label in {"female", "male", "unknown"} else None


def _age(label: str) -> tuple[str, str] | None:
    """Return ``age:0-18`` for ``<19``: the same ages in other words."""
    if under := re.fullmatch(r"<(\d+)", label):
        return PLACE, f"age:0-{int(under[1]) - 1}"
    ages = label.replace("–", "-")
    return (PLACE, f"age:{ages}") if re.fullmatch(r"\d+-\d+|\d+\+|unknown", ages) else None


_CODES: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "sex": _sex,
    "age": _age,
    "health authority": _authority,
}


def _table(lines: Sequence[Line], name: str) -> PdfTable | None:
    """Return the first table of counts of that breakdown: those of rates, months and fentanyl have the same header."""
    other = re.compile(rf"\brates?\b|month|fentanyl|township|{_OTHER_TITLES[name]}", re.IGNORECASE)
    return next((table for table in pdf_tables(lines, _HEADINGS[name]) if not other.search(table.title)), None)


def _breaches(table: PdfTable, totals: Mapping[int, int]) -> Iterator[str]:
    parts, total = _parts_and_total(table)
    if total is None or not parts:
        yield f"{table}: found no row Total or BC under its parts; expected the parts and their total"
        return
    unreadable = [problem for row in (*parts, total) for problem in _unreadable(table, row)]
    yield from unreadable
    if unreadable:
        return
    for column, year in enumerate(table.years):
        printed = _count(total.cells[column])
        added = sum(_count(row.cells[column]) for row in parts)
        if added != printed:
            yield f"{table}, row {total.label}, column {year}: printed {printed}, the parts add up to {added}"
        if printed != totals.get(year, printed):
            yield f"{table}, row {total.label}, column {year}: printed {printed}, the table by month has {totals[year]}"


def _parts_and_total(table: PdfTable) -> tuple[list[Row], Row | None]:
    parts: list[Row] = []
    for row in table.rows:
        if _TOTAL.fullmatch(row.label):
            return parts, row
        parts.append(row)
    return parts, None


def _unreadable(table: PdfTable, row: Row) -> Iterator[str]:
    if len(row.cells) != len(table.years):
        yield f"{table}, row {row.label!r}: found {len(row.cells)} cells; expected {len(table.years)}, one per year"
    elif not row.label or any((number(cell) or 0) % 1 for cell in row.cells):
        yield f"{table}, row {row.label!r}: found {' '.join(row.cells)}; expected a name and whole numbers"


def _count(cell: str) -> int:
    """Return the number in a cell; a dash stands for none."""
    return int(number(cell) or 0)
