"""Reads tables taken by hand from the dashboard "Unregulated Drug Deaths" (Power BI, from 2023 on).

It offers no download.

Three shapes are known:

- rows ``DeathYear, Month, Frequency``, by tabs or commas, header or none, often with Excel guards (``="43"``);
- the same rows as a JSON array of objects;
- the visual "Unregulated Drug Deaths by Month, 2014-2024": months down, years across, ``Total`` last.

None states its day of publication. The dashboard shows a count of zero as a blank cell, which cannot be told from one
that is missing: blanks are taken only after the last month published.
"""

import json
import re
from collections.abc import Iterator, Sequence

from etl.core.errors import InvalidDocument
from etl.core.model import Release, VintageBasis
from etl.core.source import Document
from etl.parsing.csv_rows import Line, csv_lines, single_spaced
from etl.parsing.documents import decode, limit
from etl.sources.ca_bc_coroners import measures
from etl.sources.ca_bc_coroners.counts import Counts, read_count, read_year, whole
from etl.sources.ca_bc_coroners.measures import BcSeries, Vintage

_COLUMNS = ("DeathYear", "Month", "Frequency")
_GUARD = re.compile(r'"=""([^"\n]*)"""|="([^"\n]*)"')


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release that a table of the dashboard is."""
    counts = _counts(document.name, decode(document))
    problems = [*counts.problems, *counts.gaps()]
    day = document.published_on or document.no_later_than
    if day is None:
        problems.append("the file: states no day of publication; give the dashboard's date with --published")
    if problems or day is None:
        raise InvalidDocument(document.name, limit(problems))
    published = counts.published()
    title = f"Unregulated Drug Deaths by Month, {min(published).start.year}-{max(published).start.year}"
    vintage = Vintage(day, VintageBasis.PUBLISHER if document.published_on else VintageBasis.UPPER_BOUND)
    return (measures.build_release(document, vintage, counts.title or title, [BcSeries(published, {})]),)


def _counts(name: str, text: str) -> Counts:
    counts = Counts()
    if text.lstrip()[0] in "[{":
        _read_objects(name, text, counts)
        return counts
    lines = list(_lines(name, text))
    head = next((index for index, (_, cells) in enumerate(lines) if _is_head(cells)), None)
    if head is not None:
        _read_matrix(lines, head, counts)
    elif lines:
        _read_rows(lines, counts)
    return counts


def _lines(name: str, text: str) -> Iterator[Line]:
    """Return the cells of each line that has any, with its number, without Excel guards and non-breaking spaces."""
    plain = _GUARD.sub(lambda match: f'"{match[1] or match[2] or ""}"', text)
    lines = csv_lines(name, plain, delimiter="\t" if "\t" in plain else ",", clean=single_spaced)
    return ((line, cells) for line, cells in lines if any(cells))


def _read_objects(name: str, text: str, counts: Counts) -> None:
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(name, [f"the file: expected well-formed JSON; {error}"]) from error
    if not isinstance(objects, list):
        raise InvalidDocument(name, ["the file: found a JSON object; expected an array of them"])
    columns = sorted(column.lower() for column in _COLUMNS)
    if extra := _extra_keys(objects):
        counts.problems.append(extra)
        return
    for number, row in enumerate(objects, start=1):
        place = f"object {number}"
        cells = {key.lower(): value for key, value in row.items()} if isinstance(row, dict) else {}
        if sorted(cells) == columns:
            year, month, count = (cells[column.lower()] for column in _COLUMNS)
            counts.add(place, _text(year), _text(month), _text(count))
        else:
            counts.problems.append(f"{place}: found {json.dumps(row)[:80]}; expected the keys {', '.join(_COLUMNS)}")


def _extra_keys(objects: Sequence[object]) -> str:
    """Say in one line which keys objects have besides; empty where they have none, or not those that are needed."""
    needed = {column.lower() for column in _COLUMNS}
    extra = [{key for key in row if key.lower() not in needed} for row in objects if isinstance(row, dict)]
    names, count = sorted(set().union(*extra)), sum(map(bool, extra))
    return (
        f"{count} objects: found the keys {', '.join(names)} besides; expected {', '.join(_COLUMNS)}" if names else ""
    )


def _text(value: object) -> object:
    """Return a text without its guard and spaces; a number as it is."""
    return _GUARD.sub(r"\2", value).strip() if isinstance(value, str) else value


def _read_rows(lines: Sequence[Line], counts: Counts) -> None:
    """Read rows with the columns in the order of their header; in the publisher's own where there is none."""
    number, first = lines[0]
    names = [cell.replace(" ", "").lower() for cell in first]
    columns = [column.lower() for column in _COLUMNS]
    has_header = whole(first[0]) is None
    if has_header and sorted(names) != sorted(columns):
        expected = f"{', '.join(_COLUMNS)}, or Month and the years across"
        counts.problems.append(f"line {number}: found the columns {', '.join(first)}; expected {expected}")
        return
    order = [names.index(column) for column in columns] if has_header else [0, 1, 2]
    for line, cells in lines[1:] if has_header else lines:
        if len(cells) == len(columns):
            counts.add(f"line {line}", *(cells[position] for position in order))
        else:
            counts.problems.append(f"line {line}: found {len(cells)} cells; expected {', '.join(_COLUMNS)}")


def _is_head(cells: Sequence[str]) -> bool:
    """Return whether the cells are the head of the matrix: Month, then years, perhaps with a total of each row."""
    years = [cell for cell in cells[1:] if cell and cell.lower() != "total"]
    is_month = not cells[0] or cells[0].lower().startswith("month")
    return is_month and bool(years) and all(re.fullmatch(r"-?\d+", year) for year in years)


def _read_matrix(lines: Sequence[Line], head: int, counts: Counts) -> None:
    _read_title(lines[:head], counts)
    number, (_, *across) = lines[head]
    while across and not across[-1]:
        across.pop()
    body = [(line, cells + [""] * (len(across) + 1 - len(cells))) for line, cells in lines[head + 1 :]]
    for line, (label, *cells) in body:
        if len(cells) > len(across) and any(cells[len(across) :]):
            counts.problems.append(
                f"line {line}: found {len(cells)} cells; expected {len(across)}, as in line {number}"
            )
        elif label.lower() != "total":
            _read_month(f"line {line}", label, across, cells, counts)
    totals = [(line, cells) for line, (label, *cells) in body if label.lower() == "total"]
    if len(totals) == 1 and body[-1][0] == totals[0][0]:
        _check_totals(totals[0], across, counts)
    else:
        counts.problems.append(f"line {lines[-1][0]}: expected one row Total, and as the last")


def _read_title(lines: Sequence[Line], counts: Counts) -> None:
    """Read what stands above the head. A filter or a part of the province in it would make the table another one."""
    counts.title = " ".join(", ".join(cell for cell in cells if cell) for _, cells in lines)
    if len(lines) > 1 or measures.PART.search(counts.title):
        expected = 'no more than the title of all deaths, such as "Unregulated Drug Deaths by Month, 2014-2024"'
        counts.problems.append(f"line {lines[0][0]}: found {counts.title!r} above the table; expected {expected}")


def _read_month(place: str, label: str, across: Sequence[str], cells: Sequence[str], counts: Counts) -> None:
    """Read one row of the matrix, and its own total where it has one."""
    added = 0
    for name, cell in zip(across, cells, strict=False):
        if name.lower() != "total":
            counts.add(f"{place}, column {name}", name, label, cell)
            added += whole(cell) or 0
            continue
        printed = counts.read(place, "Total", cell, read_count) or 0
        if printed != added:
            counts.problems.append(f"{place}, column Total: printed {printed}, the years add up to {added}")


def _check_totals(total: Line, across: Sequence[str], counts: Counts) -> None:
    """Check the totals of a table read without a problem: an unreadable count would be missing from the sum."""
    if counts.problems:
        return
    line, cells = total
    for name, cell in zip(across, cells, strict=False):
        place = f"line {line}, column {name}"
        printed = counts.read(place, "Total", cell, read_count) or 0
        year = None if name.lower() == "total" else counts.read(place, "year", name, read_year)
        added = counts.total(year)
        if printed != added:
            counts.problems.append(f"{place}: printed {printed}, the months add up to {added}")
