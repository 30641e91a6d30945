"""Reads releases that were typed in from publications, one row per figure and day of publication.

The format is this project's own: a CSV in UTF-8 with a header row. It serves every publisher that has no file to
download, and the past of those that overwrite theirs. The figures stand in the column ``deaths`` or in ``value``, where
a percentage may have decimals; ``place`` and ``group`` say whom they count, if not all people of the source's place. A
transcription does not say which figures the publisher holds to be final, so they are stored as provisional, but for
those held as final already and unchanged.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import pandas as pd

from etl.documents import Statement, capped, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Known, Measure, Period, Release, Span
from etl.transcribed_figures import STEPS, Figure, read_figure

REQUIRED = ("period", "published_on", "date_known", "restates", "source_title", "source_url")
FIGURE = ("deaths", "value")
OPTIONAL = ("measure", "place", "group", "evidence", "confidence", "date_basis")

_K = TypeVar("_K")


def parse(document: Document, source_id: str, place: str, measures: tuple[Measure, ...]) -> tuple[Release, ...]:
    """One release per day of publication, in order of the days; of ``place`` and the places below it."""
    if document.published or document.no_later_than:
        told = "a transcribed file states the day of every figure; leave --published and --no-later-than out"
        raise Refused(document.name, [told])
    problems: list[str] = []
    read = (read_figure(line, cells, place, measures, problems) for line, cells in _lines(document, problems))
    figures = [figure for figure in read if figure is not None]
    problems += [*_repeated(figures), *_disagreeing(figures)]
    problems += [] if problems else _gaps(figures)  # a row that was not understood would look like a gap
    if not figures and not problems:
        problems.append("line 2: the file has a header and no rows; expected one row per figure")
    if problems:
        raise Refused(document.name, capped(problems))
    return tuple(
        _release(source_id, vintage, stated)
        for vintage, stated in sorted(_grouped(figures, lambda figure: figure.vintage).items())
    )


def is_transcribed(text: str) -> bool:
    """Whether the first line is the header of a transcribed file, perhaps with a column missing."""
    names = {name.strip().strip('"').lower() for name in text.lstrip().partition("\n")[0].split(",")}
    return "published_on" in names or ("period" in names and not names.isdisjoint(FIGURE))


def _lines(document: Document, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row under the header with the number of its first line; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text_of(document), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        _check_header(document.name, header)
        line = reader.line_num + 1
        for row in reader:
            if not any(cell.strip() for cell in row):
                pass
            elif len(row) == len(header):
                yield line, {name: cell.strip() for name, cell in zip(header, row, strict=True)}
            else:
                expected = f"{len(header)}, as in the header (a text with a comma needs quotes)"
                problems.append(f"line {line}: found {len(row)} cells; expected {expected}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(document.name, [f"line {reader.line_num}: not well-formed CSV ({error})"]) from error


def _check_header(name: str, header: list[str]) -> None:
    known = ", ".join((*REQUIRED, " or ".join(FIGURE)))
    found = [column for column in FIGURE if column in header]
    missing = [column for column in REQUIRED if column not in header] + ([] if found else [FIGURE[0]])
    problems = [f"line 1: column {column} is missing; expected the columns {known}" for column in missing]
    if len(found) > 1:
        problems.append(f"line 1: found the columns {' and '.join(found)}; expected one of the two")
    for column in dict.fromkeys(header):
        if column not in REQUIRED + FIGURE + OPTIONAL:
            problems.append(f"line 1: found column {column!r}; expected only {known}, {', '.join(OPTIONAL)}")
        if header.count(column) > 1:
            problems.append(f"line 1: column {column} stands {header.count(column)} times; expected once")
    if problems:
        raise Refused(name, problems)


def _repeated(figures: list[Figure]) -> Iterator[str]:
    seen: dict[tuple[date, str, Period], Figure] = {}
    for figure in figures:
        first = seen.setdefault((figure.vintage, figure.series, figure.period), figure)
        if first is not figure:
            yield (
                f"line {figure.line}, column period: found {figure.period.label} of {figure.series} published on "
                f"{figure.vintage} again; expected once (line {first.line} has it)"
            )


def _disagreeing(figures: list[Figure]) -> Iterator[str]:
    """Rows of one series and day that differ from the first of them in what holds for all."""
    first: dict[tuple[date, str], Figure] = {}
    for figure in figures:
        other = first.setdefault((figure.vintage, figure.series), figure)
        for column in ("restates", "date_known"):
            if figure.cells[column] != other.cells[column]:
                yield (
                    f"line {figure.line}, column {column}: found {figure.cells[column]!r}; expected "
                    f"{other.cells[column]!r} as in line {other.line}, the same series and day"
                )


def _gaps(figures: list[Figure]) -> Iterator[str]:
    """What a release that restates everything leaves out between its first and last period."""
    whole = [figure for figure in figures if figure.whole]
    groups = _grouped(whole, lambda figure: (figure.vintage, figure.series))
    for (vintage, series), stated in sorted(groups.items()):
        step = STEPS[stated[0].measure.period]
        ends = sorted({12 * figure.period.end.year + figure.period.end.month - 1 for figure in stated})
        for end in sorted(set(range(ends[0], ends[-1] + 1, step)) - set(ends)):
            yield (
                f"column period: {series} published on {vintage} is whole but has no figure for the period ending "
                f"{end // 12}-{end % 12 + 1:02}; expected every one from the first to the last"
            )


def _release(source_id: str, vintage: date, stated: list[Figure]) -> Release:
    whole = _grouped((figure for figure in stated if figure.whole), lambda figure: figure.series)
    return Release(
        source=source_id,
        vintage=vintage,
        known=max((figure.known for figure in stated), key=list(Known).index),
        title="; ".join(_distinct(stated, "source_title")),
        url=" ".join(_distinct(stated, "source_url")),
        rows=_rows(stated),
        restates=tuple(_span(figures) for _, figures in sorted(whole.items())),
        note="; ".join(_distinct(stated, "date_basis")),
        tells_final=False,
    )


def _rows(stated: list[Figure]) -> pd.DataFrame:
    return rows_of(
        Statement(figure.measure.id, figure.place, figure.period, figure.value, group=figure.group) for figure in stated
    )


def _span(figures: list[Figure]) -> Span:
    """From the first to the last period of a series that is whole."""
    period = Period(min(figure.period.start for figure in figures), max(figure.period.end for figure in figures))
    return Span(figures[0].measure.id, period, figures[0].place, figures[0].group)


def _distinct(figures: list[Figure], column: str) -> list[str]:
    return [text for text in dict.fromkeys(figure.cells.get(column, "") for figure in figures) if text]


def _grouped(figures: Iterable[Figure], key: Callable[[Figure], _K]) -> dict[_K, list[Figure]]:
    groups: defaultdict[_K, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return dict(groups)
