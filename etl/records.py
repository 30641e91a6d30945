"""Reads the project's own CSV files as checked records. Every cell that cannot be read is named, none is guessed."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from etl.csv_rows import csv_lines, duplicates, full_rows
from etl.errors import Refused
from etl.model import Period


@dataclass(frozen=True)
class Column:
    """How the text of a cell is read (ValueError where it cannot be), and what a good one looks like."""

    parse: Callable[[str], Any]
    expected: str


@dataclass(frozen=True)
class Record:
    """One record of a file: the cells as they stand, and the values of those that could be read."""

    file: str
    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]

    def problem(self, column: str, expected: str, text: str | None = None) -> str:
        """Say where it stands, what is there (``text``, or the whole cell) and what was expected."""
        cell = self.cells[column] if text is None else text
        return f"{self.file} line {self.line}, column {column}: found {cell!r}, expected {expected}"


def read_records(file: str, content: bytes | str, columns: Mapping[str, Column], problems: list[str]) -> list[Record]:
    """Return the records of a file with exactly ``columns``; what cannot be read is added to ``problems``."""
    records: list[Record] = []
    of_rows: list[str] = []
    try:
        lines = csv_lines(file, _text(content), clean=str)
        _, header = next(lines, (1, []))
        if header != list(columns):
            problems.append(f"{file} line 1: found the columns {', '.join(header)}; expected {', '.join(columns)}")
            return []
        for line, cells in full_rows(len(columns), lines, of_rows):
            records.append(_record(file, line, dict(zip(columns, cells, strict=True)), columns, problems))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(f"{file} line {line}: found bytes that are not UTF-8, expected UTF-8 text")
    except Refused as refusal:
        of_rows += refusal.problems
    problems += [f"{file} {problem}" for problem in of_rows]
    return records


def _text(content: bytes | str) -> str:
    """Return the text without the byte order mark of spreadsheets, which is no part of the first column's name."""
    return content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")


def _record(file: str, line: int, cells: dict[str, str], columns: Mapping[str, Column], problems: list[str]) -> Record:
    values: dict[str, Any] = {}
    record = Record(file, line, cells, values)
    for name, column in columns.items():
        try:
            values[name] = column.parse(cells[name])
        except ValueError:
            problems.append(record.problem(name, column.expected))
    return record


def duplicate_cells(records: Iterable[Record], column: str) -> Iterator[str]:
    """Yield a problem for each record whose ``column`` is that of an earlier record."""
    for record, first in duplicates(records, lambda record: record.cells[column]):
        yield record.problem(column, f"one that no other line has; line {first.line} has it already")


def unknown_references(
    records: Iterable[Record], column: str, allowed: Collection[str], expected: str
) -> Iterator[str]:
    """Yield a problem for each word in ``column`` that is not one of ``allowed``."""
    for record in records:
        for word in record.cells[column].split():
            if word not in allowed:
                yield record.problem(column, expected, word)


def regex(pattern: str) -> Callable[[str], str]:
    """Return a parser that takes a text as it stands if the whole of it fits ``pattern``."""

    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return parse


def one_of(members: Iterable[str]) -> Column:
    """Return a column that names one of ``members``."""
    by_name = {str(member): member for member in members}

    def parse(text: str) -> str:
        if text not in by_name:
            raise ValueError(text)
        return by_name[text]

    return Column(parse, f"one of {', '.join(by_name)}")


def _day(text: str) -> date:
    """Read only ``2020-09-21``: not the other forms of ISO 8601 that ``fromisoformat`` takes."""
    return date.fromisoformat(regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(text))


def _day_or_month(text: str) -> tuple[date, str]:
    """Read a day or a month, which stands on its first day, with which of the two it is."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return _day(f"{text}-01"), "month"
    return _day(text), "day"


def _number(text: str) -> float | None:
    """Read a number. Whole ones stay whole, so that 175 is shown as 175 and not as 175.0."""
    if not text:
        return None
    regex(r"-?[0-9]+(\.[0-9]+)?")(text)
    return float(text) if "." in text else int(text)


def _url(text: str) -> str:
    parts = urlsplit(regex(r"\S+")(text))
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(text)
    return text


ANY = Column(str, "any text")
TEXT = Column(regex(r"(?s).*\S.*"), "a text")
ID = Column(regex(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case words and numbers joined by hyphens")
DAY = Column(_day, "a day such as 2020-09-21")
DAY_OR_MONTH = Column(_day_or_month, "a day such as 2020-09-16, or a month such as 2017-12")
PERIOD = Column(Period.parse, "a period such as 2020-07, 2020-Q3, 2020 or 2018-08/2019-07")
NUMBER = Column(_number, "a number such as 175 or -5.1, or nothing")
URL = Column(_url, "an address that begins with http:// or https://")
