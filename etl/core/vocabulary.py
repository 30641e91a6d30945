"""Whether the rows of a release name what exists: measures of their source, places and groups that have names."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.core.groups import GROUPS
from etl.core.places import Places
from etl.core.text_column import Mask, TextColumn


@dataclass(frozen=True)
class RowFault:
    """What a column of rows may not hold, and what to do about it: a name of nothing, or a value that cannot be.

    ``position`` is that of the first row with it, from 0, and ``count`` how many rows have it.
    """

    column: str
    value: str
    position: int
    count: int
    expected: str

    def __str__(self) -> str:
        return f"column {self.column}: found {self.value!r}, expected {self.expected}"


def faults_where(rows: pd.DataFrame, column: str, wrong: "pd.Series[bool] | Mask", expected: str) -> Iterator[RowFault]:
    """Yield one fault for all the rows in which a column is wrong: what the first holds, and how many there are."""
    positions = np.flatnonzero(np.asarray(wrong))
    if len(positions):
        cell = rows[column].iloc[positions[0]]
        text = "" if pd.isna(cell) else f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)
        yield RowFault(column, text, int(positions[0]), len(positions), expected)


def unknown_values(rows: pd.DataFrame, measures: Collection[str], places: Places) -> Iterator[RowFault]:
    """Yield every measure, place and group in ``rows`` that is not in ``measures``, ``places`` and ``groups.GROUPS``.

    ``measures`` are those of the source of the rows. Each word is reported once.
    """
    for value, position, count in _others(rows["measure"], measures):
        near = difflib.get_close_matches(value, measures)
        yield RowFault("measure", value, position, count, "a measure of the source" + _hint(near))
    for value, position, count in _others(rows["place"], places):
        expected = "the code of a place in places.csv" + _hint(places.close_matches(value))
        yield RowFault("place", value, position, count, f"{expected}; if it is right, add it to data/places.csv")
    for value, position, count in _others(rows["group"], GROUPS):
        expected = "a group of etl/core/groups.py" + _hint(difflib.get_close_matches(value, GROUPS))
        yield RowFault("group", value, position, count, f"{expected}; if it is right, add it there with its names")


def _others(column: "pd.Series[str]", names: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each other word, the position of the first row with it, and how many there are."""
    texts = TextColumn(column)
    for word in sorted(word for word in texts.words if word not in names):
        positions = np.flatnonzero(texts.equal(word))
        yield word, int(positions[0]), len(positions)


def _hint(near: Collection[str]) -> str:
    return f", did you mean {' or '.join(near)}?" if near else ""
