"""Reads each cell: a place, a month, a number, a footnote. Cells repeat, so each spelling is read once."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from etl.parsing.socrata import parse_day
from etl.sources.us_cdc_vsrr import codes
from etl.sources.us_cdc_vsrr.reader import NAMES, RawTable

Numbers = np.ndarray[Any, np.dtype[np.int64]]

_COUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?", re.ASCII)
_PERCENT = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?", re.ASCII | re.IGNORECASE)
_BOUND = re.compile(r"[<>≥≤]?\s*\d+(?:\.\d+)?\s*[+-]?", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_TWELVE_MONTHS = re.compile(r"12[\s-]*month[\s-]*ending", re.IGNORECASE)

_WITHHELD = ("Data suppressed (<10)", "Data not shown due to low data quality")
_FINAL = "Numbers may differ from published reports using final data"
_UNDERREPORTED = ("Likely underreported due to incomplete data", "Underreported due to incomplete data")
_SENTENCES = (*_WITHHELD, _FINAL, "See Technical Notes", *_UNDERREPORTED)


@dataclass(frozen=True)
class Footnote:
    """The content of a footnote: the value is withheld, is of a year of final data; and words that are not known.

    ``may_be_withheld``: words that are not known say that something is not shown, of the value or of a web page.
    """

    withheld: bool
    may_be_withheld: bool
    final: bool
    unknown: str


NO_FOOTNOTE = Footnote(withheld=False, may_be_withheld=False, final=False, unknown="")


def read_column(
    table: RawTable, key: str, read: Callable[[str], Any], problems: list[str], dtype: Any = None
) -> "pd.Series[Any]":
    """Return the column as ``read`` takes its cells; the first place of each spelling that it does not is a problem."""
    numbers, values = read_spellings(table, key, read, problems)
    column: pd.Series[Any] = pd.Series(values, dtype=dtype).take(numbers).set_axis(table.frame.index)
    return column


def read_spellings(
    table: RawTable, key: str, read: Callable[[str], Any], problems: list[str]
) -> tuple[Numbers, list[Any]]:
    """Return for each cell the number of its spelling, and each spelling as ``read`` takes it, None if it does not."""
    column: pd.Series[str] = table.frame[key]
    numbers, spellings = pd.factorize(column)
    values: list[Any] = []
    unread: dict[str, str] = {}
    for cell in map(str, spellings):
        try:
            values.append(read(" ".join(cell.split())))
        except ValueError as error:
            values.append(None)
            unread[cell] = str(error)
    if unread:  # the most frequent first
        counts = column[column.isin(list(unread))].astype("str").value_counts()
        problems += [_problem(table, key, str(cell), int(rows), unread[str(cell)]) for cell, rows in counts.items()]
    return numbers, values


def _problem(table: RawTable, key: str, cell: str, rows: int, expected: str) -> str:
    first = table.frame.loc[table.frame[key] == cell, "at"].iloc[0]
    again = f" and {rows - 1} more" if rows > 1 else ""
    return f"{table.unit} {first}{again}, {NAMES[key]}: found {cell!r}; expected {expected}"


def place(cell: str) -> str:
    """Return ``US-OH`` for ``OH``."""
    if cell.upper() not in codes.PLACES:
        raise ValueError("the two letters of a state, DC, PR, US or YC (New York City)")
    return codes.PLACES[cell.upper()]


def year(cell: str) -> int:
    """Return 2018 for ``2018``."""
    if not _YEAR.fullmatch(cell):
        raise ValueError("a year of four digits")
    return int(cell)


def month(cell: str) -> int:
    """Return 7 for ``July``."""
    if cell.lower() not in codes.MONTHS:
        raise ValueError("the name of a month")
    return codes.MONTHS[cell.lower()]


def period(cell: str) -> bool:
    """Return True of the only kind of period there is, and where none is named; ValueError of any other."""
    if cell and not _TWELVE_MONTHS.fullmatch(cell):
        raise ValueError("'12 month-ending'")
    return True


def indicator(cell: str) -> tuple[str, str]:
    """Return the measure and the group of an indicator."""
    if (measure_and_group := codes.indicator(cell)) is None:
        near = difflib.get_close_matches(cell, codes.INDICATORS, n=2, cutoff=0.5) or codes.INDICATORS
        raise ValueError(f"an indicator as the publisher spells it, such as {' or '.join(map(repr, near))}")
    return measure_and_group


def count(cell: str) -> float | None:
    """Return 4034.0 for ``4,034``; None of an empty cell."""
    if not cell:
        return None
    if not _COUNT.fullmatch(cell):
        raise ValueError("a whole number of deaths")
    return float(cell.replace(",", ""))


def percent(cell: str) -> float | None:
    """Return a percentage; None of an empty cell."""
    if not cell:
        return None
    if not _PERCENT.fullmatch(cell) or float(cell) > 100:
        raise ValueError("a percentage from 0 to 100")
    return float(cell)


def percent_or_bound(cell: str) -> float | str | None:
    """Return a percentage, or the text of a bound such as ``99.5+``, which is no number."""
    if not _PERCENT.fullmatch(cell) and _BOUND.fullmatch(cell):
        return cell
    return percent(cell)


def day(cell: str) -> date | None:
    """Return the day on which the table was drawn; None of an empty cell."""
    return parse_day(cell) if cell else None


def footnote(cell: str) -> Footnote:
    """Return what a footnote says; ValueError where its text is cut short."""
    rest, sentences = cell.lower(), set()
    for sentence in _SENTENCES:
        if sentence.lower() in rest:
            sentences.add(sentence)
            rest = rest.replace(sentence.lower(), "")
    unknown = rest.strip(" .*")
    cut = [sentence for sentence in _SENTENCES if len(unknown) > 2 and sentence.lower().startswith(unknown)]
    if cut:
        raise ValueError(f"{cut[0]!r} in full; the text is cut short")
    may_be_withheld = bool(re.search("suppress|not shown", unknown))
    return Footnote(not sentences.isdisjoint(_WITHHELD), may_be_withheld, _FINAL in sentences, cell if unknown else "")


def join_some(values: Sequence[object], most: int = 5) -> str:
    """Return the first few of them, and how many more."""
    texts = [str(value) for value in values]
    return ", ".join(texts[:most]) + (f" and {len(texts) - most} more" if len(texts) > most else "")
