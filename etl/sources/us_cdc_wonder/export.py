"""Reads the rows of an export: a row per month and state, and totals where WONDER gives them."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.core.errors import InvalidDocument
from etl.core.model import Period
from etl.parsing.csv_rows import column_key, csv_lines, duplicates, full_rows, single_spaced
from etl.sources.us_cdc_wonder.footer import RULE
from etl.sources.us_cdc_wonder.measures import STATES

MIN_COUNT = 10  # WONDER shows no count below it, and users of its data may not present one

_REQUIRED = ("Notes", "Month", "Month Code", "Deaths")
_OPTIONAL = ("Year", "Year Code", "Population", "Crude Rate", "Age Adjusted Rate")
_PLACES = (("State", "State Code"), ("Residence State", "Residence State Code"))
_LABEL = re.compile(r"([A-Z][a-z]{2})[a-z]*\.?, (\d{4})(?: \((provisional[^)]*)\))?", re.ASCII)
_CODE = re.compile(r"(\d{4})/(0[1-9]|1[0-2])", re.ASCII)
_MONTHS = tuple(calendar.month_abbr)  # "" first, so that January is 1


@dataclass(frozen=True)
class WonderRow:
    """One row of an export; None as ``state`` or ``month`` is all of them, as ``deaths`` a suppressed count."""

    line: int
    month: Period | None
    year: str
    state: str | None
    deaths: int | None
    provisional: bool


def split(name: str, text: str) -> tuple[list[str], list[str]]:
    """Return the lines of the table, and those of the footer without the tabs and quotes that spreadsheets add."""
    lines = re.split(r"\r\n|\r|\n", text)
    plain = [_unquoted(line) for line in lines]
    if RULE not in plain:
        raise InvalidDocument(name, [f"the file: found no footer (a line {RULE}); expected the whole export of WONDER"])
    rule = plain.index(RULE)
    return lines[:rule], plain[rule + 1 :]


def _unquoted(line: str) -> str:
    line = line.rstrip("\t ")
    return line[1:-1].replace('""', '"') if len(line) > 1 and line[0] == line[-1] == '"' else line


def read(name: str, lines: Sequence[str], problems: list[str]) -> tuple[list[WonderRow], list[WonderRow]]:
    """Return the rows by month and state, and the totals, which are all that an export of the nation has."""
    cells_by_line = csv_lines(name, "\n".join(lines), delimiter="\t", clean=single_spaced)
    number, header = next(cells_by_line, (1, []))
    columns = _columns(name, number, header)
    by_month: list[WonderRow] = []
    totals: list[WonderRow] = []
    for line, cells in full_rows(len(columns), (record for record in cells_by_line if any(record[1])), problems):
        row = dict(zip(columns, cells, strict=True))
        try:
            is_total = row["notes"] == "Total" or "state" not in row
            (totals if is_total else by_month).append(_row(line, row))
        except ValueError as error:
            problems.append(f"line {line}, {error}")
    return by_month, totals


def _columns(name: str, line: int, header: Sequence[str]) -> list[str]:
    """Return the columns as the reader names them: ``state`` and ``statecode`` whatever the database calls them.

    An export of the nation has neither.
    """
    columns = [column_key(cell) for cell in header]
    if "county" in columns:
        raise InvalidDocument(name, [f"line {line}: found a column County; expected an export by state, not by county"])
    place = next((pair for pair in _PLACES if {*map(column_key, pair)} <= {*columns}), None)
    required = {column_key(column) for column in (*_REQUIRED, *(place or ()))}
    allowed = required | {column_key(column) for column in _OPTIONAL}
    if not required <= {*columns} <= allowed or len(set(columns)) < len(columns):
        others = f"State with its code, of the nation without (perhaps {', '.join(_OPTIONAL)})"
        expected = f"{', '.join(_REQUIRED)} and {others}, each once"
        raise InvalidDocument(name, [f"line {line}: found the columns {', '.join(header)[:300]}; expected {expected}"])
    return [column.replace(column_key(place[0]), "state") for column in columns] if place else columns


def _row(line: int, row: Mapping[str, str]) -> WonderRow:
    if row["notes"] not in {"", "Total"}:
        raise ValueError(f"column Notes: found {row['notes']!r}; expected nothing, or Total")
    month, provisional = _month(row)
    state = _state(row)
    if row["notes"] == "" and (month is None or (state is None and "state" in row)):
        raise ValueError("found a row without a month or without a state; expected both, or Total in Notes")
    year = row.get("yearcode", "")
    if month is not None and year not in ("", str(month.start.year)):
        raise ValueError(f"column Year Code: found {year!r}; expected the year of {month.label}")
    return WonderRow(line, month, year, state, _deaths(row["deaths"]), provisional)


def _month(row: Mapping[str, str]) -> tuple[Period | None, bool]:
    """Return the month, which label and code both tell, and whether it is called provisional."""
    label, code = _LABEL.fullmatch(row["month"]), _CODE.fullmatch(row["monthcode"])
    if row["month"] == row["monthcode"] == "":
        return None, False
    if not label or not code or label[1] not in _MONTHS[1:]:
        cells = f"{row['month']!r}, {row['monthcode']!r}"
        raise ValueError(f"columns Month, Month Code: found {cells}; expected 'Jan., 2018' and '2018/01'")
    if (label[2], _MONTHS.index(label[1])) != (code[1], int(code[2])):
        raise ValueError(f"columns Month, Month Code: found {label[0]!r} with {code[0]!r}; expected the same month")
    return Period.month(int(code[1]), int(code[2])), label[3] is not None


def _state(row: Mapping[str, str]) -> str | None:
    name, code = row.get("state", ""), row.get("statecode", "")
    if name == code == "":
        return None
    state = STATES.get(code.zfill(2))
    if state is None or state[0] != name:
        raise ValueError(f"columns State, State Code: found {name!r}, {code!r}; expected a state and its number")
    return f"US-{state[1]}"


def _deaths(text: str) -> int | None:
    if text == "Suppressed":
        return None
    if not re.fullmatch(r"[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+", text):
        raise ValueError(f"column Deaths: found {text!r}; expected a whole number or Suppressed")
    count = int(text.replace(",", ""))
    if count < MIN_COUNT:
        # The number itself is not repeated: what may not be presented does not belong on a screen either.
        raise ValueError(
            f"column Deaths: found a count below {MIN_COUNT}; expected Suppressed, or the row left out (the terms of "
            "the data forbid to present counts of 9 or fewer: export again without zero values)"
        )
    return count


def repeated(rows: Sequence[WonderRow]) -> Iterator[str]:
    """Yield rows of a month and state that stand twice."""
    for row, first in duplicates(rows, lambda row: (row.month, row.year, row.state)):
        what = f"{row.month.label if row.month else 'all months'} {row.state or 'all states'}"
        yield f"line {row.line}: found {what} again; expected once (line {first.line} has it)"
