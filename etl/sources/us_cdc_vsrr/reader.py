"""The table as text: CSV of any layout (portal, browser or API), or the JSON array of the API."""

import csv
import difflib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.documents import capped, text_of
from etl.errors import Refused
from etl.model import Document

NEEDED = {
    "state": "State",
    "year": "Year",
    "month": "Month",
    "period": "Period",
    "indicator": "Indicator",
    "datavalue": "Data Value",
}
OPTIONAL = {
    "percentcomplete": "Percent Complete",
    "percentpendinginvestigation": "Percent Pending Investigation",
    "statename": "State Name",
    "footnote": "Footnote",
    "footnotesymbol": "Footnote Symbol",
    "predictedvalue": "Predicted Value",
}
NAMES = NEEDED | OPTIONAL
_OTHER = "expected the table xkb8-kh2a of data.cdc.gov (VSRR Provisional Drug Overdose Death Counts)"


@dataclass(frozen=True)
class Sheet:
    """The cells as text by normalised column name, with ``at``, the number of the line or object.

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


def read(document: Document) -> Sheet:
    """The cells of a document, or ``Refused``."""
    text = text_of(document)
    if text.lstrip()[0] in "[{":
        return _objects(document.name, text)
    return _lines(document.name, text)


def normalised(name: str) -> str:
    """``datavalue`` for ``Data Value``, ``DataValue`` and ``data_value``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _lines(name: str, text: str) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        found = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise Refused(name, [f"line {reader.line_num}: expected well-formed CSV, not cut short; {error}"]) from error
    (first, header), *body = found
    known = _known(name, f"line {first}", header, NEEDED)
    width = len(header)
    if wrong := [(line, len(row)) for line, row in body if len(row) != width]:
        last = body[-1][0]
        problems = [
            f"line {line}: found {cells} cells; expected {width}, as in line {first}"
            + ("; the file is cut short" if line == last and cells < width else "")
            for line, cells in wrong
        ]
        raise Refused(name, capped(problems))
    columns = list(zip(*(row for _, row in body), strict=True)) or [()] * width
    cells = {key: columns[at] for key, at in known.items()}
    unread = tuple(title for at, title in enumerate(header) if at not in known.values() and title.strip())
    return _sheet(name, [line for line, _ in body], cells, unread, "line", may_be_cut=not text.endswith(("\n", "\r")))


def _objects(name: str, text: str) -> Sheet:
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(name, [f"the file: expected well-formed JSON, not cut short; {error}"]) from error
    if not isinstance(objects, list):
        said = f" that says {str(objects.get('message', ''))[:200]!r}" if "message" in objects else ""
        raise Refused(name, [f"the file: found a JSON object{said}; expected the API's array of objects"])
    if wrong := [at for at, row in enumerate(objects, start=1) if not _is_flat(row)]:
        raise Refused(name, capped([f"object {at}: expected an object of texts and numbers" for at in wrong]))
    keys = list(dict.fromkeys(key for row in objects for key in row))
    needed = {key: title for key, title in NEEDED.items() if key != "datavalue"}  # nulls are left out
    known = _known(name, "the objects", keys, needed) if objects else {}
    cells = {key: tuple(_text(row.get(keys[at])) for row in objects) for key, at in known.items()}
    unread = tuple(key for at, key in enumerate(keys) if at not in known.values())
    return _sheet(name, range(1, len(objects) + 1), cells, unread, "object", may_be_cut=False)


def _is_flat(row: object) -> bool:
    return isinstance(row, dict) and not any(isinstance(cell, dict | list | bool) for cell in row.values())


def _text(cell: str | float | None) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell)


def _known(name: str, place: str, header: Sequence[str], needed: dict[str, str]) -> dict[str, int]:
    """Where each known column stands; a refusal when one is missing or stands twice."""
    spelled = [normalised(title) for title in header]
    problems = [
        f"{place}: found no column {title!r}{_near(title, header)}; {_OTHER}"
        for key, title in needed.items()
        if key not in spelled
    ]
    problems += [
        f"{place}: found the column {title!r} more than once; expected it once"
        for key, title in NAMES.items()
        if spelled.count(key) > 1
    ]
    if problems:
        raise Refused(name, problems)
    return {key: spelled.index(key) for key in NAMES if key in spelled}


def _near(title: str, header: Sequence[str]) -> str:
    spelled = {normalised(found): found for found in header}
    close = difflib.get_close_matches(normalised(title), [key for key in spelled if key not in NAMES])
    return f" (there is {', '.join(repr(spelled[key]) for key in close)})" if close else ""


def _sheet(
    name: str,
    at: Sequence[int],
    cells: dict[str, tuple[str, ...]],
    unread: tuple[str, ...],
    unit: str,
    *,
    may_be_cut: bool,
) -> Sheet:
    if not len(at):
        raise Refused(name, ["the file: found no rows of figures; expected at least one"])
    frame = pd.DataFrame({key: pd.Series(cells.get(key, ""), index=range(len(at)), dtype="str") for key in NAMES})
    return Sheet(name, frame.assign(at=list(at)), frozenset(cells), unread, unit, may_be_cut)
