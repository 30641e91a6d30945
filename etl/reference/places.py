"""Reads ``places.csv``: every place by its code, with its names and the place that it is a part of. No disk."""

from collections.abc import Iterable, Iterator

from etl.core import csv_io
from etl.core.errors import InvalidDocument
from etl.core.languages import languages_of
from etl.core.places import Place, Places
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, duplicate_cells, read_records, unknown_references

FILE = "places.csv"
EXPECTED = "the code of a place in places.csv"


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``places.csv``: a name in each of ``languages``."""
    return {
        "code": Column(csv_records.regex(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"), "a code such as CA-BC"),
        **{f"name_{code}": csv_records.TEXT for code in languages},
        "parent": csv_records.ANY,
    }


def read(content: bytes | str, languages: Iterable[str] = ()) -> Places:
    """Return what ``places.csv`` holds; ``InvalidDocument`` with every problem in it.

    Places have a name in each of ``languages``, and in every other that the file has a column for. A code stands once,
    a parent is a place of the file, and no place is a part of itself.
    """
    problems: list[Problem] = []
    codes = tuple(dict.fromkeys([*languages, *languages_of(csv_io.header(content), "name")]))
    rows = read_records(FILE, content, columns(codes), problems)
    problems += [
        *duplicate_cells(rows, "code"),
        *unknown_references(rows, "parent", {row.cells["code"] for row in rows}, f"{EXPECTED}, or nothing"),
        *_circles(rows),
    ]
    if problems:
        raise InvalidDocument(FILE, problems)
    return Places((_place(row, codes) for row in rows), codes)


def _place(row: Record, languages: Iterable[str]) -> Place:
    return Place(row.cells["code"], {code: row.cells[f"name_{code}"] for code in languages}, row.cells["parent"])


def unknown_places(rows: Iterable[Record], places: Places) -> Iterator[Problem]:
    """Yield a problem for each row whose ``place`` is none of ``places``; an empty one is reported where it is read."""
    for row in rows:
        code = row.cells["place"]
        if "place" in row.values and code not in places:
            yield row.problem("place", EXPECTED, near=places.close_matches(code))


def _circles(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each place that is above itself: whoever goes from part to whole would never arrive."""
    listed = list(rows)
    parents = {row.cells["code"]: row.cells["parent"] for row in listed}
    for row in listed:
        above, passed = row.cells["parent"], set[str]()
        while above and above not in passed:
            passed.add(above)
            above = parents.get(above, "")
        if row.cells["code"] in passed:
            yield row.problem("parent", "a place that is not a part of this one")
