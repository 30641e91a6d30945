"""The project's own CSV files as checked records. Every cell that cannot be read is named; none is guessed. No disk."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from etl.core.errors import InvalidDocument
from etl.core.model import Period
from etl.parsing.control_characters import control_problem
from etl.parsing.csv_rows import csv_lines, duplicates, width_problem
from etl.parsing.near_cells import hint, near, near_addresses, near_days


@dataclass(frozen=True)
class Column:
    """How the text of a cell is read (ValueError where it cannot be), and what a good one looks like.

    ``members`` are the words that it may hold, where they are few: a refusal names those that resemble the cell.
    ``suggest`` names what a cell may have been meant to be where they are many.
    """

    parse: Callable[[str], Any]
    expected: str
    members: tuple[str, ...] = ()
    suggest: Callable[[str], list[str]] | None = None

    def near(self, text: str) -> list[str]:
        """Return what may have been meant by a text that cannot be read."""
        return self.suggest(text) if self.suggest else near(text, self.members)


@dataclass(frozen=True)
class Problem:
    """What is wrong with the row that begins on ``line``, or with the whole file where that is None.

    ``entry`` names the row as people do; ``column`` and ``what`` (what was found there, and what was expected) are
    empty where it is not about one cell.
    """

    file: str
    line: int | None
    text: str
    entry: str = ""
    column: str = ""
    what: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Record:
    """One record of a file: the cells as found, and the values of those that could be read."""

    file: str
    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]

    @property
    def entry(self) -> str:
        """Its id, or that of the item it belongs to, or else its title."""
        return next(filter(None, map(self.cells.get, ("id", "item", "title"))), "") or ""

    def problem(self, column: str, expected: str, word: str | None = None, near: Collection[str] = ()) -> Problem:
        """Say where it stands, what was found there (``word``, by default the whole cell) and what was expected.

        ``near`` are words that resemble it: ``did you mean CA-BC?``.
        """
        cell = self.cells[column] if word is None else word
        what = f"found {cell!r}, expected {expected}{hint(near)}"
        text = f"{self.file} line {self.line}, column {column}: {what}"
        return Problem(self.file, self.line, text, self.entry, column, what)


def read_records(
    file: str, content: bytes | str, columns: Mapping[str, Column], problems: list[Problem]
) -> list[Record]:
    """Read the records of ``content``, which must have exactly ``columns``; add what cannot be read to ``problems``."""
    records: list[Record] = []
    try:
        text = _decode(content)
        if problem := control_problem(text):
            problems.append(Problem(file, None, f"{file} {problem}"))
            return []
        lines = csv_lines(file, text, clean=str)
        _, header = next(lines, (1, []))
        if header != list(columns):
            message = f"{file} line 1: found the columns {', '.join(header)}; expected {', '.join(columns)}"
            problems.append(Problem(file, None, message))
            return []
        for line, cells in lines:
            if len(cells) == len(columns):
                records.append(_parse_record(file, line, dict(zip(columns, cells, strict=True)), columns, problems))
            else:
                problems.append(Problem(file, line, f"{file} {width_problem(line, len(cells), len(columns))}"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{file} line {line}: found bytes that are not UTF-8, expected UTF-8 text"
        problems.append(Problem(file, None, message))
    except InvalidDocument as refusal:
        problems += [Problem(file, None, f"{file} {problem}") for problem in refusal.problems]
    return records


def _decode(content: bytes | str) -> str:
    """Decode without the byte order mark that spreadsheets put before the text: it is no part of a column's name."""
    return content.decode("utf-8-sig") if isinstance(content, bytes) else content.removeprefix("\ufeff")


def _parse_record(
    file: str, line: int, cells: dict[str, str], columns: Mapping[str, Column], problems: list[Problem]
) -> Record:
    values: dict[str, Any] = {}
    record = Record(file, line, cells, values)
    for name, column in columns.items():
        try:
            values[name] = column.parse(cells[name])
        except ValueError:
            problems.append(record.problem(name, column.expected, near=column.near(cells[name])))
    return record


def usable(records: Iterable[Record], problems: Iterable[Problem]) -> list[Record]:
    """Return the records about which there is no problem."""
    bad = {(problem.file, problem.line) for problem in problems}
    return [record for record in records if (record.file, record.line) not in bad]


def duplicate_cells(
    records: Iterable[Record], column: str, suggest: Callable[[str], list[str]] = lambda _: []
) -> Iterator[Problem]:
    """Yield a problem for each record whose ``column`` is that of an earlier record; ``suggest`` names free ones."""
    for record, first in duplicates(records, lambda record: record.cells[column]):
        expected = f"one that no other line has; line {first.line} has it already"
        yield record.problem(column, expected, near=suggest(record.cells[column]))


def duplicate_rows(records: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each record that says in every column what an earlier one says."""
    for record, first in duplicates(records, lambda record: tuple(record.cells.values())):
        text = f"{record.file} line {record.line}: found the same row as in line {first.line}, expected each row once"
        yield Problem(record.file, record.line, text, record.entry)


def unknown_references(
    records: Iterable[Record], column: str, targets: Collection[str], expected: str
) -> Iterator[Problem]:
    """Yield a problem for each word in ``column`` that is not among ``targets``."""
    for record in records:
        for word in record.cells[column].split():
            if word not in targets:
                yield record.problem(column, expected, word, near(word, targets))


def regex(pattern: str) -> Callable[[str], str]:
    """Return a reader that takes a text as it stands if the whole of it fits ``pattern``; ``ValueError`` otherwise."""

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

    expected = f"one of {', '.join(filter(None, by_name))}{', or nothing' if '' in by_name else ''}"
    return Column(parse, expected, tuple(by_name))


def optional(column: Column) -> Column:
    """Return a column that may be empty too: then its value is None."""
    return replace(
        column, parse=lambda text: column.parse(text) if text else None, expected=f"{column.expected}, or nothing"
    )


def _parse_day(text: str) -> date:
    """Read only ``2020-09-21``: not the other forms of ISO 8601 that ``fromisoformat`` takes."""
    return date.fromisoformat(regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(text))


def _parse_day_or_month(text: str) -> tuple[date, str]:
    """Read a day, or a month as its first day, and say which of the two it was."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return _parse_day(f"{text}-01"), "month"
    return _parse_day(text), "day"


def _parse_rough_day(text: str) -> tuple[date, str]:
    """Read a day, a year, or with ``../`` the last day that it may be; return the last day, and which of them it was.

    ``../2020-09-21`` is how EDTF (ISO 8601-2) writes a time with an unknown beginning.
    """
    if re.fullmatch(r"[0-9]{4}", text):
        return _parse_day(f"{text}-12-31"), "year"
    if text.startswith("../"):
        return _parse_day(text.removeprefix("../")), "until"
    return _parse_day(text), "day"


def _parse_number(text: str) -> float | None:
    """Read a number; whole ones stay whole, so that 175 is shown as 175 and not as 175.0."""
    if not text:
        return None
    regex(r"-?[0-9]+(\.[0-9]+)?")(text)
    return float(text) if "." in text else int(text)


def _parse_url(text: str) -> str:
    parts = urlsplit(regex(r"\S+")(text))
    if parts.scheme not in {"http", "https"} or not parts.netloc or not text.isprintable():
        raise ValueError(text)
    return text


ANY = Column(str, "any text")
TEXT = Column(regex(r"(?s).*\S.*"), "a text")
ID = Column(regex(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case words and numbers joined by hyphens")
DAY = Column(_parse_day, "a day such as 2020-09-21", suggest=near_days)
DAY_OR_MONTH = Column(_parse_day_or_month, "a day such as 2020-09-16, or a month such as 2017-12", suggest=near_days)
ROUGH_DAY = Column(
    _parse_rough_day,
    "a day such as 2020-09-21, a year such as 2020, or ../2020-09-21 for that day or an earlier one",
    suggest=near_days,
)
PERIOD = Column(Period.parse, "a period such as 2020-07, 2020-Q3, 2020 or 2018-08/2019-07")
NUMBER = Column(_parse_number, "a number such as 175 or -5.1, or nothing")
URL = Column(_parse_url, "an address that begins with http:// or https://", suggest=near_addresses)
