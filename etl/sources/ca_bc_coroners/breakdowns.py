"""The report's tables by sex, age and health authority: read only to see that the report adds up."""

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.sources.ca_bc_coroners.tables import Line, Printed, Row, number, printed

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


def check(lines: Sequence[Line], totals: Mapping[int, int], problems: list[str]) -> tuple[list[str], list[str]]:
    """Which breakdowns were found and which were not; what does not add up is added to ``problems``."""
    found: list[str] = []
    for name in _HEADINGS:
        if table := _table(lines, name):
            problems += _breaches(table, totals)
            found.append(name)
    return found, [name for name in _HEADINGS if name not in found]


def _table(lines: Sequence[Line], name: str) -> Printed | None:
    """The first table of counts of that breakdown: those of rates, months and fentanyl have the same header."""
    other = re.compile(rf"\brates?\b|month|fentanyl|township|{_OTHER_TITLES[name]}", re.IGNORECASE)
    return next((table for table in printed(lines, _HEADINGS[name]) if not other.search(table.title)), None)


def _breaches(table: Printed, totals: Mapping[int, int]) -> Iterator[str]:
    parts, total = _parts_and_total(table)
    if total is None or not parts:
        yield f"{table}: found no row Total or BC under its parts; expected the parts and their total"
        return
    unreadable = [problem for row in (*parts, total) for problem in _unreadable(table, row)]
    yield from unreadable
    if unreadable:
        return
    for column, year in enumerate(table.years):
        stated = _count(total.cells[column])
        added = sum(_count(row.cells[column]) for row in parts)
        if added != stated:
            yield f"{table}, row {total.label}, column {year}: printed {stated}, the parts add up to {added}"
        if stated != totals.get(year, stated):
            yield f"{table}, row {total.label}, column {year}: printed {stated}, the table by month has {totals[year]}"


def _parts_and_total(table: Printed) -> tuple[list[Row], Row | None]:
    parts: list[Row] = []
    for row in table.rows:
        if _TOTAL.fullmatch(row.label):
            return parts, row
        parts.append(row)
    return parts, None


def _unreadable(table: Printed, row: Row) -> Iterator[str]:
    if len(row.cells) != len(table.years):
        yield f"{table}, row {row.label!r}: found {len(row.cells)} cells; expected {len(table.years)}, one per year"
    elif not row.label or any((number(cell) or 0) % 1 for cell in row.cells):
        yield f"{table}, row {row.label!r}: found {' '.join(row.cells)}; expected a name and whole numbers"


def _count(cell: str) -> int:
    """The number in a cell; a dash stands for none."""
    return int(number(cell) or 0)
