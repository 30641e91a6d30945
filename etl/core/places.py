"""Place codes, their names by language, and dated populations."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.core import csv_io
from etl.core.errors import InvalidDocument, NotFound
from etl.core.languages import SOURCE, languages_of
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, duplicate_cells, read_records, unknown_references
from etl.store.table import as_of

FILE = "places.csv"
EXPECTED = "the code of a place in places.csv"


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``places.csv``: a name in each of ``languages``."""
    return {
        "code": Column(csv_records.regex(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"), "a code such as CA-BC"),
        **{f"name_{code}": csv_records.TEXT for code in languages},
        "parent": csv_records.ANY,
    }


@dataclass(frozen=True)
class Place:
    """A place and its names by language."""

    code: str
    name: Mapping[str, str]
    parent: str


class Places(Mapping[str, Place]):
    """Places by code, with a name in each of ``languages``: those that the file has a column for.

    An unknown code raises ``NotFound`` with the near matches.
    """

    def __init__(self, places: Iterable[Place], languages: Iterable[str] = (SOURCE,)) -> None:
        self.languages = tuple(languages)
        self._places = {place.code: place for place in places}

    def __getitem__(self, code: str) -> Place:
        if code not in self._places:
            raise NotFound("place", code, self.close_matches(code))
        return self._places[code]

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def close_matches(self, text: str) -> list[str]:
        """Up to three codes whose code or name resembles ``text``."""
        spelled = {key.casefold(): code for code, place in self._places.items() for key in (code, *place.name.values())}
        close = difflib.get_close_matches(text.casefold(), spelled, n=6, cutoff=0.6)
        return list(dict.fromkeys(spelled[match] for match in close))[:3]


def read(content: bytes | str, languages: Iterable[str] = ()) -> Places:
    """What ``places.csv`` holds, or ``InvalidDocument`` with every problem in it.

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
    """A problem for each row whose ``place`` is none of ``places``; an empty one is reported where it is read."""
    for row in rows:
        code = row.cells["place"]
        if "place" in row.values and code not in places:
            yield row.problem("place", EXPECTED, near=places.close_matches(code))


def _circles(rows: Iterable[Record]) -> Iterator[Problem]:
    """A problem for each place that is above itself: whoever goes from part to whole would never arrive."""
    listed = list(rows)
    parents = {row.cells["code"]: row.cells["parent"] for row in listed}
    for row in listed:
        above, passed = row.cells["parent"], set[str]()
        while above and above not in passed:
            passed.add(above)
            above = parents.get(above, "")
        if row.cells["code"] in passed:
            yield row.problem("parent", "a place that is not a part of this one")


def populations(rows: pd.DataFrame, ledger: pd.DataFrame, measures: Collection[str]) -> pd.DataFrame:
    """The rows of the table that state a population, in its order, with the release they came from.

    ``measures`` are the ids of those that do. Columns as in the table, the value named ``population`` (people; null
    where the publisher gives none), and the release's ``title`` and ``url``.
    """
    stated = rows[rows["measure"].isin(list(measures))].rename(columns={"value": "population"})
    return stated.merge(ledger[["id", "title", "url"]], left_on="release", right_on="id", how="left").drop(columns="id")


def populations_as_of(populations: pd.DataFrame, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
    """The population series of a place in force on a day: columns as of :func:`populations`, oldest period first.

    Of each period the last population public by then; where none of the place was, those of the earliest day held.
    Rates name the vintage they used.
    """
    held = populations[populations["place"] == place]
    if edition is not None:
        held = held[held["edition"] <= edition]
    if held.empty:
        return held
    in_force = as_of(held, max(pd.Timestamp(day), held["vintage"].min()))
    return in_force.dropna(subset="population").sort_values("period_start", ignore_index=True)


def population_at(series: pd.DataFrame, days: "pd.Series[pd.Timestamp]") -> pd.DataFrame:
    """For each day the row of ``series`` in force: the last that starts on or before it, past the end the last one.

    A day before the series begins has no population: its row is all null.
    """
    starts = series["period_start"].to_numpy()
    index = np.searchsorted(starts, days.to_numpy().astype(starts.dtype), side="right") - 1
    return series.reindex(np.where(index < 0, len(series), index)).set_axis(days.index)
