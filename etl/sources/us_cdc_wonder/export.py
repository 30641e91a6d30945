"""The rows of an export: one per month and state, and totals where WONDER gives them."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.errors import Refused
from etl.model import Period
from etl.sources.us_cdc_wonder.footer import RULE
from etl.sources.us_cdc_wonder.measures import STATES

SMALLEST = 10  # WONDER shows no count below it, and users of its data may not present one

_REQUIRED = ("Notes", "Month", "Month Code", "Deaths")
_OPTIONAL = ("Year", "Year Code", "Population", "Crude Rate")
_PLACES = (("State", "State Code"), ("Residence State", "Residence State Code"))
_LABEL = re.compile(r"([A-Z][a-z]{2})[a-z]*\.?, (\d{4})(?: \((provisional[^)]*)\))?", re.ASCII)
_CODE = re.compile(r"(\d{4})/(0[1-9]|1[0-2])", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Row:
    """One row: ``state`` and ``month`` are None where a total runs over all of them, ``deaths`` where suppressed."""

    line: int
    month: Period | None
    year: str
    state: str | None
    deaths: int | None
    provisional: bool


def split(name: str, text: str) -> tuple[list[str], list[str]]:
    """The lines of the table and those of the footer, without the tabs and quotes that a spreadsheet adds to it."""
    lines = re.split(r"\r\n|\r|\n", text)
    plain = [_unquoted(line) for line in lines]
    if RULE not in plain:
        raise Refused(name, [f"the file: found no footer (a line {RULE}); expected the whole export of WONDER"])
    at = plain.index(RULE)
    return lines[:at], plain[at + 1 :]


def _unquoted(line: str) -> str:
    line = line.rstrip("\t ")
    return line[1:-1].replace('""', '"') if len(line) > 1 and line[0] == line[-1] == '"' else line


def read(name: str, lines: Sequence[str], problems: list[str]) -> tuple[list[Row], list[Row]]:
    """The rows by month and state, and the totals."""
    reader = csv.reader(lines, delimiter="\t", strict=True)
    cells: list[Row] = []
    totals: list[Row] = []
    try:
        columns = _header(name, next(reader, []))
        for found in reader:
            if not any(cell.strip() for cell in found):
                continue
            if len(found) != len(columns):
                expected = f"{len(columns)}, as in the header, between tabs"
                problems.append(f"line {reader.line_num}: found {len(found)} cells; expected {expected}")
                continue
            row = {column: " ".join(cell.split()) for column, cell in zip(columns, found, strict=True)}
            try:
                (totals if row["notes"] == "Total" else cells).append(_row(reader.line_num, row))
            except ValueError as error:
                problems.append(f"line {reader.line_num}, {error}")
    except csv.Error as error:
        raise Refused(name, [f"line {reader.line_num}: not well-formed tab-delimited text ({error})"]) from error
    return cells, totals


def _header(name: str, found: Sequence[str]) -> list[str]:
    """The columns as the reader names them: ``state`` and ``statecode`` whatever the database calls them."""
    columns = [_plain(cell) for cell in found]
    if "county" in columns:
        raise Refused(name, ["line 1: found a column County; expected an export by state, not by county"])
    place = next((pair for pair in _PLACES if {*map(_plain, pair)} <= {*columns}), None)
    expected = {_plain(column) for column in (*_REQUIRED, *(place or ()))}
    known = expected | {_plain(column) for column in _OPTIONAL}
    if place is None or not expected <= {*columns} or not {*columns} <= known or len(set(columns)) < len(columns):
        wanted = f"{', '.join(_REQUIRED)} and State with its code (perhaps {', '.join(_OPTIONAL)}), each once"
        raise Refused(name, [f"line 1: found the columns {', '.join(found)[:300]}; expected {wanted}"])
    return [column.replace(_plain(place[0]), "state") for column in columns]


def _plain(column: str) -> str:
    return re.sub(r"[\W_]", "", column).lower()


def _row(line: int, row: Mapping[str, str]) -> Row:
    if row["notes"] not in {"", "Total"}:
        raise ValueError(f"column Notes: found {row['notes']!r}; expected nothing, or Total")
    month, provisional = _month(row)
    state = _state(row)
    if row["notes"] == "" and (month is None or state is None):
        raise ValueError("found a row without a month or without a state; expected both, or Total in Notes")
    year = row.get("yearcode", "")
    if month is not None and year not in ("", str(month.start.year)):
        raise ValueError(f"column Year Code: found {year!r}; expected the year of {month.label}")
    return Row(line, month, year, state, _deaths(row["deaths"]), provisional)


def _month(row: Mapping[str, str]) -> tuple[Period | None, bool]:
    """The month, which label and code both tell, and whether it is called provisional."""
    label, code = _LABEL.fullmatch(row["month"]), _CODE.fullmatch(row["monthcode"])
    if row["month"] == row["monthcode"] == "":
        return None, False
    if not label or not code or label[1] not in _MONTHS:
        found = f"{row['month']!r}, {row['monthcode']!r}"
        raise ValueError(f"columns Month, Month Code: found {found}; expected 'Jan., 2018' and '2018/01'")
    if (label[2], _MONTHS.index(label[1]) + 1) != (code[1], int(code[2])):
        raise ValueError(f"columns Month, Month Code: found {label[0]!r} with {code[0]!r}; expected the same month")
    return Period.month(int(code[1]), int(code[2])), label[3] is not None


def _state(row: Mapping[str, str]) -> str | None:
    name, code = row["state"], row["statecode"]
    if name == code == "":
        return None
    known = STATES.get(code.zfill(2))
    if known is None or known[0] != name:
        raise ValueError(f"columns State, State Code: found {name!r}, {code!r}; expected a state and its number")
    return f"US-{known[1]}"


def _deaths(text: str) -> int | None:
    if text == "Suppressed":
        return None
    if not re.fullmatch(r"[0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+", text):
        raise ValueError(f"column Deaths: found {text!r}; expected a whole number or Suppressed")
    count = int(text.replace(",", ""))
    if count < SMALLEST:
        # The number itself is not repeated: what may not be presented does not belong on a screen either.
        raise ValueError(
            f"column Deaths: found a count below {SMALLEST}; expected Suppressed, or the row left out (the terms of "
            "the data forbid to present counts of 9 or fewer: export again without zero values)"
        )
    return count


def repeated(rows: Sequence[Row]) -> Iterator[str]:
    """Rows of a month and state that stand twice."""
    seen: dict[tuple[Period | None, str, str | None], int] = {}
    for row in rows:
        first = seen.setdefault((row.month, row.year, row.state), row.line)
        if first != row.line:
            what = f"{row.month.label if row.month else 'all months'} {row.state or 'all states'}"
            yield f"line {row.line}: found {what} again; expected once (line {first} has it)"
