"""What each cell says: a place, a month, a number, a mark. Cells repeat, so each spelling is read once."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.sources.us_cdc_vsrr import codes
from etl.sources.us_cdc_vsrr.reader import NAMES, Sheet

_COUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?", re.ASCII)
_PERCENT = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?", re.ASCII | re.IGNORECASE)
_BOUND = re.compile(r"[<>≥≤]?\s*\d+(?:\.\d+)?\s*[+-]?", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_TWELVE_MONTHS = re.compile(r"12[\s-]*month[\s-]*ending", re.IGNORECASE)

_WITHHELD = ("Data suppressed (<10)", "Data not shown due to low data quality")
_FINAL = "Numbers may differ from published reports using final data"
_UNDERREPORTED = ("Likely underreported due to incomplete data", "Underreported due to incomplete data")
_KNOWN_WORDS = (*_WITHHELD, _FINAL, "See Technical Notes", *_UNDERREPORTED)


@dataclass(frozen=True)
class Mark:
    """What a footnote says: the value is withheld, is of a year of final data; and words that are not known."""

    withheld: bool
    final: bool
    unknown: str


def read_column(sheet: Sheet, key: str, read: Callable[[str], Any], problems: list[str]) -> "pd.Series[Any]":
    """The column as ``read`` takes its cells; the first place of each spelling that it does not is a problem."""
    column: pd.Series[str] = sheet.frame[key]
    understood: dict[str, Any] = {}
    for cell, rows in column.value_counts().items():
        try:
            understood[str(cell)] = read(" ".join(str(cell).split()))
        except ValueError as error:
            understood[str(cell)] = None
            problems.append(_problem(sheet, key, str(cell), int(rows), str(error)))
    return column.map(understood)


def _problem(sheet: Sheet, key: str, cell: str, rows: int, expected: str) -> str:
    first = sheet.frame.loc[sheet.frame[key] == cell, "at"].iloc[0]
    again = f" and {rows - 1} more" if rows > 1 else ""
    return f"{sheet.unit} {first}{again}, {NAMES[key]}: found {cell!r}; expected {expected}"


def place(cell: str) -> str:
    """``US-OH`` for ``OH``."""
    if cell.upper() not in codes.PLACES:
        raise ValueError("the two letters of a state, DC, PR, US or YC (New York City)")
    return codes.PLACES[cell.upper()]


def year(cell: str) -> int:
    """2018 for ``2018``."""
    if not _YEAR.fullmatch(cell):
        raise ValueError("a year of four digits")
    return int(cell)


def month(cell: str) -> int:
    """7 for ``July``."""
    if cell.lower() not in codes.MONTHS:
        raise ValueError("the name of a month")
    return codes.MONTHS[cell.lower()]


def period(cell: str) -> bool:
    """Whether it is the only kind of period known; ValueError when not."""
    if not _TWELVE_MONTHS.fullmatch(cell):
        raise ValueError("'12 month-ending'")
    return True


def indicator(cell: str) -> tuple[str, str]:
    """The measure and the group of an indicator."""
    if (found := codes.indicator(cell)) is None:
        near = difflib.get_close_matches(cell, codes.INDICATORS, n=2, cutoff=0.5) or codes.INDICATORS
        raise ValueError(f"an indicator as the publisher spells it, such as {' or '.join(map(repr, near))}")
    return found


def count(cell: str) -> float | None:
    """4034.0 for ``4,034``; None of an empty cell."""
    if not cell:
        return None
    if not _COUNT.fullmatch(cell):
        raise ValueError("a whole number of deaths")
    return float(cell.replace(",", ""))


def percent(cell: str) -> float | None:
    """A percentage; None of an empty cell."""
    if not cell:
        return None
    if not _PERCENT.fullmatch(cell) or float(cell) > 100:
        raise ValueError("a percentage from 0 to 100")
    return float(cell)


def percent_or_bound(cell: str) -> float | str | None:
    """A percentage, or the text of a bound such as ``99.5+``, which is no number."""
    if not _PERCENT.fullmatch(cell) and _BOUND.fullmatch(cell):
        return cell
    return percent(cell)


def mark(cell: str) -> Mark:
    """What a footnote says."""
    rest, said = cell.lower(), set()
    for words in _KNOWN_WORDS:
        if words.lower() in rest:
            said.add(words)
            rest = rest.replace(words.lower(), "")
    unknown = rest.strip(" .*")
    cut = [words for words in _KNOWN_WORDS if len(unknown) > 2 and words.lower().startswith(unknown)]
    if cut:
        raise ValueError(f"{cut[0]!r} in full; the text is cut short")
    withheld = not said.isdisjoint(_WITHHELD) or bool(re.search("suppress|not shown", unknown))
    return Mark(withheld, _FINAL in said, cell if unknown else "")


def spelled(values: Sequence[object], most: int = 5) -> str:
    """The first few of them, and how many more."""
    named = [str(value) for value in values]
    return ", ".join(named[:most]) + (f" and {len(named) - most} more" if len(named) > most else "")
