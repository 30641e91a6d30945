"""Reads CSV for every reader of documents: records with their line, rows by column, and keys that stand twice.

What is wrong is said in the same words everywhere. A reader with a header of its own takes ``csv_lines``, checks the
first line itself, and passes the rest on to ``full_rows``; all others take ``csv_rows``.
"""

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from etl.core.errors import InvalidDocument

Line = tuple[int, list[str]]
"""The number of the first line of a record, and its cells."""

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
"""What stands between cells: spreadsheets write semicolons where commas stand in numbers."""

_T = TypeVar("_T")


def csv_rows(
    name: str, text: str, required: Sequence[str], problems: list[str], *, expected: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every row with its line number, its cells by ``column_key``; rows of another width are added to problems.

    Raises ``InvalidDocument`` where the header lacks one of ``required`` or has a column twice, or the text is not CSV.
    ``expected`` names the table that the file should be.
    """
    lines = csv_lines(name, text)
    number, header = next(lines, (1, []))
    if wrong := _header_problems(header, required, expected):
        raise InvalidDocument(name, [f"line {number}: {problem}" for problem in wrong])
    keys = [column_key(column) for column in header]
    for line, cells in full_rows(len(header), lines, problems):
        yield line, dict(zip(keys, cells, strict=True))


def _header_problems(header: Sequence[str], required: Sequence[str], expected: str) -> list[str]:
    keys = [column_key(column) for column in header]
    missing = [column for column in required if column_key(column) not in keys]
    repeated = dict.fromkeys(column for column in header if column and keys.count(column_key(column)) > 1)
    problems = [f"found the column {column} more than once; expected it once" for column in repeated]
    if missing:
        columns = ", ".join(header)[:300]
        problems.insert(0, f"found the columns {columns}, without {', '.join(missing)}; expected {expected}")
    return problems


def csv_lines(name: str, text: str, *, delimiter: str = ",", clean: Callable[[str], str] = str.strip) -> Iterator[Line]:
    """Yield every record that has a cell, each cell as ``clean`` makes it.

    Raises ``InvalidDocument`` where the text is not CSV, or its first cells are separated by something else.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if reader.line_num == 1 and len(row) == 1 and (other := _other_separator(text, delimiter)):
                raise InvalidDocument(
                    name, [f"line 1: cells are separated by {other}; expected {SEPARATORS[delimiter]}"]
                )
            if row:
                yield line, list(map(clean, row))
            line = reader.line_num + 1  # a quoted cell may run over several lines
    except csv.Error as error:
        raise InvalidDocument(name, [f"line {reader.line_num}: not well-formed CSV ({error})"]) from error


def _other_separator(text: str, delimiter: str) -> str:
    """Name what separates the cells of the first two lines, where the expected does not; empty where nothing does.

    Numbers of the second may have the expected one in them: ``State;Deaths`` and ``OH;4,567``.
    """
    header, *rows = text.splitlines()[:2]
    if delimiter in header:
        return ""
    counts = {name: [line.count(mark) for line in (header, *rows)] for mark, name in SEPARATORS.items()}
    return next((name for name, (first, *others) in counts.items() if first and all(first <= n for n in others)), "")


def full_rows(width: int, lines: Iterable[Line], problems: list[str]) -> Iterator[Line]:
    """Yield the lines that have as many cells as the header; add a problem for each of the others.

    Those of nothing but empty cells, which spreadsheets leave below a table, are passed over.
    """
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) == width:
            yield line, cells
        else:
            problems.append(width_problem(line, len(cells), width))


def width_problem(line: int, cell_count: int, expected: int) -> str:
    """Say that a row has another number of cells than its header."""
    hint = " (a cell that contains the separator needs quotes)" if cell_count > expected else ""
    return f"line {line}: found {cell_count} cells; expected {expected}, as in the header{hint}"


def column_key(name: str) -> str:
    """Return the name of a column without what publishers vary: ``datetype`` for ``Date Type`` and ``date_type``."""
    return re.sub(r"[\W_]", "", name).lower()


def single_spaced(cell: str) -> str:
    """Return a cell with each run of spaces, no-break ones too, as one space."""
    return " ".join(cell.split())


def duplicates(items: Iterable[_T], key: Callable[[_T], Hashable]) -> Iterator[tuple[_T, _T]]:
    """Yield each item that has the key of an earlier one, with the first that has it."""
    first: dict[Hashable, _T] = {}
    for item in items:
        item_key = key(item)
        if item_key in first:
            yield item, first[item_key]
        else:
            first[item_key] = item
