"""Reads the table as text: CSV of any layout (portal, browser or API), or the JSON array of the API."""

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.csv_rows import column_key, csv_lines, full_rows
from etl.parsing.documents import decode, limit
from etl.parsing.socrata import page_problem

REQUIRED = {
    "state": "State",
    "year": "Year",
    "month": "Month",
    "indicator": "Indicator",
    "datavalue": "Data Value",
}
OPTIONAL = {
    "period": "Period",
    "percentcomplete": "Percent Complete",
    "percentpendinginvestigation": "Percent Pending Investigation",
    "statename": "State Name",
    "footnote": "Footnote",
    "footnotesymbol": "Footnote Symbol",
    "predictedvalue": "Predicted Value",
    "dataasof": "Data As Of",
}
NAMES = REQUIRED | OPTIONAL
_OTHER = "expected the table xkb8-kh2a of data.cdc.gov (VSRR Provisional Drug Overdose Death Counts)"


@dataclass(frozen=True)
class RawTable:
    """The cells as categories of text by the key of their column, with ``at``, the number of the line or object.

    ``present`` names the columns that the document has, the others being empty; ``unread`` those it has besides.
    ``may_be_cut`` says that the text ends without a line end; ``new_indicators`` names those left out as not known.
    """

    name: str
    frame: pd.DataFrame
    present: frozenset[str]
    unread: tuple[str, ...]
    unit: str
    may_be_cut: bool
    new_indicators: tuple[str, ...] = ()


def read(document: Document) -> RawTable:
    """Return the cells of a document; ``InvalidDocument`` where it is another table, or cut short."""
    text = decode(document)
    if text.lstrip()[0] in "[{":
        return _json_table(document.name, text)
    return _csv_table(document.name, text)


def _csv_table(name: str, text: str) -> RawTable:
    lines = csv_lines(name, text)
    first, header = next(lines)
    positions = _positions(name, f"line {first}", header, REQUIRED)
    problems: list[str] = []
    numbers, rows = [], []
    for line, row in full_rows(len(header), lines, problems):
        numbers.append(line)
        rows.append(row)
    if problems:
        *_, (_, last) = csv_lines(name, text)
        problems[-1] += "; the file is cut short" if len(last) < len(header) else ""
        raise InvalidDocument(name, limit(problems))
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    cells = {key: columns[position] for key, position in positions.items()}
    unread = tuple(title for at, title in enumerate(header) if at not in positions.values() and title)
    return _table(name, numbers, cells, unread, "line", may_be_cut=not text.endswith(("\n", "\r")))


def _json_table(name: str, text: str) -> RawTable:
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(name, [f"the file: expected well-formed JSON, not cut short; {error}"]) from error
    if not isinstance(objects, list):
        message = f" that says {str(objects.get('message', ''))[:200]!r}" if "message" in objects else ""
        raise InvalidDocument(name, [f"the file: found a JSON object{message}; expected the API's array of objects"])
    if wrong := [number for number, row in enumerate(objects, start=1) if not _is_flat(row)]:
        raise InvalidDocument(
            name, limit([f"object {number}: expected an object of texts and numbers" for number in wrong])
        )
    keys = list(dict.fromkeys(key for row in objects for key in row))
    required = {key: title for key, title in REQUIRED.items() if key != "datavalue"}  # nulls are left out
    positions = _positions(name, "the objects", keys, required) if objects else {}
    cells = {key: tuple(_text(row.get(keys[position])) for row in objects) for key, position in positions.items()}
    unread = tuple(key for at, key in enumerate(keys) if at not in positions.values())
    return _table(name, range(1, len(objects) + 1), cells, unread, "object", may_be_cut=False)


def _is_flat(row: object) -> bool:
    return isinstance(row, dict) and not any(isinstance(cell, dict | list | bool) for cell in row.values())


def _text(cell: str | float | None) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell)


def _positions(name: str, place: str, header: Sequence[str], required: dict[str, str]) -> dict[str, int]:
    """Return where each column stands that is read; ``InvalidDocument`` when one is missing or stands twice."""
    keys = [column_key(title) for title in header]
    problems = [
        f"{place}: found no column {title!r}{_near(title, header)}; {_OTHER}"
        for key, title in required.items()
        if key not in keys
    ]
    problems += [
        f"{place}: found the column {title!r} more than once; expected it once"
        for key, title in NAMES.items()
        if keys.count(key) > 1
    ]
    if problems:
        raise InvalidDocument(name, problems)
    return {key: keys.index(key) for key in NAMES if key in keys}


def _near(title: str, header: Sequence[str]) -> str:
    titles = {column_key(other): other for other in header}
    close = difflib.get_close_matches(column_key(title), [key for key in titles if key not in NAMES])
    return f" (there is {', '.join(repr(titles[key]) for key in close)})" if close else ""


def _table(
    name: str,
    numbers: Sequence[int],
    cells: dict[str, tuple[str, ...]],
    unread: tuple[str, ...],
    unit: str,
    *,
    may_be_cut: bool,
) -> RawTable:
    if not len(numbers):
        raise InvalidDocument(name, ["the file: found no rows of figures; expected at least one"])
    if problem := page_problem(len(numbers)):
        raise InvalidDocument(name, [problem])
    nothing = ("",) * len(numbers)
    frame = pd.DataFrame({key: _as_categories(cells.get(key, nothing)) for key in NAMES})
    return RawTable(name, frame.assign(at=list(numbers)), frozenset(cells), unread, unit, may_be_cut)


def _as_categories(cells: Sequence[str]) -> "pd.Categorical[str]":
    """Return a column that has each spelling once: there are few, and each is read once."""
    codes, spellings = pd.factorize(np.array(cells, dtype=object))
    return pd.Categorical.from_codes(codes, pd.Index(spellings, dtype="str"))
