"""Reads releases that were typed in from publications, one row per value and day of publication.

The format is this project's own: a CSV in UTF-8 with a header row. It serves every publisher that has no file to
download, and the past of those that overwrite theirs. The values stand in the column ``deaths`` or in ``value``, where
a percentage or a rate may have decimals; ``place`` and ``group`` say whom they count, if not all people of the source's
place. A transcription does not say which values the publisher holds to be final, so they are stored as provisional, but
for those held as final already and unchanged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document, Source
from etl.parsing.csv_rows import csv_lines, duplicates, full_rows
from etl.parsing.documents import StatedValue, decode, limit, to_frame
from etl.parsing.source_toml import load_source
from etl.parsing.transcribed_rows import MONTHS_BETWEEN_ENDS, TranscribedRow, read_row

REQUIRED_COLUMNS = ("period", "published_on", "date_known", "restates", "source_title", "source_url")
VALUE_COLUMNS = ("deaths", "value")
OPTIONAL_COLUMNS = ("measure", "place", "group", "evidence", "confidence", "date_basis")

_K = TypeVar("_K")


def transcribed_source(init_file: str) -> Source:
    """Build the source of a package whose documents are all transcribed: its ``__init__.py`` need hold no more."""

    def parse_document(document: Document) -> tuple[Release, ...]:
        return parse(document, source)

    source = load_source(init_file, parse_document)
    return source


def parse(document: Document, source: Source) -> tuple[Release, ...]:
    """Return one release per day of publication, in order of the days; of the source's place and those below it."""
    if document.published_on or document.no_later_than:
        problem = "a transcribed file states the day of every figure; leave --published and --no-later-than out"
        raise InvalidDocument(document.name, [problem])
    problems: list[str] = []
    read = (read_row(line, cells, source, problems) for line, cells in _read_lines(document, problems))
    rows = [row for row in read if row is not None]
    problems += [*_duplicate_problems(rows), *_mismatch_problems(rows)]
    problems += [] if problems else _gap_problems(rows)  # a row that was not understood would look like a gap
    if not rows and not problems:
        problems.append("line 2: the file has a header and no rows; expected one row per figure")
    if problems:
        raise InvalidDocument(document.name, limit(problems))
    by_vintage = _group_by(rows, lambda row: row.vintage)
    return tuple(_to_release(source.id, vintage, of_day) for vintage, of_day in sorted(by_vintage.items()))


def is_transcribed(text: str) -> bool:
    """Return whether the first line is the header of a transcribed file, perhaps with a column missing."""
    names = {name.strip().strip('"').lower() for name in text.lstrip().partition("\n")[0].split(",")}
    return "published_on" in names or ("period" in names and not names.isdisjoint(VALUE_COLUMNS))


def _read_lines(document: Document, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row under the header with the number of its first line; rows without a text are passed over."""
    lines = csv_lines(document.name, decode(document))
    _, header = next(lines)
    _check_header(document.name, header)
    for line, cells in full_rows(len(header), (row for row in lines if any(row[1])), problems):
        yield line, dict(zip(header, cells, strict=True))


def _check_header(name: str, header: list[str]) -> None:
    columns = ", ".join((*REQUIRED_COLUMNS, " or ".join(VALUE_COLUMNS)))
    figures = [column for column in VALUE_COLUMNS if column in header]
    missing = [column for column in REQUIRED_COLUMNS if column not in header] + ([] if figures else [VALUE_COLUMNS[0]])
    problems = [f"line 1: column {column} is missing; expected the columns {columns}" for column in missing]
    if len(figures) > 1:
        problems.append(f"line 1: found the columns {' and '.join(figures)}; expected one of the two")
    for column in dict.fromkeys(header):
        if column not in REQUIRED_COLUMNS + VALUE_COLUMNS + OPTIONAL_COLUMNS:
            problems.append(f"line 1: found column {column!r}; expected only {columns}, {', '.join(OPTIONAL_COLUMNS)}")
        if header.count(column) > 1:
            problems.append(f"line 1: column {column} stands {header.count(column)} times; expected once")
    if problems:
        raise InvalidDocument(name, problems)


def _duplicate_problems(rows: list[TranscribedRow]) -> Iterator[str]:
    for row, first in duplicates(rows, lambda row: (row.vintage, row.series, row.period)):
        yield (
            f"line {row.line}, column period: found {row.period.label} of {row.series} published on "
            f"{row.vintage} again; expected once (line {first.line} has it)"
        )


def _mismatch_problems(rows: list[TranscribedRow]) -> Iterator[str]:
    """Yield the rows of one series and day that differ from the first of them in what holds for all."""
    for row, first in duplicates(rows, lambda row: (row.vintage, row.series)):
        for column in ("restates", "date_known"):
            if row.cells[column] != first.cells[column]:
                yield (
                    f"line {row.line}, column {column}: found {row.cells[column]!r}; expected "
                    f"{first.cells[column]!r} as in line {first.line}, the same series and day"
                )


def _gap_problems(rows: list[TranscribedRow]) -> Iterator[str]:
    """Yield what a release that restates everything leaves out between its first and last period."""
    groups = _group_by((row for row in rows if row.whole), lambda row: (row.vintage, row.series))
    for (vintage, series), of_series in sorted(groups.items()):
        step = MONTHS_BETWEEN_ENDS[of_series[0].measure.period]
        periods = {row.period for row in of_series}
        first, last = min(periods), max(periods)
        for months in range(0, last.index - first.index + 1, step):
            if (period := first.shift(months)) not in periods:
                yield (
                    f"column period: {series} published on {vintage} is whole but has no figure for the period ending "
                    f"{period.end:%Y-%m}; expected every one from the first to the last"
                )


def _to_release(source_id: str, vintage: date, rows: list[TranscribedRow]) -> Release:
    whole = _group_by((row for row in rows if row.whole), lambda row: row.series)
    return Release(
        source=source_id,
        vintage=vintage,
        vintage_basis=max((row.basis for row in rows), key=list(VintageBasis).index),
        title="; ".join(_distinct_texts(rows, "source_title")),
        url=" ".join(_distinct_texts(rows, "source_url")),
        rows=_to_frame(rows),
        restates=tuple(_to_span(of_series) for _, of_series in sorted(whole.items())),
        note="; ".join(_distinct_texts(rows, "date_basis")),
        states_final_status=False,
    )


def _to_frame(rows: list[TranscribedRow]) -> pd.DataFrame:
    return to_frame(StatedValue(row.measure.id, row.place, row.period, row.value, group=row.group) for row in rows)


def _to_span(rows: list[TranscribedRow]) -> RestatedSpan:
    """Return the span from the first to the last period of a series that is whole."""
    period = Period(min(row.period.start for row in rows), max(row.period.end for row in rows))
    return RestatedSpan(rows[0].measure.id, period, rows[0].place, rows[0].group)


def _distinct_texts(rows: list[TranscribedRow], column: str) -> list[str]:
    return [text for text in dict.fromkeys(row.cells.get(column, "") for row in rows) if text]


def _group_by(rows: Iterable[TranscribedRow], key: Callable[[TranscribedRow], _K]) -> dict[_K, list[TranscribedRow]]:
    groups: defaultdict[_K, list[TranscribedRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)
