"""Reads tables of the PDF report from lines of text: a header of years, then rows of a label and one cell per year.

Nothing is looked up by its position on the page: a table is known by the first word of its header and the title above.

Decision C13 in README.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MAX_TABLE_LINES = 400
"""A table is looked for in so many lines below its header; the longest has some 200."""

_CELL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?|[-–—−]+")
_DASH = re.compile(r"[-–—−]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOOTNOTE = re.compile(r"\[[\d,;\s]*\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]")
_HEADER_REMARK = re.compile(r"\([^()]*\)|\bytd\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:table|figure)\s+\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of text with the page it stands on, counted from 1."""

    page: int
    text: str


@dataclass(frozen=True)
class Row:
    """A label, and its cells as printed."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class PdfTable:
    """A table: where it stands, its title, the years across, and every row that may belong to it."""

    page: int
    title: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        return f"{self.title} (page {self.page})"


def clean(text: str) -> str:
    """Return a line without footnote marks, single-spaced, with labels such as ``< 19`` or ``20 - 29`` as one word."""
    line = " ".join(_FOOTNOTE.sub(" ", text).split())
    line = re.sub(r"^(\d+) ([-–]) (\d+) ", r"\1\2\3 ", line)
    return re.sub(r"^([<>≤≥]) (\d)", r"\1\2", re.sub(r"^(\d+) \+", r"\1+", line))


def pdf_tables(lines: Sequence[Line], heading: re.Pattern[str]) -> Iterator[PdfTable]:
    """Yield every table whose header row is ``heading`` followed by consecutive years, in the order of the pages."""
    for at, line in enumerate(lines):
        words, _ = _header(line)
        if not heading.fullmatch(words):
            continue
        years, after = _years(lines, at)
        if len(years) > 1:
            title = _title(lines, at)
            yield PdfTable(line.page, title, years, tuple(_rows(lines[after : after + MAX_TABLE_LINES], years, title)))


def number(cell: str) -> Decimal | None:
    """Return the number in a cell with the decimals printed, None where it is a dash."""
    return None if _DASH.fullmatch(cell) else Decimal(cell.replace(",", ""))


@lru_cache(4096)
def split(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a line as its label and the cells that end it."""
    tokens = text.split()
    first = len(tokens)
    while first and _CELL.fullmatch(tokens[first - 1]):
        first -= 1
    return " ".join(tokens[:first]), tuple(tokens[first:])


def _header(line: Line) -> tuple[str, tuple[str, ...]]:
    """Return the same of a header, in which a year may carry a remark such as ``2022 (Jan-Mar)``."""
    return split(_HEADER_REMARK.sub(" ", line.text))


def _years(lines: Sequence[Line], at: int) -> tuple[tuple[int, ...], int]:
    """Return the years of the header that begins on line ``at``, which may run on, and the line after it."""
    years: list[int] = []
    for after in range(at, len(lines)):
        words, cells = _header(lines[after])
        runs_on = not words or after == at
        if not runs_on or not _consecutive(years, cells):
            return tuple(years), after
        years += [int(cell) for cell in cells]
    return tuple(years), len(lines)


def _consecutive(years: list[int], cells: Sequence[str]) -> bool:
    if not all(_YEAR.fullmatch(cell) for cell in cells):
        return False
    together = years + [int(cell) for cell in cells]
    return together == list(range(together[0], together[0] + len(together))) if together else True


def _rows(lines: Sequence[Line], years: tuple[int, ...], title: str) -> Iterator[Row]:
    """Yield rows up to the next caption. A row ends at the cell of its last year, or where the next label begins."""
    header = [str(year) for year in years]
    label, cells = "", list[str]()
    for line in lines:
        words, more = split(line.text)
        if cells and (words or len(cells) >= len(years)):
            if cells != header:  # the header stands again where a table runs on to the next page
                yield Row(label, tuple(cells))
            label, cells = "", []
        if caption := _CAPTION.match(line.text):
            if not title.startswith(caption.group()):  # "Table 1 (continued)" is the same table
                return
            continue
        label = f"{label} {words}".strip()
        cells += more
    if cells:
        yield Row(label, tuple(cells))


def _title(lines: Sequence[Line], at: int) -> str:
    """Return the caption above the header, or the two lines above where none of the last four begins one."""
    first = max(0, at - 2)
    for above in range(at - 1, max(-1, at - 5), -1):
        if _CAPTION.match(lines[above].text):
            first = above
            break
    return " ".join(line.text for line in lines[first:at])
